import type { Answer } from '../exchange/answer.ts'
import { refusedScreen } from '../refusal/refused-screen.ts'
import type { Journal } from './journal.ts'
import { resume } from './resume.ts'
import { batchFollowing } from './settlement/settlement.ts'
import type { OutOfService, ScreenOf, TerminalState } from './state.ts'
import { nextTrace, stay, step, andThen, without, type Context, type Step } from './step.ts'

export function requestSignOn(context: Context, state: TerminalState): Step {
  const { name } = state.screen
  const allowed =
    name === 'idle' || name === 'signed-off' || (name === 'out-of-service' && state.screen.reason !== 'not-activated')
  if (!allowed || state.exchange) return stay(state)
  return resume(context, { ...state, signedOn: false, screen: { name: 'signing-on', purpose: 'requested' } })
}

/** 0800 with network code 003: the host answers with fresh working keys under the terminal master key. */
export function signOn(context: Context, state: TerminalState): Step {
  const trace = nextTrace(state.journal.trace)
  const journal = { ...state.journal, trace }
  const purpose = purposeOf(state)
  return step(
    {
      ...state,
      journal,
      exchange: { kind: 'sign-on', trace },
      screen: { name: 'signing-on', purpose },
    },
    { type: 'save', journal },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    ...(purpose === 'repair' ? [{ type: 'notify', notice: { type: 'repairing' } } as const] : []),
    { type: 'send', request: { kind: 'sign-on', batch: journal.batch, trace } },
  )
}

function purposeOf(state: TerminalState): ScreenOf<'signing-on'>['purpose'] {
  if (state.session) return 'repair'
  if (state.journal.pending) return 'reversal'
  return state.screen.name === 'signing-on' ? state.screen.purpose : 'start'
}

export function answerSignOn(context: Context, state: TerminalState, answer: Answer): Step {
  const { signOn } = answer
  if (answer.code !== '00') return signOnFailed(context, state, 'sign-on-refused', answer.code)
  if (!signOn) return signOnFailed(context, state, 'sign-on-format')
  // The exchange stays open until the PIN pad has checked the keys; no timer runs for it, as the PIN pad always answers.
  return step(
    { ...state, journal: { ...state.journal, batch: batchAfter(state.journal, signOn.batch) } },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'load-keys', workingKeys: signOn.workingKeys },
  )
}

/**
 * A settlement under way keeps its batch: its answer may have been lost, and it will be repeated. So does what was approved and
 * not settled: nothing protects the number in a sign-on's answer, and behind a damaged digit nobody would settle it. Only the
 * next batch is believed, because the host has then closed this one.
 */
function batchAfter({ batch, settlement, entries = [] }: Journal, told: number): number {
  if (settlement) return batch
  const isInUse = entries.some((entry) => entry.batch === batch)
  return isInUse && told !== batchFollowing(batch) ? batch : told
}

export function keysLoaded(context: Context, state: TerminalState): Step {
  if (state.exchange?.kind !== 'sign-on') return stay(state)
  const ready = step(
    { ...without(state, 'exchange'), signedOn: true },
    { type: 'save', journal: state.journal },
    { type: 'notify', notice: { type: 'signed-on' } },
  )
  return andThen(ready, (signedOn) => resume(context, signedOn))
}

export function keysRefused(context: Context, state: TerminalState, reason: OutOfService): Step {
  return state.exchange?.kind === 'sign-on' ? signOnFailed(context, state, reason) : stay(state)
}

export const signOnUnanswered = (context: Context, state: TerminalState): Step =>
  signOnFailed(context, state, 'sign-on-unanswered')

function signOnFailed(context: Context, state: TerminalState, reason: OutOfService, code?: string): Step {
  const { again_ms } = context.configuration
  const free = without(state, 'exchange')
  // A customer is waiting, and nothing of the payment is uncertain: say so now, and sign on again when that is read.
  if (state.session && !state.journal.pending) {
    const { session } = state
    const cause = reason === 'sign-on-unanswered' ? 'network' : 'unknown'
    const family = cause === 'network' ? 'network' : 'our-fault'
    const screen = refusedScreen(context, free, session, { family, cause, offers: [], code: code ?? '' })
    return step(
      { ...without(free, 'next'), screen },
      { type: 'stop-timer', timer: 'answer' },
      { type: 'notify', notice: { type: 'refused', code: code ?? '', family, cause } },
    )
  }
  // A host that says no, or keys that do not check, seldom change their mind within seconds.
  const delay_ms = reason === 'sign-on-unanswered' ? again_ms : 10 * again_ms
  return step(
    { ...free, screen: { name: 'out-of-service', reason, ...(code === undefined ? {} : { code }) } },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'start-timer', timer: 'again', delay_ms },
    { type: 'notify', notice: { type: 'out-of-service', reason } },
  )
}
