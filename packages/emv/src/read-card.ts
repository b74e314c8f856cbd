import { err, ok, type Random, type Result } from '@fiftyfive/kernel'
import { hasChip, track2Of, type CardMethod, type VirtualCard } from './card.ts'
import type { CardRead, CardReadError } from './card-read.ts'
import { chipData, type TerminalData } from './chip-data.ts'

/**
 * The reader's work on one presentation of a card. `fallbackAllowed` is the terminal's to say: it has seen the chip
 * fail often enough that the stripe of a chip card may be used (EMV Book 4, 11.2).
 */
export function readCard(request: {
  readonly card: VirtualCard
  readonly method: CardMethod
  readonly fallbackAllowed: boolean
  readonly terminal: TerminalData
  readonly random: Random
}): Result<CardRead, CardReadError> {
  const { card, method, fallbackAllowed, terminal, random } = request
  const common = {
    method,
    pan: card.pan,
    track2: track2Of(card),
    expiry: card.expiry,
    sequenceNumber: card.sequenceNumber.padStart(3, '0'),
  }
  if (method === 'stripe') {
    if (card.condition === 'stripe-worn') return err('unreadable')
    if (hasChip(card) && !fallbackAllowed) return err('use-chip')
    return ok({ ...common, fallback: hasChip(card) })
  }
  // Contacts and antenna lead to the same chip.
  if (card.condition === 'chip-worn' || !hasChip(card)) return err('unreadable')
  return ok({ ...common, fallback: false, chipData: chipData(terminal, random) })
}
