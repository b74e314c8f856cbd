import type { FaultModule } from './fault.ts'

/** A dirty reader: chips are not read on `strength` of the tries (default 0.6), until somebody cleans it. */
export const cardWorn: FaultModule = {
  name: 'card-worn',
  cause: 'card-worn',
  owner: 'cardholder',
  install(site) {
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      const strength = site.options.strength ?? 0.6
      till.hooks.push({
        read(card, method) {
          if (method === 'stripe' ? !site.chance.happens(0.5) : !site.present || !site.chance.happens(strength))
            return card
          if (!site.present) return card
          site.mark(till.story, 'reader')
          return { ...card, condition: method === 'stripe' ? 'stripe-worn' : 'chip-worn' }
        },
      })
    }
  },
}
