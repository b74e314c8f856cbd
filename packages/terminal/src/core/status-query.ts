import { money, type Instant, type Money } from '@fiftyfive/kernel'
import type { Answer } from '../exchange/answer.ts'
import { needsSignOn } from '../refusal/codes.ts'
import { showStored } from './advice/record-advice.ts'
import { resume } from './resume.ts'
import type { TerminalState } from './state.ts'
import { andThen, nextTrace, stay, step, without, type Context, type Step } from './step.ts'

/** What the host says became of a payment: one truth (network code 601). */
export interface PaymentStatus {
  readonly batch: number
  readonly trace: number
  /**
   * `undoing`: uncertain upstream, the host sees to it. `unknown`: it never arrived, and would be refused if it still
   * did. `working`: ask again. `failed`: the question was not answered.
   */
  readonly outcome: 'approved' | 'reversed' | 'undoing' | 'refused' | 'unknown' | 'working' | 'failed'
  /** DE 39. */
  readonly code: string
  readonly amount?: Money
  readonly authorizationCode?: string
  readonly referenceNumber?: string
  readonly askedAt: Instant
}

export function requestStatus(context: Context, state: TerminalState, named: { batch?: number; trace?: number }): Step {
  const { journal } = state
  const last = journal.last?.trace ? journal.last : undefined
  const original = { batch: named.batch ?? Number(last?.batch ?? 0), trace: named.trace ?? Number(last?.trace ?? 0) }
  const ready = state.link === 'up' && state.signedOn && !journal.pending
  if (state.screen.name !== 'idle' || !ready || original.trace === 0) return stay(state)
  // The host has not heard of an advice that still waits here, and would refuse what it was asked about: it is stored.
  const waits = journal.advices?.some(({ batch, trace }) => batch === original.batch && trace === original.trace)
  if (waits === true) return showStored(context, state, original.trace)
  const trace = nextTrace(journal.trace)
  const counted = { ...journal, trace }
  return step(
    {
      ...state,
      journal: counted,
      exchange: { kind: 'status', trace, original },
      screen: { name: 'asking-status' },
    },
    { type: 'save', journal: counted },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    { type: 'send', request: { kind: 'status', batch: journal.batch, trace, original } },
  )
}

export function answerStatus(context: Context, state: TerminalState, answer: Answer): Step {
  if (answer.mac !== 'valid' || needsSignOn(answer.code)) {
    return andThen(tell(context, { ...state, signedOn: false }, answer, 'failed'), (state) => stay(state))
  }
  return tell(context, state, answer, outcomeOf(answer))
}

export const statusUnanswered = (context: Context, state: TerminalState): Step =>
  tell(context, state, undefined, 'failed')

/** The code is about the payment exactly when there is a reference number (docs/reference/unionpay-transactions.md). */
function outcomeOf({ code, referenceNumber }: Answer): PaymentStatus['outcome'] {
  if (referenceNumber === undefined) return code === '25' ? 'unknown' : code === '09' ? 'working' : 'failed'
  if (code === '00') return 'approved'
  if (code === '06') return 'reversed'
  return code === '98' ? 'undoing' : 'refused'
}

function tell(
  context: Context,
  state: TerminalState,
  answer: Answer | undefined,
  outcome: PaymentStatus['outcome'],
): Step {
  const original = state.exchange?.original ?? { batch: 0, trace: 0 }
  const status: PaymentStatus = {
    ...original,
    outcome,
    code: answer?.code ?? '',
    askedAt: context.now,
    ...(answer?.amount_minor === undefined
      ? {}
      : { amount: money(answer.amount_minor, context.configuration.currency) }),
    ...(answer?.authorizationCode === undefined ? {} : { authorizationCode: answer.authorizationCode }),
    ...(answer?.referenceNumber === undefined ? {} : { referenceNumber: answer.referenceNumber }),
  }
  return step(
    { ...without(state, 'exchange'), screen: { name: 'status', status } },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'notify', notice: { type: 'status-told', status } },
  )
}

/** A short message there and back: the link, the acquirer, and what a self-test found, which goes under a MAC. */
export function requestEcho(context: Context, state: TerminalState): Step {
  const { journal } = state
  const status = state.signedOn ? state.tested : undefined
  if (state.link !== 'up' || state.exchange || state.session || journal.pending) return stay(state)
  const trace = nextTrace(journal.trace)
  const counted = { ...journal, trace }
  return step(
    { ...state, journal: counted, exchange: { kind: 'echo', trace } },
    { type: 'save', journal: counted },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    { type: 'send', request: { kind: 'echo', batch: journal.batch, trace, ...(status && { status }) } },
  )
}

export const answerEcho = (context: Context, state: TerminalState): Step =>
  andThen(
    step(
      state.signedOn ? without(state, 'exchange', 'tested') : without(state, 'exchange'),
      { type: 'stop-timer', timer: 'answer' },
      { type: 'notify', notice: { type: 'echoed' } },
    ),
    (state) => resume(context, state),
  )
