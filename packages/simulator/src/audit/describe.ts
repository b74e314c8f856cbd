import { unionpayPos } from '@fiftyfive/iso8583'

/** What a message of or to a terminal is about, without card data: names its faults and its lines in a story. */
export function describeBody(body: Uint8Array): string {
  const decoded = unionpayPos.decode(body)
  if (!decoded.ok) return 'unreadable'
  const { mti, 11: trace, 41: terminal } = decoded.value
  return `${mti} ${terminal ?? '?'}-${trace ?? '?'}`
}
