import { ChipMemory } from '@fiftyfive/emv'
import { ClearPin } from '@fiftyfive/kernel'
import type { FaultModule } from './fault.ts'
import { rangeFor } from './issuer-data.ts'

/** Cards of a range whose chip checks the PIN itself, used up at a machine elsewhere: VERIFY answers 6983. */
export const chipLocked: FaultModule = {
  name: 'chip-locked',
  cause: 'chip-locked',
  owner: 'cardholder',
  harmless: true,
  install(site) {
    const range = rangeFor(site)
    site.scope(`range=${range.prefix}`)
    for (const person of site.fleet.people) {
      for (const card of person.cards) {
        if (card.range !== range) continue
        const memory = new ChipMemory()
        card.chipPin = { ...card.plastic, offlinePin: ClearPin.of(card.pin), memory }
        if (!site.chance.happens(site.options.strength ?? 0.06)) continue
        site.when(site.from + site.chance.whole(site.until - site.from), () => {
          memory.pinTriesLeft = 0
        })
      }
    }
  },
}
