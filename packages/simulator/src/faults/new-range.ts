import { lookAlike, rangeIn } from './look-alike.ts'

/**
 * Cards of a range that nobody had before come in numbers, in hands that are new to their PINs. Before suite version 3 the
 * range is in use already, and only its cards become more.
 */
export const newRange = lookAlike('new-range', (site) => {
  const range = rangeIn(site)
  const owners = site.fleet.people.filter(({ cards }) => cards[0].range === range)
  const cards = site.fleet.people.flatMap(({ cards }) => cards).filter((card) => card.range === range)
  if (site.fleet.sizes.suite >= 3) for (const card of cards) card.absent = true
  site.when(site.from, () => {
    for (const card of cards) card.absent = false
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
