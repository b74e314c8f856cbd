import { refusedScreen } from '../refusal/refused-screen.ts'
import type { Session, TerminalState } from './state.ts'
import { step, type Context, type Step } from './step.ts'

/** Refused by the terminal itself: no byte left, nothing can have been charged. */
export function notSent(context: Context, state: TerminalState, session: Session): Step {
  const refusal = { family: 'network', cause: 'network', offers: ['retry'], code: '' } as const
  return step(
    { ...state, screen: refusedScreen(context, state, session, refusal) },
    { type: 'disarm-pin-pad' },
    { type: 'stop-timer', timer: 'pin-entry' },
    { type: 'notify', notice: { type: 'refused', code: '', family: 'network', cause: 'network' } },
  )
}
