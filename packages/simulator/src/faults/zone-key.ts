import type { FleetLink } from '../fleet/parties/link.ts'
import type { FaultModule, FaultSite } from './fault.ts'

/** A key exchange with one network: we took the new PIN key into use, the other side did not. */
export const zoneKey: FaultModule = {
  name: 'zone-key',
  cause: 'zone-key',
  owner: 'acquirer',
  install(site) {
    const link = linkFor(site)
    site.scope(`link=${link.name}`)
    site.when(site.from, async () => {
      const before = link.zoneKeys
      const checkValueBefore = await site.fleet.acquirer.checkValueOf(before.pin)
      const made = await site.fleet.acquirer.newZoneKey()
      link.zoneKeys = { ...before, pin: made.key }
      const event = { kind: 'zone-key', link: link.name, confirmed: true } as const
      site.fleet.event({ ...event, at: site.fleet.time.now(), pinKeyCheckValue: made.checkValue })
      if (site.until >= site.fleet.end) return
      // Exchanged again, this time on both sides; the keys are the ones from before, which both still hold.
      site.when(site.until, () => {
        link.zoneKeys = before
        site.fleet.event({ ...event, at: site.fleet.time.now(), pinKeyCheckValue: checkValueBefore })
      })
    })
    link.hooks.push({
      wire: async (bytes, direction, about) => {
        if (direction === 'out' && site.present && about[52]) site.mark(site.fleet.storyOfPan(about[2] ?? ''), 'link')
        return bytes
      },
    })
  },
}

/** The link the options name, or one with business. */
export function linkFor(site: FaultSite): FleetLink {
  const named = site.named('link')
  const link =
    named === undefined ? site.chance.pick(site.fleet.links) : site.fleet.links.find(({ name }) => name === named)
  if (!link) throw new Error(`${site.id}: there is no link '${named}'`)
  return link
}
