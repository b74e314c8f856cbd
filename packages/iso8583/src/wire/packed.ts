import { packed } from './generated/flat-text.ts'
import { DIGITS, HIGH, KINDS, LOW, TRACK } from './nibbles.ts'

/** The characters of `count` nibbles that were checked, the first one `skip` nibbles after the start of `offset`. */
export function unpack(bytes: Uint8Array, offset: number, count: number, skip: 0 | 1): string {
  if (skip === 1) return nibble(LOW, bytes, offset) + (packed(bytes, offset + 1, count - 1, TRACK) as string)
  // Whoever checked may have let any filler nibble pass.
  const even = count & ~1
  return (
    packed(bytes, offset, count, TRACK) ??
    `${packed(bytes, offset, even, TRACK)}${nibble(HIGH, bytes, offset + (even >> 1))}`
  )
}

const nibble = (codes: Uint8Array, bytes: Uint8Array, offset: number): string =>
  String.fromCharCode(codes[bytes[offset] as number] as number)

/** Above the nibble of a character: it is the separator of track data; it has no nibble. */
const SEPARATOR = 16
const OTHER = 32
/** Nibbles of characters. One table whatever is packed: V8 looks up fastest in one that it knows when it compiles. */
const NIBBLES = new Uint8Array(256).fill(OTHER)
for (let digit = 0; digit < 10; digit++) NIBBLES[0x30 + digit] = digit
NIBBLES[0x3d] = NIBBLES[0x44] = SEPARATOR | 13

/** Writes the characters, the filler nibble zero; false when there was one that has no nibble. */
export function pack(text: string, bytes: Uint8Array, offset: number, skip: 0 | 1, separators: boolean): boolean {
  const { length } = text
  let nibble = 0
  let codes = 0
  let at = offset
  let i = 0
  if (skip === 1) {
    codes = text.charCodeAt(i++)
    nibble = NIBBLES[codes & 255] as number
    bytes[at++] = nibble & 15
  }
  for (; i + 1 < length; i += 2) {
    const first = text.charCodeAt(i)
    const second = text.charCodeAt(i + 1)
    const high = NIBBLES[first & 255] as number
    const low = NIBBLES[second & 255] as number
    codes |= first | second
    nibble |= high | low
    bytes[at++] = (high << 4) | (low & 15)
  }
  if (i < length) {
    const code = text.charCodeAt(i)
    const high = NIBBLES[code & 255] as number
    codes |= code
    nibble |= high
    bytes[at] = high << 4
  }
  return nibble < (separators ? OTHER : SEPARATOR) && codes < 256
}

/**
 * Offset of the first byte with a nibble that is neither a digit nor, where `separators` are allowed, the separator;
 * or -1. The filler nibble of an odd count may be anything.
 */
export function badPair(bytes: Uint8Array, offset: number, count: number, skip: 0 | 1, separators: boolean): number {
  const kind = separators ? TRACK : DIGITS
  let start = offset
  let end = offset + (count >> 1)
  if ((count & 1) === 1) {
    const filled = skip === 1 ? offset : end
    const nibble = skip === 1 ? (bytes[filled] as number) & 15 : (bytes[filled] as number) >> 4
    if (((KINDS[nibble] as number) & kind) === 0) return filled
    start += skip
    end += skip
  }
  for (let i = start; i < end; i++) if (((KINDS[bytes[i] as number] as number) & kind) === 0) return i
  return -1
}
