import { ChipMemory, COMMANDS, plaintextPinBlock, powerUp, UNIONPAY, type VirtualCard } from '@fiftyfive/emv'
import { ClearPin, type Random } from '@fiftyfive/kernel'
import { chipCryptography } from '@fiftyfive/terminal'
import type { FaultModule } from './fault.ts'
import { rangeFor } from './issuer-data.ts'

/**
 * Cards of a range whose chip checks the PIN itself. Somebody else had some of them at a ticket machine and tried three
 * PINs; from then on VERIFY answers 6983. `strength` is the share of such cards (default 0.06).
 */
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
        const { chipPin } = card
        site.when(site.from + site.chance.whole(site.until - site.from), () =>
          guessAtTicketMachine(chipPin, card.pin, site.chance.of(`machine/${card.number}`)),
        )
      }
    }
  },
}

function guessAtTicketMachine(card: VirtualCard, pin: string, random: Random): void {
  const chip = powerUp(card, chipCryptography, random)
  chip.transmit(COMMANDS.select(UNIONPAY))
  const wrong =
    [...pin].toReversed().join('') === pin
      ? `${pin.slice(1)}${pin[0] === '1' ? '2' : '1'}`
      : [...pin].toReversed().join('')
  while (card.memory.pinTriesLeft > 0) chip.transmit(COMMANDS.verifyPlaintextPin(plaintextPinBlock(wrong)))
}
