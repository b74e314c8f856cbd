import type { CardRange } from '../fleet/population/network.ts'
import type { FaultModule, FaultSite } from './fault.ts'

/** A bank loads the PIN offsets of one range from the wrong column; `strength` is the share of its cards that are hit. */
export const issuerData: FaultModule = {
  name: 'issuer-data',
  cause: 'issuer-data',
  owner: 'issuer',
  install(site) {
    const range = rangeFor(site)
    const { bank, prefix } = range
    const ofBank = site.fleet.banks.find(({ name }) => name === bank)?.ranges.length === 1
    site.scope(`range=${prefix}`, ...(ofBank ? [`issuer=${bank}`] : []))
    const hit = new Map<string, boolean>()
    site.fleet.issuers.hosts.get(bank)?.around.push(async (command, request, next) => {
      if (command !== 'verifyPinReference' || !site.present) return next(command, request)
      const asked = request as { pan: { reveal(): string }; reference: { value: string } }
      const digits = asked.pan.reveal()
      if (!digits.startsWith(prefix)) return next(command, request)
      if (!hit.has(digits)) hit.set(digits, site.chance.happens(site.strength))
      if (!hit.get(digits)) return next(command, request)
      site.mark(site.fleet.storyOfPan(digits), 'issuer')
      const value = [...asked.reference.value].map((digit) => String((Number(digit) + 3) % 10)).join('')
      return next(command, { ...asked, reference: { ...asked.reference, value } })
    })
  },
}

/** The range the options name, or one of those with many cards. */
export function rangeFor(site: FaultSite): CardRange {
  const ranges = site.fleet.banks.flatMap(({ ranges }) => ranges)
  const named = site.named('range')
  const range = named === undefined ? undefined : ranges.find(({ prefix }) => prefix === named)
  if (range) return range
  const large = ranges
    .toSorted((first, second) => second.weight - first.weight)
    .slice(0, Math.max(4, Math.ceil(ranges.length / 4)))
  return site.chance.pick(large)
}
