import { type UnionPayMessage, unionpayPos } from '@fiftyfive/iso8583'

/** A message of or to a terminal, as the audit reads it; undefined when nobody can. */
export function readBody(body: Uint8Array): UnionPayMessage | undefined {
  const decoded = unionpayPos.decode(body)
  return decoded.ok ? decoded.value : undefined
}

/** What it is about, without card data: names its faults and its lines in a story. */
export function describeMessage(message: UnionPayMessage | undefined): string {
  if (!message) return 'unreadable'
  const { mti, 11: trace, 41: terminal } = message
  return `${mti} ${terminal ?? '?'}-${trace ?? '?'}`
}
