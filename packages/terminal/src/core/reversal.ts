import { assert, money } from '@fiftyfive/kernel'
import type { Answer } from '../exchange/answer.ts'
import { needsSignOn } from '../refusal/codes.ts'
import { receiptOf } from './make-receipt.ts'
import type { Pending } from './journal.ts'
import { resume } from './resume.ts'
import type { TerminalState } from './state.ts'
import { step, andThen, without, type Context, type Step } from './step.ts'

/** The payment may have been charged although nobody can say so: from here on it is being undone. */
export function markUncertain(state: TerminalState, reason: NonNullable<Pending['reason']>): Step {
  const { pending } = state.journal
  assert(pending, 'markUncertain: a payment is pending')
  const journal = { ...state.journal, pending: { ...pending, reason } }
  const amount = money(pending.amount_minor, pending.currency)
  return step(
    {
      ...without(state, 'exchange'),
      journal,
      screen: { name: 'reversing', kind: pending.kind, amount, reason, attempts: 0 },
    },
    { type: 'save', journal },
    { type: 'stop-timer', timer: 'answer' },
  )
}

/** 0400 with the trace number of the payment, recorded before it leaves, repeated until it is answered. */
export function sendReversal(context: Context, state: TerminalState): Step {
  const { pending: before } = state.journal
  assert(before, 'sendReversal: a payment is pending')
  const reason = before.reason ?? '98'
  const pending: Pending = { ...before, reason, reversals: before.reversals + 1 }
  const journal = { ...state.journal, pending }
  const { kind, trace, amount_minor, currency, reversals } = pending
  return step(
    {
      ...state,
      journal,
      exchange: { kind: 'reversal', trace },
      screen: { name: 'reversing', kind, amount: money(amount_minor, currency), reason, attempts: reversals },
    },
    { type: 'save', journal },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    { type: 'notify', notice: { type: 'reversing', trace, attempt: reversals } },
    { type: 'send', request: { kind: 'reversal', pending, reason } },
  )
}

/** 00 undone; 25 never seen; 12 nothing that could be undone. All three say: the customer keeps the money. */
const FINAL = ['00', '25', '12']

export function answerReversal(context: Context, state: TerminalState, answer: Answer): Step {
  if (answer.mac !== 'valid' || needsSignOn(answer.code)) {
    return repeatReversalLater(context, { ...state, signedOn: false })
  }
  if (!FINAL.includes(answer.code)) return repeatReversalLater(context, state)
  const { pending, ...before } = state.journal
  assert(pending, 'answerReversal: a payment is pending')
  const receipt = receiptOf(context, pending, { outcome: 'reversed', code: answer.code })
  const journal = { ...before, last: receipt }
  const undone = step(
    { ...without(state, 'exchange'), journal, screen: { name: 'reversed', receipt } },
    { type: 'save', journal },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'notify', notice: { type: 'reversed', trace: pending.trace } },
  )
  return andThen(undone, (state) => resume(context, state))
}

export const repeatReversalLater = (context: Context, state: TerminalState): Step =>
  step(
    without(state, 'exchange'),
    { type: 'stop-timer', timer: 'answer' },
    { type: 'start-timer', timer: 'again', delay_ms: context.configuration.again_ms },
  )
