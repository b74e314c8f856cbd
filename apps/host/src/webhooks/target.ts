import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/**
 * Addresses that are nobody's on the internet (IANA special-purpose registries, RFC 6890): whoever may name a target
 * must not reach the host's own network through it.
 */
const PRIVATE = new BlockList()
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(address, bits, 'ipv4')

/** Of IPv6 only global unicast (2000::/3) is anybody's; within it, addresses that carry an IPv4 one are not taken. */
const PUBLIC_V6 = new BlockList()
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6')
const EMBEDDING_V6 = new BlockList()
EMBEDDING_V6.addSubnet('2001::', 23, 'ipv6')
EMBEDDING_V6.addSubnet('2001:db8::', 32, 'ipv6')
EMBEDDING_V6.addSubnet('2002::', 16, 'ipv6')

export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !PRIVATE.check(address, 'ipv4')
  return family === 6 && PUBLIC_V6.check(address, 'ipv6') && !EMBEDDING_V6.check(address, 'ipv6')
}

/** Why a target cannot be used; undefined when it can. Its name is resolved again, and judged, at every delivery. */
export function problemOf(url: URL, allowPrivate: boolean): string | undefined {
  if (url.username !== '' || url.password !== '') return 'no name or password in the address'
  if (allowPrivate) return undefined
  if (url.protocol !== 'https:') return 'https is expected'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) && !isPublic(host) ? 'a public address is expected' : undefined
}

/** Resolves a name to addresses that may be reached: the one that was judged is the one that is connected to. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (failure, found) => {
    if (failure) return callback(failure, [])
    const addresses = found.filter(({ address }) => isPublic(address))
    const [first] = addresses
    if (!first) return callback(new Error('no public address'), [])
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
  })
}
