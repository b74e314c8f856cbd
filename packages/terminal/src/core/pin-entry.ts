import { assert } from '@fiftyfive/kernel'
import { cancel } from './choices.ts'
import { notSent } from './card.ts'
import type { Pending } from './journal.ts'
import type { Offer, PinNotice, TerminalState } from './state.ts'
import { startPinTimers } from './pin-time.ts'
import { nextTrace, stay, step, type Context, type Step } from './step.ts'

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
        amount: session.amount,
        maskedPan: session.card.pan.masked,
        method: session.card.method,
        digits: 0,
        entry,
        offers: notice ? OFFERS_BESIDE_PIN : [],
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
  stay(state.screen.name === 'enter-pin' ? { ...state, screen: { ...state.screen, digits } } : state)

export const cancelPin = (context: Context, state: TerminalState): Step =>
  state.screen.name === 'enter-pin' ? cancel(context, state) : stay(state)

/** The PIN is in the PIN pad: make the payment known durably, then send it. */
export function confirmPin(context: Context, state: TerminalState): Step {
  const { session, journal } = state
  if (state.screen.name !== 'enter-pin' || !session?.card) return stay(state)
  if (state.link !== 'up' || !state.signedOn) return notSent(context, state, session)
  assert(!journal.pending, 'confirmPin: no payment starts while the outcome of another is uncertain')
  const { card, amount } = session
  const trace = nextTrace(journal.trace)
  const pending: Pending = {
    kind: 'sale',
    batch: journal.batch,
    trace,
    amount_minor: amount.minor,
    currency: amount.currency,
    maskedPan: card.pan.masked,
    method: card.method,
    entryMode: `${ENTRY_MODE[card.method]}1`,
    reversals: 0,
  }
  const intent = { ...journal, trace, pending }
  return step(
    {
      ...state,
      journal: intent,
      exchange: { kind: 'sale', trace },
      screen: { name: 'sending', amount, maskedPan: card.pan.masked },
    },
    { type: 'save', journal: intent },
    { type: 'stop-timer', timer: 'pin-entry' },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    { type: 'notify', notice: { type: 'sending', trace } },
    { type: 'send', request: { kind: 'sale', pending, card } },
  )
}

/** First two digits of DE 22. */
const ENTRY_MODE = { chip: '05', stripe: '02', contactless: '07' } as const
