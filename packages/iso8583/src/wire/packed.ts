/** More than any nibble, so that it shows in the sum of all. */
const OTHER = 16

const CHARACTERS = '0123456789???D??'

/**
 * Strings by the bytes that pack them, kept once they were met: digits, and D for the separator of track data. Packed
 * amounts, dates and numbers make up most of a message, and one look-up for four digits is faster than any conversion.
 */
const FOUR: (string | undefined)[] = Array.from({ length: 65_536 })
const TWO = Array.from({ length: 256 }, (_, byte) => `${CHARACTERS[byte >> 4]}${CHARACTERS[byte & 15]}`)

function four(high: number, low: number): string {
  const pair = (high << 8) | low
  return FOUR[pair] ?? (FOUR[pair] = `${TWO[high]}${TWO[low]}`)
}

/** The characters of `count` nibbles that were checked, the first one `skip` nibbles after the start of `offset`. */
export function unpack(bytes: Uint8Array, offset: number, count: number, skip: 0 | 1): string {
  let text = skip === 1 ? (CHARACTERS[(bytes[offset] as number) & 15] as string) : ''
  let at = offset + skip
  let left = count - skip
  for (; left > 3; left -= 4) {
    const digits = four(bytes[at] as number, bytes[at + 1] as number)
    text = text === '' ? digits : text + digits
    at += 2
  }
  if (left > 1) {
    const digits = TWO[bytes[at++] as number] as string
    text = text === '' ? digits : text + digits
  }
  return (left & 1) === 1 ? text + (CHARACTERS[(bytes[at] as number) >> 4] as string) : text
}

/** Nibbles of characters: digits, and the separator of track data as `=` or `D`; 16 and more for any other. */
const NIBBLES = new Uint8Array(256).fill(OTHER)
for (let digit = 0; digit < 10; digit++) NIBBLES[0x30 + digit] = digit
const TRACK_NIBBLES = NIBBLES.slice()
TRACK_NIBBLES[0x3d] = TRACK_NIBBLES[0x44] = 13

/** Writes the characters, the filler nibble zero; false when there was one that has no nibble. */
export function pack(text: string, bytes: Uint8Array, offset: number, skip: 0 | 1, separators: boolean): boolean {
  const nibbles = separators ? TRACK_NIBBLES : NIBBLES
  const { length } = text
  let seen = 0
  let at = offset
  let i = 0
  if (skip === 1) seen |= bytes[at++] = nibbles[text.charCodeAt(i++)] ?? OTHER
  for (; i + 1 < length; i += 2) {
    const high = nibbles[text.charCodeAt(i)] ?? OTHER
    const low = nibbles[text.charCodeAt(i + 1)] ?? OTHER
    seen |= high | low
    bytes[at++] = (high << 4) | low
  }
  if (i < length) {
    const high = nibbles[text.charCodeAt(i)] ?? OTHER
    seen |= high
    bytes[at] = high << 4
  }
  return seen < OTHER
}

/** Bytes of two digits, and bytes of two characters of track data. */
const DIGIT_PAIRS = new Uint8Array(256)
const TRACK_PAIRS = new Uint8Array(256)
const isDigit = (nibble: number): boolean => nibble <= 9
const isTrack = (nibble: number): boolean => nibble <= 9 || nibble === 13
for (let byte = 0; byte < 256; byte++) {
  DIGIT_PAIRS[byte] = isDigit(byte >> 4) && isDigit(byte & 15) ? 1 : 0
  TRACK_PAIRS[byte] = isTrack(byte >> 4) && isTrack(byte & 15) ? 1 : 0
}

/**
 * Offset of the first byte with a nibble that is neither a digit nor, where `separators` are allowed, the separator;
 * or -1. The filler nibble of an odd count may be anything.
 */
export function badPair(bytes: Uint8Array, offset: number, count: number, skip: 0 | 1, separators: boolean): number {
  const pairs = separators ? TRACK_PAIRS : DIGIT_PAIRS
  let start = offset
  let end = offset + (count >> 1)
  if ((count & 1) === 1) {
    const filled = skip === 1 ? offset : end
    const nibble = skip === 1 ? (bytes[filled] as number) & 15 : (bytes[filled] as number) >> 4
    if (pairs[nibble] === 0) return filled
    start += skip
    end += skip
  }
  for (let i = start; i < end; i++) if (pairs[bytes[i] as number] === 0) return i
  return -1
}
