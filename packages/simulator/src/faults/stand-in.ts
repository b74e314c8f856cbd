import { iso87Ascii, type Iso87Message } from '@fiftyfive/iso8583'
import { expectOk } from '@fiftyfive/kernel'
import type { FaultModule } from './fault.ts'

/**
 * A bank is away and the network answers for it without being able to verify PINs: 55 for most, 05 or 91 for some.
 * `strength` is the share of requests that find the bank away.
 */
export const standIn: FaultModule = {
  name: 'stand-in',
  cause: 'stand-in',
  owner: 'acquirer',
  install(site) {
    const { fleet, chance } = site
    const named = site.named('issuer')
    const large = fleet.banks.slice(0, Math.max(3, Math.ceil(fleet.banks.length / 4)))
    const bank = fleet.banks.find(({ name }) => name === named) ?? chance.pick(large)
    const link = fleet.links.find(({ name }) => name === bank.link)
    const onlyRange = bank.ranges.length === 1 ? bank.ranges.map(({ prefix }) => `range=${prefix}`) : []
    site.scope(`issuer=${bank.name}`, ...onlyRange)
    link?.hooks.push({
      async between(request, bytes, deliver) {
        const ours = bank.ranges.some(({ prefix }) => request[2]?.startsWith(prefix))
        if (!ours || request.mti !== '0200' || !site.acts()) return deliver(bytes)
        const story = fleet.storyOfPan(request[2] ?? '')
        site.mark(story, 'link')
        if (story) story.seen.standIn = true
        const code = chance.weighted(['55', '05', '91'], (each) => ({ '55': 6, '05': 2, '91': 2 })[each] ?? 0)
        return answerFor(request, code, async (data) => {
          const key = { key: link.theirs.mac, algorithm: 'iso9797-1-alg3' } as const
          return expectOk(await fleet.issuers.module.generateMac({ ...key, data }), 'MAC')
        })
      },
    })
  },
}

/** What a network says in a bank's name, under the zone's MAC key. */
export async function answerFor(
  request: Iso87Message,
  code: string,
  mac: (data: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { 3: processing, 4: amount, 7: sent, 11: trace, 12: time, 13: date } = request
  const { 32: acquirer, 37: reference, 41: terminal, 42: merchant, 49: currency } = request
  const echo = { 3: processing, 4: amount, 7: sent, 11: trace, 12: time, 13: date, 32: acquirer, 37: reference }
  const place = { 41: terminal, 42: merchant, 49: currency }
  const message = Object.fromEntries(Object.entries({ ...echo, ...place }).filter(([, value]) => value !== undefined))
  const bytes = expectOk(iso87Ascii.encode({ ...message, mti: '0210', 39: code, 64: new Uint8Array(8) }), 'an answer')
  return iso87Ascii.withMac(bytes, await mac(expectOk(iso87Ascii.macInput(bytes), 'it ends with DE 64')))
}
