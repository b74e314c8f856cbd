import type { FaultModule } from './fault.ts'
import { rangeFor } from './issuer-data.ts'
import { makeThief } from './thief.ts'

/**
 * A bag of new cards of one bank, stolen in the post: real chips, nobody knows a PIN, a try or two each in one shop after
 * the other. `count`: cards (default 60).
 */
export const distributedGuess: FaultModule = {
  name: 'distributed-guess',
  cause: 'distributed-guess',
  owner: 'attacker',
  install(site) {
    const { fleet, chance } = site
    const range = rangeFor(site)
    site.scope(`range=${range.prefix}`)
    const cards = fleet.people.flatMap(({ cards }) => cards).filter((card) => card.range === range)
    const chosen = chance.sample(cards, site.options.count ?? 60)
    for (const card of chosen) {
      site.when(site.from + chance.whole(site.until - site.from), () => void makeThief(site, card, '1'))
    }
  },
}
