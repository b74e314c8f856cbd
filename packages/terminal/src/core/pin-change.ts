import type { PinRejection } from '../pin-pad/device.ts'
import { startPinTimers } from './pin-time.ts'
import type { TerminalState } from './state.ts'
import { stay, step, type Context, type Step } from './step.ts'

/** After the present PIN the new one, then the new one again. The digits stay in the PIN pad, which judges them itself. */
export function nextPinStep(context: Context, state: TerminalState): Step | undefined {
  const { screen } = state
  if (screen.name !== 'enter-pin' || screen.kind !== 'pin-change' || screen.step === 'again') return undefined
  const { rejected: _, endsIn_ms: _ends, notice: _notice, ...rest } = screen
  const following = screen.step === 'new' ? 'again' : 'new'
  return step(
    { ...state, screen: { ...rest, step: following, digits: 0, offers: [] } },
    { type: 'ask-pin', purpose: following },
    ...startPinTimers(context, state),
  )
}

/** The PIN pad does not take it, and asks for a new one by itself. */
export function rejectPin(context: Context, state: TerminalState, reason: PinRejection): Step {
  const { screen } = state
  if (screen.name !== 'enter-pin' || screen.kind !== 'pin-change') return stay(state)
  return step(
    { ...state, screen: { ...screen, step: 'new', digits: 0, rejected: reason } },
    ...startPinTimers(context, state),
    { type: 'notify', notice: { type: 'pin-not-taken', reason } },
  )
}
