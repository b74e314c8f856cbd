import { ChipMemory, type VirtualCard } from '@fiftyfive/emv'
import { ClearKey, ClearPin } from '@fiftyfive/kernel'
import { adjustParity } from '@fiftyfive/security'
import type { IssuedChip } from '../training/virtual-chip-issuer.ts'
import type { Counter } from './counter.ts'
import { TEST_CARD } from './counter.ts'

/** A card of an issuer that holds its keys, and answers to its chip. `pin`: the chip checks this one itself. */
export function issueChip(counter: Counter, pin?: string, more: Partial<VirtualCard> = {}) {
  const key = () => adjustParity(counter.random.bytes(16))
  const issued: IssuedChip = { cryptogramKey: key(), scriptKey: key(), hasPin: pin !== undefined }
  const memory = new ChipMemory(6)
  const card: VirtualCard = {
    ...TEST_CARD,
    memory,
    cryptogramKey: new ClearKey('card-cryptogram', issued.cryptogramKey),
    scriptKey: new ClearKey('card-script', issued.scriptKey),
    ...(pin === undefined ? {} : { offlinePin: ClearPin.of(pin) }),
    ...more,
  }
  counter.acquirer.chips.set(card.pan.reveal(), issued)
  return { card, memory, issued }
}
