import { iso87Ascii, type Iso87Message } from '@fiftyfive/iso8583'
import { expectOk } from '@fiftyfive/kernel'
import type { FaultModule, FaultSite } from '@fiftyfive/simulator'
import { anyLink, type Link } from './sites.ts'

const MAC_LENGTH = 8

/** A message as somebody between us and the issuer writes it anew, under the zone's MAC key. */
export async function sealed(site: FaultSite, link: Link, message: Iso87Message): Promise<Uint8Array> {
  const unsealed = expectOk(iso87Ascii.encode({ ...message, 64: new Uint8Array(MAC_LENGTH) }), 'a message')
  const data = expectOk(iso87Ascii.macInput(unsealed), 'it ends with DE 64')
  const mac = await site.fleet.issuers.module.generateMac({
    key: link.theirs.mac,
    algorithm: 'iso9797-1-alg3',
    data,
  })
  return iso87Ascii.withMac(unsealed, expectOk(mac, 'MAC'))
}

/** A converter of the network writes the two halves of the PIN block in the wrong order. */
const swappedHalves: FaultModule = {
  name: 'swapped-halves',
  owner: 'link',
  install(site) {
    const link = anyLink(site)
    link.hooks.push({
      async between(request, bytes, deliver) {
        const block = request[52]
        if (request.mti !== '0200' || !block || !site.acts()) return deliver(bytes)
        site.mark(site.fleet.storyOfPan(request[2] ?? ''), 'link')
        const swapped = Uint8Array.from([...block.subarray(4), ...block.subarray(0, 4)])
        return deliver(await sealed(site, link, { ...request, 52: swapped }))
      },
    })
  },
}

/** The network itself refuses amounts above a limit that it told nobody, as if it had asked the issuer. */
const amountCap: FaultModule = {
  name: 'amount-cap',
  owner: 'link',
  install(site) {
    const link = anyLink(site)
    const limit_minor = 15_000
    link.hooks.push({
      async between(request, bytes, deliver) {
        if (request.mti !== '0200' || Number(request[4] ?? 0) < limit_minor || !site.acts()) return deliver(bytes)
        site.mark(site.fleet.storyOfPan(request[2] ?? ''), 'link')
        const { 2: _pan, 14: _expiry, 22: _entry, 35: _track, 52: _pin, 53: _security, 55: _chip, ...echo } = request
        return sealed(site, link, { ...echo, mti: '0210', 39: '05' })
      },
    })
  },
}

/** Two requests share a buffer in one security module of ours: a PIN is translated with the card before. */
const sharedBuffer: FaultModule = {
  name: 'shared-buffer',
  owner: 'acquirer',
  install(site) {
    const { fleet, chance } = site
    const node = chance.pick(fleet.acquirer.nodes)
    site.scope(`node=${node.name}`)
    let before: unknown
    node.around.push(async (command, request, next) => {
      if (command !== 'translatePin') return next(command, request)
      const asked = request as { readonly pan: { reveal(): string } }
      const last = before
      before = asked.pan
      if (last === undefined || !site.acts()) return next(command, request)
      site.mark(fleet.storyOfPan(asked.pan.reveal()), 'acquirer')
      return next(command, { ...asked, pan: last })
    })
  },
}

/** A rule of ours against fraud at contactless readers refuses what issuers approved. */
const eagerRule: FaultModule = {
  name: 'eager-rule',
  owner: 'acquirer',
  install(site) {
    const { fleet } = site
    site.scope('entry=contactless')
    const change = { kind: 'table-changed', table: 'risk-rules', version: 'F4' } as const
    site.when(site.from, () => fleet.event({ ...change, at: fleet.time.now() }))
    for (const link of fleet.links) {
      link.hooks.push({
        answer(answer, request) {
          if (answer[39] !== '00' || !request[22]?.startsWith('07') || !site.acts()) return answer
          const story = fleet.storyOfPan(request[2] ?? '')
          site.mark(story, 'answer')
          if (story) story.seen.originalCode = '00'
          return { ...answer, 39: '59' }
        },
      })
    }
  },
}

export const BETWEEN = [swappedHalves, amountCap, sharedBuffer, eagerRule]
