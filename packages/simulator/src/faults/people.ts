import type { CardRange } from '../fleet/population/network.ts'
import type { FaultModule, FaultSite } from './fault.ts'
import { rangeFor } from './issuer-data.ts'

/**
 * What people do, more than usual and in one place. Nothing is broken: these are look-alikes, and each refusal among them
 * has its ordinary cause.
 */
const lookAlike = (name: string, install: FaultModule['install']): FaultModule => ({
  name,
  owner: 'cardholder',
  harmless: true,
  install,
})

function shopFor(site: FaultSite): string {
  const { merchant } = site.shop()
  site.scope(`merchant=${merchant}`)
  return merchant
}

function rangeOf(site: FaultSite): CardRange {
  const range = rangeFor(site)
  site.scope(`range=${range.prefix}`)
  return range
}

/** A narrow counter with a queue: fingers slip `strength` times as often (default 8). */
export const slip = lookAlike('slip', (site) => {
  const merchant = shopFor(site)
  const slips = site.options.strength ?? 8
  site.fleet.habits.push((_card, till) => (site.present && till.shop.merchant === merchant ? { slips } : undefined))
})

/** A privacy shield hides the dots: digits are left out or doubled, and nobody notices. */
export const wrongLength = lookAlike('wrong-length', (site) => {
  const merchant = shopFor(site)
  const lengths = site.options.strength ?? 8
  site.fleet.habits.push((_card, till) => (site.present && till.shop.merchant === merchant ? { lengths } : undefined))
})

/** A bank sent new cards with PINs that nobody chose; `strength`: chance that it does not come to mind (default 0.1). */
export const forgotten = lookAlike('forgotten', (site) => {
  const range = rangeOf(site)
  const forgets = site.options.strength ?? 0.1
  site.fleet.habits.push((card) => (site.present && card.range === range ? { forgets } : undefined))
})

/** A campaign gave many people a second card of the same look. */
export const otherCard = lookAlike('other-card', (site) => {
  const range = rangeOf(site)
  const otherCard = site.options.strength ?? 0.1
  site.fleet.habits.push((card) => (site.present && card.range === range ? { otherCard } : undefined))
})

/** A bank had everybody choose a new PIN. */
export const changed = lookAlike('changed', (site) => {
  const range = rangeOf(site)
  const cards = site.fleet.people.flatMap(({ cards }) => cards).filter((card) => card.range === range)
  const chosen = site.chance.sample(cards, Math.ceil(cards.length * (site.options.strength ?? 0.5)))
  site.when(site.from, async () => {
    for (const card of chosen) await site.fleet.changePin(card)
  })
})

/** An employer printed a wrong PIN on the letter with its staff's cards; they believe the letter more than the terminal. */
export const sameWrongAgain = lookAlike('same-wrong-again', (site) => {
  const range = rangeOf(site)
  const wrongPin = site.chance.digits(range.pinDigits)
  const staff = new Set<string>()
  for (const { cards } of site.fleet.people) {
    for (const card of cards)
      if (card.range === range && site.chance.happens(site.options.strength ?? 0.1)) staff.add(card.number)
  }
  site.fleet.habits.push((card) => (site.present && staff.has(card.number) ? { wrongPin, sameAgain: 0.85 } : undefined))
})

/** A bank locked a batch of cards by mistake in a clean-up, and its app cannot unlock them until `until`. */
export const onlineLocked = lookAlike('online-locked', (site) => {
  const range = rangeOf(site)
  const host = site.fleet.issuers.hosts.get(range.bank)
  const cards = site.fleet.people.flatMap(({ cards }) => cards).filter((card) => card.range === range)
  const chosen = site.chance.sample(cards, Math.ceil(cards.length * (site.options.strength ?? 0.15)))
  site.when(site.from, async () => {
    for (const card of chosen) await host?.setTries(card, 0)
  })
})

/** Three times the customers at one shop for a few days. */
export const promotion = lookAlike('promotion', (site) => {
  const merchant = shopFor(site)
  const factor = site.options.strength ?? 3
  site.fleet.business.traffic.push((till) => (site.present && till.shop.merchant === merchant ? factor : 1))
})

/** A holiday: the whole town out shopping, or away. */
export const holiday = lookAlike('holiday', (site) => {
  const factor = site.options.strength ?? 1.8
  site.fleet.business.traffic.push(() => (site.present ? factor : 1))
})

/** Cards of a range that nobody had before come in numbers, in hands that are new to their PINs. */
export const newRange = lookAlike('new-range', (site) => {
  const range = rangeOf(site)
  const owners = site.fleet.people.filter(({ cards }) => cards[0].range === range)
  site.when(site.from, () => {
    const at = site.fleet.time.now()
    site.fleet.event({ kind: 'table-changed', at, table: 'ranges', scope: `range=${range.prefix}`, version: 'R8' })
  })
  site.fleet.business.guests.push((_till, chance) => {
    if (owners.length === 0) return undefined
    const person = chance.happens(0.08) ? chance.pick(owners) : undefined
    return site.present ? person : undefined
  })
  site.fleet.habits.push((card) => (site.present && card.range === range ? { forgets: 0.02 } : undefined))
})
