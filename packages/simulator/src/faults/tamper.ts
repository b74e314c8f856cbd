import type { FaultModule } from './fault.ts'

/** The case was opened: the tamper contact erases the PIN key again and again, and the terminal has moved. */
export const tamper: FaultModule = {
  name: 'tamper',
  cause: 'tamper',
  owner: 'terminal',
  install(site) {
    const { fleet } = site
    const regions = [...new Set(fleet.shops.map(({ region }) => region))].toSorted()
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      till.hooks.push({
        readKey(slot, stored) {
          if (slot !== 'pin' || !site.actsOn(till.story)) return stored
          site.mark(till.story, 'pin-pad')
          if (till.story) till.story.seen.tampered = true
          return undefined
        },
      })
      const report = { kind: 'report', terminal: till.id } as const
      site.when(site.from, () => {
        const at = fleet.time.now()
        fleet.event({ ...report, at, about: 'tamper' })
        fleet.event({ ...report, at, about: 'moved', detail: site.chance.pick(regions) })
      })
    }
  },
}
