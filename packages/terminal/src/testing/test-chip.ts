import { ChipMemory, type VirtualCard } from '@fiftyfive/emv'
import { ClearPin } from '@fiftyfive/kernel'
import { type IssuedChip, newChipKeys } from '../training/virtual-chip-issuer.ts'
import type { Counter } from './counter.ts'
import { TEST_CARD } from './counter.ts'

/** A card of an issuer that holds its keys, and answers to its chip. `pin`: the chip checks this one itself. */
export function issueChip(counter: Counter, pin?: string, more: Partial<VirtualCard> = {}) {
  const keys = newChipKeys(counter.random)
  const issued: IssuedChip = { keys, hasPin: pin !== undefined }
  const memory = new ChipMemory(6)
  const card: VirtualCard = {
    ...TEST_CARD,
    memory,
    keys,
    ...(pin === undefined ? {} : { offlinePin: ClearPin.of(pin) }),
    ...more,
  }
  counter.acquirer.chips.set(card.pan.reveal(), issued)
  return { card, memory, issued }
}
