import { lookAlike, rangeIn } from './look-alike.ts'

/** A bank locked a batch of cards by mistake in a clean-up; whoever is told so has the own card unlocked, sooner or later. */
export const onlineLocked = lookAlike('online-locked', (site) => {
  const range = rangeIn(site)
  const host = site.fleet.issuers.hosts.get(range.bank)
  const cards = site.fleet.people.flatMap(({ cards }) => cards).filter((card) => card.range === range)
  const chosen = site.chance.sample(cards, Math.ceil(cards.length * (site.options.strength ?? 0.15)))
  site.when(site.from, async () => {
    for (const card of chosen) await host?.setTries(card, 0)
  })
})
