import { ChipMemory, virtualCard, type VirtualCard } from '@fiftyfive/emv'
import { isGuessablePin } from '@fiftyfive/security'
import type { Chance } from '../chance.ts'
import { type Bank, type CardRange, cardNumber } from './network.ts'
import type { Shop } from './shops.ts'

/** A card in a purse, and what its owner believes to be its PIN. */
export interface OwnCard {
  readonly number: string
  readonly range: CardRange
  readonly plastic: VirtualCard
  /** What the issuer holds, until it is changed. */
  pin: string
  /** What comes to mind first; usually the PIN. */
  inMind: string
  /** Why what comes to mind is not the PIN. */
  mistake?: 'forgotten' | 'changed'
  /** Its owner knows that it is locked, and has asked for it to be unlocked. */
  unlocking?: boolean
  /** Not in its owner's purse: stolen, in the post, or not issued yet. */
  absent?: boolean
  /** The same card when its chip checks the PIN itself, in suite version 1. */
  chipPin?: VirtualCard
  /** Read errors of a dirty or worn card, per read. */
  readonly wear: number
}

export interface Person {
  readonly id: number
  readonly region: string
  readonly cards: readonly [OwnCard, ...OwnCard[]]
  /** Chance of a slip in one entry. */
  readonly slips: number
  /** Milliseconds from one key to the next. */
  readonly pace_ms: number
  /** Chance to correct a wrong number of digits, which the dots show. */
  readonly attention: number
  /** Wrong PINs after which this person gives up. */
  readonly patience: number
  /** Baskets relative to the shop's. */
  readonly spending: number
  readonly taps: boolean
  /** Chance that a PIN which was not used for long does not come to mind. */
  readonly forgets: number
  /** Uses the accessible entry. */
  readonly needsAssistance: boolean
  busyUntil: number
  /** When the issuer's counter was asked to unlock a card, so that it is asked once. */
  unlocking: boolean
}

/** What somebody can pay with. */
export const cardsInHand = ({ cards }: Person): readonly OwnCard[] => cards.filter(({ absent }) => !absent)

export function makePeople(
  chance: Chance,
  count: number,
  world: { readonly banks: readonly Bank[]; readonly regions: readonly string[] },
): readonly Person[] {
  const ranges = world.banks.flatMap(({ ranges }) => ranges)
  const total = ranges.reduce((sum, { weight }) => sum + weight, 0)
  let serial = 0
  return Array.from({ length: count }, (_, id): Person => {
    const own = chance.of(id)
    const cards = own.weighted([1, 2, 3], (number) => [0.45, 0.4, 0.15][number - 1] ?? 0)
    const samePin = own.happens(0.5)
    let first: string | undefined
    const purse = Array.from({ length: cards }, () => {
      const range = pickRange(own, ranges, total)
      const pin = samePin && first?.length === range.pinDigits ? first : newPin(own, range.pinDigits)
      first ??= pin
      return makeCard(own, range, ++serial, pin)
    }) as [OwnCard, ...OwnCard[]]
    const age = own.bell()
    return {
      id,
      region: own.pick(world.regions),
      cards: purse,
      slips: 0.004 + 0.03 * age * age * own.fraction() * 2,
      pace_ms: Math.round(220 + 500 * age + 200 * own.fraction()),
      attention: 0.4 + 0.5 * own.fraction(),
      patience: own.weighted([1, 2, 3, 4], (tries) => [0.15, 0.45, 0.3, 0.1][tries - 1] ?? 0),
      spending: 0.3 + 1.6 * own.bell(),
      taps: own.happens(0.4),
      forgets: 0.0012 + 0.004 * age * own.fraction(),
      needsAssistance: own.happens(0.004),
      busyUntil: 0,
      unlocking: false,
    }
  })
}

function pickRange(chance: Chance, ranges: readonly CardRange[], total: number): CardRange {
  let left = chance.fraction() * total
  for (const range of ranges) {
    left -= range.weight
    if (left < 0) return range
  }
  return ranges[0] as CardRange
}

/** A PIN as people choose it, some by a date (Bonneau et al., FC 2012); what anybody would guess, no issuer takes. */
export function newPin(chance: Chance, digits: number): string {
  for (;;) {
    const pin = digits === 6 && chance.happens(0.12) ? date(chance) : chance.digits(digits)
    if (!isGuessablePin(pin)) return pin
  }
}

function date(chance: Chance): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return two(chance.between(60, 99)) + two(chance.between(1, 12)) + two(chance.between(1, 28))
}

export function makeCard(chance: Chance, range: CardRange, serial: number, pin: string): OwnCard {
  const number = cardNumber(range, serial)
  const worn = chance.happens(0.015)
  return {
    number,
    range,
    pin,
    inMind: pin,
    wear: worn ? 0.15 + 0.7 * chance.fraction() : 0.003,
    plastic: virtualCard({
      id: number,
      label: range.bank,
      pan: number,
      expiry: '3112',
      serviceCode: range.serviceCode,
      sequenceNumber: '001',
      condition: 'good',
      memory: new ChipMemory(chance.whole(400)),
    }),
  }
}

/** For each shop the people who come back to it, the most faithful first. */
export function makeRegulars(
  chance: Chance,
  shops: readonly Shop[],
  people: readonly Person[],
): ReadonlyMap<string, readonly Person[]> {
  const neighbours = Map.groupBy(people, ({ region }) => region)
  return new Map(
    shops.map(({ merchant, region, terminals, trade }) => {
      const own = chance.of(merchant)
      const wanted = Math.max(8, Math.round(terminals.length * trade.salesPerDay * 1.5))
      return [merchant, own.sample(neighbours.get(region) ?? people, wanted)]
    }),
  )
}
