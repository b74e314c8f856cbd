import { assert } from '@fiftyfive/kernel'
import { cancel } from './choices.ts'
import { submit } from './submit.ts'
import { usable } from './offer.ts'
import type { Offer, PinNotice, Session, TerminalState } from './state.ts'
import { nextPinStep } from './pin-change.ts'
import { startPinTimers } from './pin-time.ts'
import { stay, step, type Context, type Step } from './step.ts'

/** Ways out that stand beside a repeated PIN prompt. */
const OFFERS_BESIDE_PIN: readonly Offer[] = ['other-card', 'qr']

/** Prompts for the PIN of the card that was read; the card stays out of it, whether for the first or the third time. */
export function askPin(context: Context, state: TerminalState, notice?: PinNotice): Step {
  const { session } = state
  if (!session?.card) return stay({ ...state, screen: { name: 'idle' } })
  const byChip = session.card.pin === 'plaintext' || session.card.pin === 'enciphered'
  // A chip that checks PINs itself has ended the try before: it begins anew, without leaving the reader.
  if (byChip && session.card.chipData) return restartChip(state, session, notice)
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
        checkedBy: byChip ? ('chip' as const) : ('issuer' as const),
        offers: notice ? usable(session.kind, OFFERS_BESIDE_PIN) : [],
        ...(byChip && !notice && session.card.triesLeft !== undefined ? { triesLeft: session.card.triesLeft } : {}),
        ...(session.kind === 'pin-change' ? { step: 'old' as const } : {}),
        ...(notice ? { notice } : {}),
      },
    },
    { type: 'ask-pin' },
    ...startPinTimers(context, state),
    { type: 'notify', notice: { type: 'pin-entry-started', entry } },
    ...(notice ? [{ type: 'notify', notice: { type: 'retrying' } } as const] : []),
  )
}

function restartChip(state: TerminalState, session: Session, notice: PinNotice | undefined): Step {
  const { kind, amount, card } = session
  assert(card, 'restartChip: a card was read')
  const { chipData: _, ...fresh } = card
  const waiting = { ...session, card: fresh, ...(notice ? { notice } : {}) }
  const screen = { name: 'sending', stage: 'card', kind, amount, maskedPan: card.pan.masked } as const
  return step({ ...state, session: waiting, screen }, { type: 'restart-card' })
}

/** The PIN goes to the chip where the card's list says so. */
function checkPin(state: TerminalState, session: Session): Step | undefined {
  const { kind, amount, card } = session
  if (card?.pin !== 'plaintext' && card?.pin !== 'enciphered') return undefined
  return step(
    { ...state, screen: { name: 'sending', stage: 'card', kind, amount, maskedPan: card.pan.masked } },
    { type: 'stop-timer', timer: 'pin-entry' },
    { type: 'check-pin' },
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
    ? (nextPinStep(context, state) ?? checkPin(state, state.session) ?? submit(context, state))
    : stay(state)
