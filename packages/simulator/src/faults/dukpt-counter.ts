import type { FaultModule } from './fault.ts'

/**
 * The backup battery of a PIN pad died: its DUKPT counter starts again at a number that was used before, and the host's
 * module takes no key twice. `strength` is how far it fell back, as a share of the counter (default all of it).
 */
export const dukptCounter: FaultModule = {
  name: 'dukpt-counter',
  cause: 'dukpt-counter',
  owner: 'terminal',
  install(site) {
    const counters = site.fleet.dukpt
    const able = site.fleet.tills.filter(({ id }) => counters.has(id))
    const named = site.named('terminal')
    const tills = named === undefined ? site.chance.sample(able, site.count) : [site.fleet.till(named)]
    for (const till of tills) {
      site.scope(`terminal=${till.id}`)
      const counter = counters.get(till.id)
      if (!counter) continue
      let before = 0
      site.when(site.from, () => {
        before = counter.value
        counter.value = Math.floor(before * (1 - site.strength))
      })
      // A technician loads the device afresh.
      if (site.until < site.fleet.end) site.when(site.until, () => void (counter.value = before + 64))
      site.fleet.beforeEntry.push((_card, story) => {
        if (till.story === story && counter.value < before) site.mark(story, 'pin-pad')
      })
    }
  },
}
