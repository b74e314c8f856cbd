import { cancel } from './choices.ts'
import { submit } from './submit.ts'
import { usable } from './offer.ts'
import type { Offer, PinNotice, TerminalState } from './state.ts'
import { nextPinStep } from './pin-change.ts'
import { startPinTimers } from './pin-time.ts'
import { stay, step, type Context, type Step } from './step.ts'

/** Ways out that stand beside a repeated PIN prompt. */
const OFFERS_BESIDE_PIN: readonly Offer[] = ['other-card', 'qr']

/** Prompts for the PIN of the card that was read; the card stays out of it, whether for the first or the third time. */
export function askPin(context: Context, state: TerminalState, notice?: PinNotice): Step {
  const { session } = state
  if (!session?.card) return stay({ ...state, screen: { name: 'idle' } })
  const entry = session.entries + 1
  return step(
    {
      ...state,
      session: { ...session, entries: entry },
      screen: {
        name: 'enter-pin',
        kind: session.kind,
        amount: session.amount,
        maskedPan: session.card.pan.masked,
        method: session.card.method,
        digits: 0,
        entry,
        ...(session.kind === 'pin-change' ? { step: 'old' as const } : {}),
        offers: notice ? usable(session.kind, OFFERS_BESIDE_PIN) : [],
        ...(notice ? { notice } : {}),
      },
    },
    { type: 'ask-pin' },
    ...startPinTimers(context, state),
    { type: 'notify', notice: { type: 'pin-entry-started', entry } },
    ...(notice ? [{ type: 'notify', notice: { type: 'retrying' } } as const] : []),
  )
}

export const changeDigits = (state: TerminalState, digits: number): Step =>
  state.screen.name === 'enter-pin'
    ? step(
        { ...state, screen: { ...state.screen, digits } },
        { type: 'notify', notice: { type: 'pin-digits', digits } },
      )
    : stay(state)

export const cancelPin = (context: Context, state: TerminalState): Step =>
  state.screen.name === 'enter-pin' ? cancel(context, state) : stay(state)

/** The PIN is in the PIN pad. */
export const confirmPin = (context: Context, state: TerminalState): Step =>
  state.screen.name === 'enter-pin' && state.session?.card
    ? (nextPinStep(context, state) ?? submit(context, state))
    : stay(state)
