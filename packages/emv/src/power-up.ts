import type { Random } from '@fiftyfive/kernel'
import { track2Of, type VirtualCard } from './card.ts'
import type { ChipCryptography } from './chip/memory.ts'
import { personalize } from './chip/personalize.ts'
import { VirtualChip } from './chip/virtual-chip.ts'

/** The card's chip in a reader. */
export function powerUp(card: VirtualCard, cryptography: ChipCryptography, random: Random): VirtualChip {
  const {
    pan,
    expiry,
    sequenceNumber,
    keys,
    offlinePin,
    pinKey,
    authenticationKey,
    combined,
    offline,
    device,
    records,
  } = card
  const track2 = track2Of(card).reveal()
  const chip = personalize({
    pan,
    expiry,
    sequenceNumber,
    track2,
    directory: [],
    ...(keys ? { keys } : {}),
    ...(offlinePin ? { pin: offlinePin } : {}),
    ...(pinKey ? { pinKey } : {}),
    ...(authenticationKey ? { authenticationKey } : {}),
    ...(combined ? { combined } : {}),
    ...(offline ? { offline } : {}),
    ...(device ? { device } : {}),
    ...(records ? { records } : {}),
  })
  return new VirtualChip(chip, card.memory, cryptography, random)
}
