import { newSession } from './begin.ts'
import { askPin } from './pin-entry.ts'
import { resume } from './resume.ts'
import { markUncertain } from './reversal.ts'
import type { Offer, ScreenName, TerminalState } from './state.ts'
import { submit } from './submit.ts'
import { TRANSACTIONS } from './transaction.ts'
import { stay, step, andThen, without, type Context, type Step } from './step.ts'

export const offers = (state: TerminalState, offer: Offer): boolean =>
  (state.screen.name === 'refused' || state.screen.name === 'enter-pin') && state.screen.offers.includes(offer)

/** The PIN once more, with the card that was read and a new trace number. */
export function chooseRetry(context: Context, state: TerminalState): Step {
  const ready = state.link === 'up' && state.signedOn && state.session
  if (state.screen.name !== 'refused' || !offers(state, 'retry') || !ready) return stay(state)
  const { family, cause } = state.screen
  if (!TRANSACTIONS[ready.kind].pin || ready.card?.pin === 'none') return submit(context, state)
  return askPin(context, state, { family, cause, lastTry: false })
}

export function chooseOtherCard(state: TerminalState): Step {
  if (!offers(state, 'other-card') || !state.session) return stay(state)
  const { amount, original } = state.session
  // A QR order that failed leaves a sale by card.
  const kind = state.session.kind === 'qr-sale' ? 'sale' : state.session.kind
  return step(
    {
      ...state,
      session: { ...newSession(kind, amount), ...(original ? { original } : {}) },
      screen: { name: 'present-card', kind, amount },
    },
    { type: 'disarm-pin-pad' },
    { type: 'stop-timer', timer: 'pin-entry' },
  )
}

export function cancel(context: Context, state: TerminalState): Step {
  switch (state.screen.name) {
    case 'present-card':
    case 'choose-application':
    case 'enter-pin':
      // What gave way to this payment goes on: an advice that was on its way is sent again.
      return andThen(
        step(
          { ...without(state, 'session', 'next'), screen: { name: 'idle' } },
          { type: 'disarm-pin-pad' },
          { type: 'stop-timer', timer: 'pin-entry' },
          { type: 'notify', notice: { type: 'cancelled' } },
        ),
        (idle) => resume(context, idle),
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

/** Screens that stay until somebody has read them. */
const READ: readonly ScreenName[] = ['approved', 'refused', 'reversed', 'not-possible', 'settled', 'status']

/** Away from the outcome of a payment. */
export function finish(context: Context, state: TerminalState): Step {
  if (!READ.includes(state.screen.name)) return stay(state)
  return resume(context, { ...without(state, 'session', 'next'), screen: { name: 'idle' } })
}
