import type { Random } from '@fiftyfive/kernel'
import { track2Of, type VirtualCard } from './card.ts'
import type { Chip } from './chip/command.ts'
import type { ChipCryptography, Personalization } from './chip/memory.ts'
import { DEBIT, personalize } from './chip/personalize.ts'
import { SharedChip } from './chip/shared-chip.ts'
import { VirtualChip } from './chip/virtual-chip.ts'

/** The card's chip in a reader. */
export function powerUp(card: VirtualCard, cryptography: ChipCryptography, random: Random): Chip {
  const { further = [] } = card
  const directory = further.map(({ application = DEBIT }, place) => ({ ...application, priority: place + 2 }))
  const chipOf = (one: VirtualCard) => new VirtualChip(personalized(one, directory), card.memory, cryptography, random)
  return further.length === 0 ? chipOf(card) : new SharedChip([card, ...further].map(chipOf))
}

/** What was written into a card's chip when it was made stays as long as the card. */
const WRITTEN = new WeakMap<VirtualCard, Personalization>()

function personalized(card: VirtualCard, directory: Personalization['directory'] & object): Personalization {
  const known = WRITTEN.get(card)
  if (known) return known
  const written = write(card, directory)
  WRITTEN.set(card, written)
  return written
}

function write(card: VirtualCard, directory: Personalization['directory'] & object): Personalization {
  const { offlinePin, pan, expiry, sequenceNumber } = card
  const { keys, pinKey, authenticationKey, combined, offline, device, records, application, declinesWhenLocked } = card
  return personalize({
    pan,
    expiry,
    sequenceNumber,
    track2: track2Of(card).reveal(),
    directory,
    ...(keys ? { keys } : {}),
    ...(offlinePin ? { pin: offlinePin } : {}),
    ...(pinKey ? { pinKey } : {}),
    ...(authenticationKey ? { authenticationKey } : {}),
    ...(combined ? { combined } : {}),
    ...(offline ? { offline } : {}),
    ...(device ? { device } : {}),
    ...(declinesWhenLocked ? { declinesWhenLocked } : {}),
    ...(records ? { records } : {}),
    ...(application ? { application } : {}),
  })
}
