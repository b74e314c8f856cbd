import { fromHex, isHex, toHex } from '@fiftyfive/kernel'
import { kindOf } from '../error.ts'
import { isMembers, type Layout } from './layout.ts'

/**
 * BER-TLV as EMV Book 3, annex B, restricts it: tags of one to three bytes, definite lengths of one to three bytes,
 * zero bytes between data objects ignored. A tag that comes twice is refused, because one of the two would be lost.
 */
export function berTlv(path: string): Layout {
  return {
    decode(content, scope, offset) {
      const bytes = content as Uint8Array
      const values: Record<string, Uint8Array> = {}
      let at = 0
      while (at < bytes.length) {
        if (bytes[at] === 0) {
          at++
          continue
        }
        const start = at
        const tagEnd = endOfTag(bytes, at)
        const [length, valueStart] = readLength(bytes, tagEnd)
        const tag = toHex(bytes.subarray(start, Math.min(tagEnd, bytes.length)))
        if (length < 0 || valueStart + length > bytes.length) {
          const found = `${Math.max(0, bytes.length - valueStart)} bytes left`
          return scope.fail(`${path}.${tag}`, offset + start, 'structure', 'tag, length and as many value bytes', found)
        }
        if (tag in values) return scope.fail(`${path}.${tag}`, offset + start, 'structure', 'each tag once', 'it twice')
        at = valueStart + length
        values[tag] = bytes.subarray(valueStart, at)
      }
      return values
    },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object from tag to bytes', kindOf(value))
      const out: number[] = []
      for (const [tag, content] of Object.entries(value)) {
        if (content === undefined) continue
        if (!isTag(tag)) return scope.fail(`${path}.${tag}`, 0, 'structure', 'a tag in upper-case hex', 'another name')
        if (!(content instanceof Uint8Array)) return scope.fail(`${path}.${tag}`, 0, 'type', 'bytes', kindOf(content))
        if (content.length > 0xffff) return scope.fail(`${path}.${tag}`, 0, 'length', 'at most 65535 bytes', 'more')
        out.push(...fromHex(tag), ...lengthBytes(content.length))
        for (const byte of content) out.push(byte)
      }
      return Uint8Array.from(out)
    },
  }
}

function endOfTag(bytes: Uint8Array, at: number): number {
  if (((bytes[at] as number) & 0x1f) !== 0x1f) return at + 1
  return ((bytes[at + 1] ?? 0) & 0x80) !== 0 ? at + 3 : at + 2
}

/** Length and where the value begins; a length of -1 for a form that EMV does not use. */
function readLength(bytes: Uint8Array, at: number): readonly [number, number] {
  const first = bytes[at] ?? 0xff
  if (first < 0x80) return [first, at + 1]
  if (first === 0x81) return [bytes[at + 1] ?? -1, at + 2]
  if (first === 0x82) return [((bytes[at + 1] ?? 0xff) << 8) | (bytes[at + 2] ?? 0xff), at + 3]
  return [-1, at + 1]
}

const lengthBytes = (length: number): readonly number[] =>
  length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]

const isTag = (tag: string): boolean =>
  isHex(tag) &&
  tag.length >= 2 &&
  tag === tag.toUpperCase() &&
  tag !== '00' &&
  endOfTag(fromHex(tag), 0) * 2 === tag.length
