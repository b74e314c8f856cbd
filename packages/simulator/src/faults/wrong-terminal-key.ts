import type { FaultModule } from './fault.ts'

/** The PIN pad was loaded with another terminal's PIN key in the workshop, in a slot that sign-ons do not reach. */
export const wrongTerminalKey: FaultModule = {
  name: 'wrong-terminal-key',
  cause: 'wrong-terminal-key',
  owner: 'terminal',
  install(site) {
    for (const till of site.tills()) {
      const injected = site.chance.bytes(16)
      site.scope(`terminal=${till.id}`)
      till.hooks.push({
        readKey(slot, stored) {
          if (slot !== 'pin' || !stored || !site.actsOn(till.story)) return stored
          site.mark(till.story, 'pin-pad')
          return injected
        },
      })
      site.when(site.from, () =>
        site.fleet.event({ kind: 'report', at: site.fleet.time.now(), terminal: till.id, about: 'restarted' }),
      )
    }
  },
}
