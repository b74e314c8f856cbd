import { err, ok, type Random, type Result } from '@fiftyfive/kernel'
import { hasChip, track2Of, type CardMethod, type VirtualCard } from './card.ts'
import type { CardRead, CardReadError } from './card-read.ts'
import type { ChipCryptography } from './chip/memory.ts'
import { personalize } from './chip/personalize.ts'
import { VirtualChip } from './chip/virtual-chip.ts'
import { runChip } from './kernel/run-chip.ts'
import type { TerminalData } from './terminal-data.ts'

/**
 * The reader's work on one presentation of a card. `fallbackAllowed` is the terminal's to say: it has seen the chip
 * fail often enough that the stripe of a chip card may be used (EMV Book 4, 11.2).
 */
export function readCard(request: {
  readonly card: VirtualCard
  readonly method: CardMethod
  readonly fallbackAllowed: boolean
  readonly terminal: TerminalData
  /** Of the virtual chip: a chip of plastic brings its own. */
  readonly cryptography: ChipCryptography
  readonly random: Random
}): Result<CardRead, CardReadError> {
  const { card, method, fallbackAllowed, terminal, cryptography, random } = request
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
  const run = runChip(powerUp(card, cryptography, random), terminal, random)
  if (!run.ok) return err('unreadable')
  const { card: said, request: chipData, status } = run.value
  const label = new TextDecoder().decode(said['50'] ?? new Uint8Array())
  const application = { aid: said['84'] ?? new Uint8Array(), label, status }
  return ok({ ...common, fallback: false, chipData, application })
}

/** The card's chip in a reader. */
export function powerUp(card: VirtualCard, cryptography: ChipCryptography, random: Random): VirtualChip {
  const { pan, expiry, sequenceNumber, cryptogramKey, offlinePin } = card
  const track2 = track2Of(card).reveal()
  const chip = personalize({
    pan,
    expiry,
    sequenceNumber,
    track2,
    ...(cryptogramKey ? { cryptogramKey } : {}),
    ...(offlinePin ? { pin: offlinePin } : {}),
  })
  return new VirtualChip(chip, card.memory, cryptography, random)
}
