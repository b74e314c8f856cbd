import type { Till, TillHooks } from '../fleet/parties/till.ts'
import type { FaultModule, FaultSite } from './fault.ts'

/**
 * The case of a PIN pad was opened: its tamper contact has erased its keys and it takes no more presses, and the terminal
 * beside it, whose MAC key is its own, goes on as one without a PIN pad. It was also carried somewhere else. `strength`:
 * share of the payments that meet the contact open.
 *
 * Before suite version 3 the pad takes PINs without having a key for them, and the payments leave without DE 52.
 */
export const tamper: FaultModule = {
  name: 'tamper',
  cause: 'tamper',
  owner: 'terminal',
  install(site) {
    const { fleet } = site
    const regions = [...new Set(fleet.shops.map(({ region }) => region))].toSorted()
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      till.hooks.push(fleet.sizes.suite < 3 ? withoutKey(site, till) : withoutPinPad(site, till))
      const report = { kind: 'report', terminal: till.id } as const
      site.when(site.from, () => {
        const at = fleet.time.now()
        fleet.event({ ...report, at, about: 'tamper' })
        fleet.event({ ...report, at, about: 'moved', detail: site.chance.pick(regions) })
      })
    }
  },
}

function touch(site: FaultSite, { story }: Till): void {
  site.mark(story, 'pin-pad')
  if (story) story.seen.tampered = true
}

const withoutPinPad = (site: FaultSite, till: Till): TillHooks => ({
  kernel(terminal, method) {
    if (!site.actsOn(till.story)) return terminal
    touch(site, till)
    return { ...terminal, ...(method === 'contactless' ? { pinOfTaps: false } : { pin: 'none' }) }
  },
  press(key, press) {
    // The issuer wants the PIN after all, the till asks for it, and nothing happens on the pad.
    if (key === 'cancel' || !site.actsOn(till.story)) return press(key)
    touch(site, till)
  },
})

const withoutKey = (site: FaultSite, till: Till): TillHooks => ({
  readKey(slot, stored) {
    if (slot !== 'pin' || !site.actsOn(till.story)) return stored
    touch(site, till)
    return undefined
  },
})
