import { newSession } from './card.ts'
import { askPin } from './pin-entry.ts'
import { resume } from './resume.ts'
import { markUncertain } from './reversal.ts'
import type { Offer, TerminalState } from './state.ts'
import { stay, step, andThen, without, type Context, type Step } from './step.ts'

export const offers = (state: TerminalState, offer: Offer): boolean =>
  (state.screen.name === 'refused' || state.screen.name === 'enter-pin') && state.screen.offers.includes(offer)

/** The PIN once more, with the card that was read and a new trace number. */
export function chooseRetry(context: Context, state: TerminalState): Step {
  const ready = state.link === 'up' && state.signedOn && state.session?.card
  if (state.screen.name !== 'refused' || !offers(state, 'retry') || !ready) return stay(state)
  const { family, cause } = state.screen
  return askPin(context, state, { family, cause, lastTry: false })
}

export function chooseOtherCard(state: TerminalState): Step {
  if (!offers(state, 'other-card') || !state.session) return stay(state)
  const { amount } = state.session
  return step(
    { ...state, session: newSession(amount), screen: { name: 'present-card', amount } },
    { type: 'disarm-pin-pad' },
    { type: 'stop-timer', timer: 'pin-entry' },
  )
}

export function cancel(context: Context, state: TerminalState): Step {
  switch (state.screen.name) {
    case 'present-card':
    case 'enter-pin':
      return step(
        { ...without(state, 'session', 'next'), screen: { name: 'idle' } },
        { type: 'disarm-pin-pad' },
        { type: 'stop-timer', timer: 'pin-entry' },
        { type: 'notify', notice: { type: 'cancelled' } },
      )
    // Somebody may be paying this very moment, so an order is withdrawn by a reversal, not by forgetting it.
    case 'qr':
      return andThen(markUncertain(state, '06'), (withdrawn) => resume(context, without(withdrawn, 'session', 'next')))
    // The customer leaves: the terminal still brings itself in order, but asks for nothing afterwards.
    case 'signing-on':
    case 'reversing':
      return stay(without(state, 'session', 'next'))
    default:
      return finish(context, state)
  }
}

/** Away from the outcome of a payment. */
export function finish(context: Context, state: TerminalState): Step {
  const { name } = state.screen
  if (name !== 'approved' && name !== 'refused' && name !== 'reversed') return stay(state)
  return resume(context, { ...without(state, 'session', 'next'), screen: { name: 'idle' } })
}
