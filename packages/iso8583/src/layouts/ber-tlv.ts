import { toHex } from '@fiftyfive/kernel'
import { kindOf, type Scope } from '../error.ts'
import { isMembers, type Layout } from './layout.ts'
import { tagAt, tagLength, tagOf } from './tag.ts'

let run = 0

const CONSTRUCTED = 0x20
/** Templates are passed on as they are, but whoever takes them apart later must not be led down without an end. */
const DEPTH_MAX = 4

/**
 * BER-TLV as EMV Book 3, annex B, restricts it: tags of one to three bytes, definite lengths of one to three bytes,
 * zero bytes between data objects ignored. A tag that comes twice is refused, because one of the two would be lost.
 */
export function berTlv(path: string): Layout {
  let scratch = new Uint8Array(512)
  return {
    decode(content, scope, offset) {
      const values: Record<string, Uint8Array> = {}
      return readObjects(path, content as Uint8Array, scope, offset, values) ? values : undefined
    },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object from tag to bytes', kindOf(value))
      let at = 0
      for (const name of Object.keys(value)) {
        const content = value[name]
        if (content === undefined) continue
        const tag = tagOf(name)
        if (!tag) return scope.fail(`${path}.${name}`, 0, 'structure', 'a tag in upper-case hex', 'another name')
        if (!(content instanceof Uint8Array)) return scope.fail(`${path}.${name}`, 0, 'type', 'bytes', kindOf(content))
        const { length } = content
        if (length > 0xffff) return scope.fail(`${path}.${name}`, 0, 'length', 'at most 65535 bytes', `${length}`)
        if (at + length + 6 > scratch.length) scratch = grown(scratch, at + length + 6)
        for (let i = 0; i < tag.bytes.length; i++) scratch[at++] = tag.bytes[i] as number
        at = writeLength(scratch, at, length)
        for (let i = 0; i < length; i++) scratch[at + i] = content[i] as number
        at += length
      }
      return scratch.subarray(0, at)
    },
  }
}

/** Puts data objects into `values`; false with the scope's error set. */
function readObjects(
  path: string,
  bytes: Uint8Array,
  scope: Scope,
  offset: number,
  values: Record<string, Uint8Array>,
): boolean {
  const { buffer, byteOffset, length: end } = bytes
  run++
  let at = 0
  while (at < end) {
    if (bytes[at] === 0) {
      at++
      continue
    }
    const size = tagLength(bytes, at)
    let length = bytes[at + size] ?? -1
    let start = at + size + 1
    // One byte of length is the rule; longer forms are read apart.
    if (length >= 0x80) [length, start] = readLongLength(bytes, at + size)
    if (length < 0 || start + length > end) {
      const name = toHex(bytes.subarray(at, Math.min(at + size, end)))
      const found = `${Math.max(0, end - start)} bytes left`
      scope.fail(`${path}.${name}`, offset + at, 'structure', 'tag, length and as many value bytes', found)
      return false
    }
    if (((bytes[at] as number) & CONSTRUCTED) !== 0 && isNestedDeeper(bytes, start, start + length, DEPTH_MAX - 1)) {
      const name = toHex(bytes.subarray(at, at + size))
      scope.fail(`${path}.${name}`, offset + at, 'structure', `templates at most ${DEPTH_MAX} deep`, 'deeper ones')
      return false
    }
    const tag = tagAt(bytes, at, size)
    const isRepeated = size === 3 ? tag.hex in values : tag.seenIn === run
    if (isRepeated) {
      scope.fail(`${path}.${tag.hex}`, offset + at, 'structure', 'each tag once', 'it twice')
      return false
    }
    tag.seenIn = run
    values[tag.hex] = new Uint8Array(buffer, byteOffset + start, length)
    at = start + length
  }
  return true
}

/** Whether templates lie within one another in more levels than `left`. What is no BER-TLV inside is not looked into. */
function isNestedDeeper(bytes: Uint8Array, from: number, end: number, left: number): boolean {
  for (let at = from; at < end;) {
    const isTemplate = ((bytes[at] as number) & CONSTRUCTED) !== 0
    const size = bytes[at] === 0 ? 0 : tagLength(bytes, at)
    if (size === 0) {
      at++
      continue
    }
    let length = bytes[at + size] ?? -1
    let start = at + size + 1
    if (length >= 0x80) [length, start] = readLongLength(bytes, at + size)
    if (length < 0 || start + length > end) return false
    if (left === 0) return true
    if (isTemplate && isNestedDeeper(bytes, start, start + length, left - 1)) return true
    at = start + length
  }
  return false
}

function grown(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(2 * least)
  more.set(bytes)
  return more
}

/** Length and where the value begins; a length of -1 for a form that EMV does not use. */
function readLongLength(bytes: Uint8Array, at: number): readonly [number, number] {
  const first = bytes[at]
  if (first === 0x81) return [bytes[at + 1] ?? -1, at + 2]
  if (first === 0x82) return [((bytes[at + 1] ?? 0xff) << 8) | (bytes[at + 2] ?? 0xff), at + 3]
  return [-1, at + 1]
}

function writeLength(bytes: Uint8Array, at: number, length: number): number {
  if (length < 0x80) {
    bytes[at] = length
    return at + 1
  }
  if (length < 0x100) {
    bytes[at] = 0x81
    bytes[at + 1] = length
    return at + 2
  }
  bytes[at] = 0x82
  bytes[at + 1] = length >> 8
  bytes[at + 2] = length & 0xff
  return at + 3
}
