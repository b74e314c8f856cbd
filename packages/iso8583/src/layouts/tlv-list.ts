import { kindOf } from '../error.ts'
import { berTlv } from './ber-tlv.ts'
import { isMembers, type Layout, type Members } from './layout.ts'
import { tagLength } from './tag.ts'

/**
 * One character, then records of BER-TLV objects, keyed 1, 2, 3 and so on. Nothing on the wire divides the records: a
 * record ends where a tag comes that it has already.
 */
export function tlvList(path: string): Layout {
  const record = berTlv(path)
  return {
    decode(content, scope, offset) {
      const bytes = content as Uint8Array
      const status = bytes[0]
      if (status === undefined || status < 0x20 || status > 0x7e) {
        return scope.fail(`${path}.status`, offset, 'structure', 'one printable character', 'another or none')
      }
      const list: Record<string, unknown> = { status: String.fromCharCode(status) }
      let index = 0
      for (let start = 1; start < bytes.length;) {
        const end = recordEnd(bytes, start)
        const value = record.decode(bytes.subarray(start, end), scope, offset + start)
        if (value === undefined) return undefined
        list[++index] = value
        start = end
      }
      return list
    },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object', kindOf(value))
      const { status, ...records } = value
      if (typeof status !== 'string' || !/^[ -~]$/.test(status)) {
        return scope.fail(`${path}.status`, 0, 'structure', 'one printable character', kindOf(status))
      }
      const pieces: number[] = [status.charCodeAt(0)]
      let before: Members | undefined
      for (const [index, [key, members]] of Object.entries(records).entries()) {
        const earlier = before
        // JavaScript lists tags without letters first, so the tag that divides the records may stand anywhere.
        const first = isMembers(members)
          ? Object.keys(members).find((tag) => earlier === undefined || tag in earlier)
          : undefined
        if (key !== String(index + 1) || first === undefined) {
          const expected = 'records 1, 2, 3 and so on, each with a tag of the one before'
          return scope.fail(`${path}.${key}`, 0, 'structure', expected, 'another')
        }
        const { [first]: dividing, ...others } = members as Members
        for (const part of [{ [first]: dividing }, others]) {
          const piece = record.encode(part, scope)
          if (piece === undefined) return undefined
          for (const byte of piece as Uint8Array) pieces.push(byte)
        }
        before = members as Members
      }
      return Uint8Array.from(pieces)
    },
  }
}

/** Where the record that begins at `start` ends: before a tag that comes again, or at the end of what can be read. */
function recordEnd(bytes: Uint8Array, start: number): number {
  const seen = new Set<number>()
  let at = start
  while (at < bytes.length) {
    const size = tagLength(bytes, at)
    let tag = 0
    for (let i = at; i < at + size; i++) tag = tag * 256 + (bytes[i] ?? 0)
    if (seen.has(tag)) return at
    seen.add(tag)
    const first = bytes[at + size] ?? 0
    const lengthBytes = first < 0x80 ? 0 : first - 0x80
    let length = first < 0x80 ? first : 0
    for (let i = 1; i <= lengthBytes; i++) length = length * 256 + (bytes[at + size + i] ?? 0)
    at += size + 1 + lengthBytes + length
  }
  return bytes.length
}
