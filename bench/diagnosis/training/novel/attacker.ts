import type { FaultModule } from '@fiftyfive/simulator'

/** Copied cards of all banks are tried at one till, once or twice each, by somebody who knows no PIN. */
const testingTill: FaultModule = {
  name: 'testing-till',
  owner: 'attacker',
  install(site) {
    const { fleet, chance } = site
    const strength = site.options.strength ?? 0.5
    const till = chance.pick(site.tills())
    site.scope(`terminal=${till.id}`, `merchant=${till.shop.merchant}`)
    const copied = new Set<string>()
    fleet.business.guests.push((at, luck) => {
      if (at !== till || !site.present || !luck.happens(strength)) return undefined
      const victim = luck.pick(fleet.people)
      const [card] = victim.cards
      copied.add(card.number)
      const copy = { ...card, inMind: luck.digits(card.pin.length), mistake: 'forgotten' as const }
      return { ...victim, id: -1, cards: [copy], pace_ms: 250, slips: 0.003, patience: 1 + luck.whole(2), forgets: 0 }
    })
    fleet.beforeEntry.push((card, story) => {
      if (till.story === story && copied.has(card.number) && card.inMind !== card.pin) site.mark(story, 'card')
    })
  },
}

export const ATTACKER = [testingTill]
