import type { TerminalEvent, VitalPart } from './event.ts'
import { resume } from './resume.ts'
import { repeatReversalLater } from './reversal.ts'
import { adviceUnanswered } from './advice/deliver.ts'
import { paymentUnanswered } from './payment-answer.ts'
import { settlementUnanswered } from './settlement/settle.ts'
import { answerSignOff } from './sign-off.ts'
import { signOnUnanswered } from './sign-on.ts'
import { statusUnanswered } from './status-query.ts'
import type { TerminalState } from './state.ts'
import { step, stay, andThen, without, type Context, type Step } from './step.ts'

/** Before `started`: nothing is known yet. */
export const INITIAL_STATE: TerminalState = {
  screen: { name: 'starting' },
  link: 'down',
  signedOn: false,
  journal: { batch: 1, trace: 0 },
  operator: undefined,
  repairFailed: undefined,
  exchange: undefined,
  session: undefined,
  tested: undefined,
  next: undefined,
}

export function start(state: TerminalState, event: Extract<TerminalEvent, { type: 'started' }>): Step {
  const { journal, operatorsUsed = false } = event
  if (!event.activated) return stay({ ...state, journal, screen: { name: 'out-of-service', reason: 'not-activated' } })
  // A payment that a restart cut off is still in the journal, nobody waits for its answer any more, so `resume` undoes it.
  return step({ ...state, journal, operatorsUsed, link: 'connecting' }, { type: 'connect' })
}

export function linkUp(context: Context, state: TerminalState): Step {
  const up: TerminalState = { ...state, link: 'up' }
  const screen = up.screen.name === 'starting' ? ({ name: 'signing-on', purpose: 'start' } as const) : up.screen
  return resume(context, { ...up, screen })
}

export function linkDown(context: Context, state: TerminalState): Step {
  const down = step(
    { ...state, link: 'down' },
    { type: 'start-timer', timer: 'reconnect', delay_ms: context.configuration.again_ms },
  )
  return andThen(down, (lost) => {
    if (lost.screen.name === 'starting') {
      return stay({ ...lost, screen: { name: 'out-of-service', reason: 'no-link' } })
    }
    switch (lost.exchange?.kind) {
      case 'payment':
        return paymentUnanswered(context, lost)
      case 'advice':
        return adviceUnanswered(context, lost)
      case 'settlement':
        return settlementUnanswered(context, lost)
      case 'status':
        return statusUnanswered(context, lost)
      case 'sign-off':
        return answerSignOff(context, lost, undefined)
      case 'echo':
      case 'script':
      case 'download':
        return stay(without(lost, 'exchange'))
      case 'reversal':
        return repeatReversalLater(context, lost)
      case 'sign-on':
        return signOnUnanswered(context, lost)
      default:
        return stay(lost)
    }
  })
}

export const connectAgain = (state: TerminalState): Step =>
  state.link === 'down' ? step({ ...state, link: 'connecting' }, { type: 'connect' }) : stay(state)

/**
 * The record could not be saved, or the PIN pad did not do its part, and the step that needed it did not happen. The
 * durable record may now lag behind what the host did, so a payment that is pending counts as uncertain; the terminal
 * keeps trying and sells nothing meanwhile.
 */
export function partFailed(context: Context, state: TerminalState, reason: VitalPart): Step {
  const { pending } = state.journal
  const journal = pending ? { ...state.journal, pending: { reason: '06' as const, ...pending } } : state.journal
  return step(
    {
      ...without(state, 'exchange', 'session', 'next'),
      journal,
      // The step that was dropped may have been news of the link itself, so the link begins anew too.
      link: 'down',
      signedOn: false,
      screen: { name: 'out-of-service', reason },
    },
    { type: 'disconnect' },
    { type: 'start-timer', timer: 'reconnect', delay_ms: context.configuration.again_ms },
    { type: 'disarm-pin-pad' },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'stop-timer', timer: 'pin-entry' },
    { type: 'start-timer', timer: 'again', delay_ms: context.configuration.again_ms },
    { type: 'notify', notice: { type: 'out-of-service', reason } },
  )
}
