import type { Effect } from './effect.ts'
import type { TerminalState } from './state.ts'
import { stay, step, type Context, type Step } from './step.ts'

/** How long the cardholder has for the PIN, and how long before its end the warning comes. */
function pinTimes({ configuration }: Context, { assistance }: TerminalState) {
  const factor = assistance ? configuration.assistanceFactor : 1
  return { total_ms: factor * configuration.pinEntry_ms, warning_ms: factor * configuration.pinWarning_ms }
}

export function startPinTimers(context: Context, state: TerminalState): readonly Effect[] {
  const { total_ms, warning_ms } = pinTimes(context, state)
  return [
    { type: 'start-timer', timer: 'pin-entry', delay_ms: total_ms },
    { type: 'start-timer', timer: 'pin-warning', delay_ms: total_ms - warning_ms },
  ]
}

export function warnOfTime(context: Context, state: TerminalState): Step {
  if (state.screen.name !== 'enter-pin') return stay(state)
  const { warning_ms: endsIn_ms } = pinTimes(context, state)
  return step(
    { ...state, screen: { ...state.screen, endsIn_ms } },
    { type: 'notify', notice: { type: 'pin-entry-ending', endsIn_ms } },
  )
}

/** The time starts again; what was typed stays. As often as it is needed (WCAG 2.2.1). */
export function takeMoreTime(context: Context, state: TerminalState): Step {
  if (state.screen.name !== 'enter-pin') return stay(state)
  const { endsIn_ms: _, ...screen } = state.screen
  return step({ ...state, screen }, ...startPinTimers(context, state))
}

export function setAssistance(context: Context, state: TerminalState, on: boolean): Step {
  return takeMoreTime(context, { ...state, assistance: on })
}
