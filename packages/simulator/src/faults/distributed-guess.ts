import type { FaultModule } from './fault.ts'
import { rangeFor } from './issuer-data.ts'
import { makeThief } from './thief.ts'

/**
 * A bag of new cards of one bank, stolen in the post: real chips, nobody knows a PIN, a try or two each in one shop after
 * the other. `count`: cards (default 60), half of the range's at most.
 *
 * Before suite version 3 they are cards in use, and their owners go on paying with them.
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
    const count = site.options.count ?? 60
    const inPost = fleet.sizes.suite >= 3
    const chosen = chance.sample(cards, inPost ? Math.min(count, Math.ceil(cards.length / 2)) : count)
    for (const card of chosen) {
      if (inPost) card.absent = true
      site.when(site.from + chance.whole(site.until - site.from), () => void makeThief(site, card, '1'))
    }
  },
}
