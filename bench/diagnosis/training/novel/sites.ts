import type { Iso87Message } from '@fiftyfive/iso8583'
import { expectOk } from '@fiftyfive/kernel'
import { answerFor, type FaultSite } from '@fiftyfive/simulator'

export type Link = FaultSite['fleet']['links'][number]

/** An answer of the far end to a request, under the zone's MAC key. */
const refusal = (site: FaultSite, link: Link, request: Iso87Message, code: string): Promise<Uint8Array> =>
  answerFor(request, code, async (data) => {
    const key = { key: link.theirs.mac, algorithm: 'iso9797-1-alg3' } as const
    return expectOk(await site.fleet.issuers.module.generateMac({ ...key, data }), 'MAC')
  })

export function anyLink(site: FaultSite): Link {
  const link = site.chance.pick(site.fleet.links)
  site.scope(`link=${link.name}`)
  return link
}

/** One of the larger banks, with the way to it. */
export function anyBank(site: FaultSite) {
  const { banks, issuers, links } = site.fleet
  const bank = site.chance.pick(banks.slice(0, Math.max(3, Math.ceil(banks.length / 3))))
  const [only, ...more] = bank.ranges
  site.scope(`issuer=${bank.name}`, ...(only && more.length === 0 ? [`range=${only.prefix}`] : []))
  const host = issuers.hosts.get(bank.name)
  const link = links.find(({ name }) => name === bank.link)
  if (!host || !link) throw new Error(`${site.id}: no way to ${bank.name}`)
  const owns = (pan: string | undefined) => bank.ranges.some(({ prefix }) => pan?.startsWith(prefix))
  return { bank, host, link, owns }
}

/** The far end of a link refuses the sales that a fault concerns. `concerns` hears every request, in the order of their coming. */
export function refuseAt(
  site: FaultSite,
  link: Link,
  {
    owner,
    code,
    concerns,
  }: { owner: 'link' | 'issuer' | 'acquirer'; code: string; concerns: (request: Iso87Message) => boolean },
): void {
  link.hooks.push({
    async between(request, bytes, deliver) {
      if (!concerns(request) || request.mti !== '0200' || !site.acts()) return deliver(bytes)
      site.mark(site.fleet.storyOfPan(request[2] ?? ''), owner)
      return refusal(site, link, request, code)
    },
  })
}
