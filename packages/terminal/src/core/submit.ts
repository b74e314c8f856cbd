import { assert } from '@fiftyfive/kernel'
import { recordAdvice } from './advice/record-advice.ts'
import { cryptogramFirst } from './chip.ts'
import { notSent } from './not-sent.ts'
import { pendingOf } from './pending.ts'
import type { TerminalState } from './state.ts'
import { stay, step, type Context, type Step } from './step.ts'
import { TRANSACTIONS } from './transaction.ts'

/** Everything is known; an inserted chip computes the cryptogram of this try first. */
export function submit(context: Context, state: TerminalState): Step {
  const { session } = state
  if (!session) return stay(state)
  const alone = TRANSACTIONS[session.kind].advice || session.card?.mayStayOffline === true
  const goes = alone || (state.link === 'up' && state.signedOn)
  return goes && session.card?.method === 'chip' ? cryptogramFirst(state, session) : send(context, state)
}

/** Makes the transaction known durably, then sends it. */
export function send(context: Context, state: TerminalState): Step {
  const { session, journal } = state
  if (!session) return stay(state)
  if (TRANSACTIONS[session.kind].advice) return recordAdvice(context, state, session)
  if (state.link !== 'up' || !state.signedOn) return notSent(context, state, session)
  assert(!journal.pending, 'submit: no payment starts while the outcome of another is uncertain')
  const pending = pendingOf(context, state, session)
  const { trace } = pending
  const { card } = session
  const intent = { ...journal, trace, pending }
  return step(
    {
      ...state,
      journal: intent,
      exchange: { kind: 'payment', trace },
      screen: {
        name: 'sending',
        stage: 'host',
        kind: session.kind,
        amount: session.amount,
        maskedPan: pending.maskedPan,
      },
    },
    { type: 'save', journal: intent },
    { type: 'stop-timer', timer: 'pin-entry' },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    { type: 'notify', notice: { type: 'sending', trace } },
    { type: 'send', request: { kind: 'payment', pending, ...(card ? { card } : {}) } },
  )
}
