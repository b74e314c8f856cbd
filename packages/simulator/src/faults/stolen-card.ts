import type { FaultModule } from './fault.ts'
import { makeThief } from './thief.ts'

/**
 * Somebody guesses the PIN of stolen cards, one or two tries a shop, in different shops. Their owners have not noticed, or
 * pay otherwise; before suite version 3 they go on paying with them. `count`: cards.
 */
export const stolenCard: FaultModule = {
  name: 'stolen-card',
  cause: 'stolen-card',
  owner: 'attacker',
  install(site) {
    const { fleet, chance } = site
    const victims = chance.sample(fleet.people, site.count)
    for (const victim of victims) {
      const [card] = victim.cards
      site.scope(`card=${fleet.tokenOf(card)}`)
      const tries = 4 + chance.whole(5)
      let at = site.from + chance.whole(3_600_000)
      if (fleet.sizes.suite >= 3) site.when(at, () => void (card.absent = true))
      for (let nth = 0; nth < tries && at < site.until; nth++) {
        site.when(at, () => void makeThief(site, card, `${nth}`))
        at += 900_000 + chance.exponential(4 * 3_600_000)
      }
    }
  },
}
