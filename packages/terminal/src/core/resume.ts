import { askPin } from './pin-entry.ts'
import { sendReversal } from './reversal.ts'
import { signOn } from './sign-on.ts'
import type { TerminalState } from './state.ts'
import { stay, step, without, type Context, type Step } from './step.ts'

/**
 * Brings the terminal back in order, one thing at a time, and is called again after each: keys first, because nothing
 * can be authenticated without them; then the payment whose outcome is uncertain; then whatever was waiting for that.
 */
export function resume(context: Context, state: TerminalState): Step {
  if (state.exchange || state.screen.name === 'starting') return stay(state)
  // Nobody's refusal is taken off the screen unread for housekeeping that can wait.
  if (state.screen.name === 'refused' && !state.journal.pending) return stay(state)
  if (!state.signedOn || state.journal.pending) {
    if (state.link !== 'up') return waitForLink(state)
    return state.signedOn ? sendReversal(context, state) : signOn(context, state)
  }
  if (state.next?.name === 'enter-pin') return askPin(context, without(state, 'next'), state.next.notice)
  if (state.next) {
    const { code } = state.next.receipt
    const { family, cause } = state.next
    return step(
      { ...without(state, 'next'), screen: state.next },
      { type: 'notify', notice: { type: 'refused', code, family, cause } },
    )
  }
  return stay(isBusy(state) ? { ...without(state, 'session'), screen: { name: 'idle' } } : state)
}

/** Screens that only say what the terminal is doing meanwhile. */
const isBusy = (state: TerminalState): boolean =>
  state.screen.name === 'signing-on' || state.screen.name === 'reversing' || state.screen.name === 'out-of-service'

function waitForLink(state: TerminalState): Step {
  // A reversal in waiting keeps its own screen: the cashier must see that the payment is being undone.
  if (state.screen.name === 'reversing') return stay(state)
  return step(
    { ...state, screen: { name: 'out-of-service', reason: 'no-link' } },
    { type: 'notify', notice: { type: 'out-of-service', reason: 'no-link' } },
  )
}
