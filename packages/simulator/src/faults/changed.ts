import { lookAlike, rangeIn } from './look-alike.ts'

/** A bank had everybody choose a new PIN. */
export const changed = lookAlike('changed', (site) => {
  const range = rangeIn(site)
  const cards = site.fleet.people.flatMap(({ cards }) => cards).filter((card) => card.range === range)
  const chosen = site.chance.sample(cards, Math.ceil(cards.length * (site.options.strength ?? 0.5)))
  site.when(site.from, async () => {
    for (const card of chosen) await site.fleet.changePin(card)
  })
})
