import { expectOk } from '@fiftyfive/kernel'
import type { FaultModule } from '../fault.ts'
import { rangeFor } from '../issuer-data.ts'
import { answerFor } from '../stand-in.ts'

/** A new route table sends one range to a network that has no PIN agreement with its bank: security processing failed. */
export const wrongRoute: FaultModule = {
  name: 'wrong-route',
  owner: 'acquirer',
  install(site) {
    const { fleet, chance } = site
    const { prefix, link: usual } = rangeFor(site)
    site.scope(`range=${prefix}`)
    const from = fleet.links.find(({ name }) => name === usual)
    const to = chance.pick(fleet.links.filter(({ name }) => name !== usual))
    const change = { kind: 'table-changed', table: 'routes', scope: `range=${prefix}` } as const
    const moveTo = (link: typeof to, version: string) => {
      for (const each of fleet.links) each.ranges = each.ranges.filter((range) => range !== prefix)
      link.ranges = [...link.ranges, prefix]
      fleet.event({ ...change, at: fleet.time.now(), version })
    }
    site.when(site.from, () => moveTo(to, 'W4'))
    if (from && site.until < fleet.end) site.when(site.until, () => moveTo(from, 'W5'))
    to.hooks.push({
      async between(request, bytes, deliver) {
        if (!request[2]?.startsWith(prefix)) return deliver(bytes)
        site.mark(fleet.storyOfPan(request[2]), 'acquirer')
        return answerFor(request, 'A7', async (data) => {
          const key = { key: to.theirs.mac, algorithm: 'iso9797-1-alg3' } as const
          return expectOk(await fleet.issuers.module.generateMac({ ...key, data }), 'MAC')
        })
      },
    })
  },
}
