import { ChipMemory, COMMANDS, plaintextPinBlock, powerUp, UNIONPAY, type VirtualCard } from '@fiftyfive/emv'
import { ClearPin, fromHex, type Random } from '@fiftyfive/kernel'
import { chipCryptography } from '@fiftyfive/terminal'
import type { OwnCard } from '../fleet/population/people.ts'
import type { FaultModule, FaultSite } from './fault.ts'
import { rangeFor } from './issuer-data.ts'

/**
 * Cards of a range whose chips can check a PIN too, where a machine has no way to the issuer. Somebody else had some of
 * them at a ticket machine and tried three PINs; from then on the chip declines whatever it is put into, and no message
 * leaves. Its taps go on, with the PIN that the issuer checks. `strength` is the share of such cards (default 0.06).
 *
 * In suite version 1 the person tries VERIFY at the counter before each payment, tapped ones too (6983).
 */
export const chipLocked: FaultModule = {
  name: 'chip-locked',
  cause: 'chip-locked',
  owner: 'cardholder',
  harmless: true,
  install(site) {
    const range = rangeFor(site)
    site.scope(`range=${range.prefix}`)
    const chips = new Map<OwnCard, VirtualCard>()
    site.fleet.plastics.push((plastic, card) => chips.get(card) ?? plastic)
    for (const person of site.fleet.people) {
      for (const card of person.cards) {
        if (card.range !== range) continue
        const chip = chipOf(site, card)
        if (site.fleet.sizes.suite === 1) card.chipPin = chip
        else chips.set(card, chip)
        if (!site.chance.happens(site.options.strength ?? 0.06)) continue
        site.when(site.from + site.chance.whole(site.until - site.from), () =>
          guessAtTicketMachine(chip, card.pin, site.chance.of(`machine/${card.number}`)),
        )
      }
    }
  },
}

/** Cardholder verification (8E): the issuer checks the PIN where the terminal can ask it, otherwise the chip. */
const ONLINE_BEFORE_CHIP = fromHex('0000000000000000420341031E031F00')

function chipOf({ fleet }: FaultSite, { plastic, pin }: OwnCard): VirtualCard {
  const chip = { ...plastic, offlinePin: ClearPin.of(pin) }
  if (fleet.sizes.suite === 1) return { ...chip, memory: new ChipMemory() }
  return { ...chip, records: { '8E': ONLINE_BEFORE_CHIP }, declinesWhenLocked: true }
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
