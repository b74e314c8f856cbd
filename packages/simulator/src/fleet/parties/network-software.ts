import { iso87Ascii, type Iso87Message } from '@fiftyfive/iso8583'
import { expectOk } from '@fiftyfive/kernel'
import type { Fleet } from '../fleet.ts'
import type { FleetLink } from './link.ts'

/**
 * A message as a switch of the network behind a link would pass it on: changed, and sealed with the MAC key that the far
 * end holds. For `between`, on the way there or back. What cannot be read or encoded stays as it is.
 */
export async function asNetworkWrites(
  fleet: Fleet,
  link: FleetLink,
  bytes: Uint8Array,
  change: (message: Iso87Message) => Iso87Message,
): Promise<Uint8Array> {
  const message = iso87Ascii.decode(bytes)
  if (!message.ok) return bytes
  const encoded = iso87Ascii.encode(change(message.value))
  const data = encoded.ok ? iso87Ascii.macInput(encoded.value) : encoded
  if (!encoded.ok || !data.ok) return bytes
  const sealing = { key: link.theirs.mac, algorithm: 'iso9797-1-alg3', data: data.value } as const
  return iso87Ascii.withMac(encoded.value, expectOk(await fleet.issuers.module.generateMac(sealing), 'a MAC'))
}
