/** More than any nibble, so that it shows in the sum of all. */
const OTHER = 16

const CHARACTERS = '0123456789???D??'
/** Character of the high and of the low nibble of a byte: digits, and D for the separator of track data. */
export const HIGH = Array.from({ length: 256 }, (_, byte) => CHARACTERS[byte >> 4] as string)
export const LOW = Array.from({ length: 256 }, (_, byte) => CHARACTERS[byte & 15] as string)

/**
 * Strings by the bytes that pack them. Packed amounts, dates and numbers make up most of a message, and one look-up for
 * four digits is faster than any conversion.
 */
const TWO = HIGH.map((high, byte) => `${high}${LOW[byte]}`)
const FOUR = Array.from({ length: 65_536 }, (_, pair) => {
  const text = `${TWO[pair >> 8]}${TWO[pair & 255]}`
  return text.includes('?') ? '' : text
})
export const two = (bytes: Uint8Array, offset: number): string => TWO[bytes[offset] as number] as string
export const four = (bytes: Uint8Array, offset: number): string =>
  FOUR[((bytes[offset] as number) << 8) | (bytes[offset + 1] as number)] as string

/** The characters of `count` nibbles that were checked, the first one `skip` nibbles after the start of `offset`. */
export function unpack(bytes: Uint8Array, offset: number, count: number, skip: 0 | 1): string {
  let text = skip === 1 ? (LOW[bytes[offset] as number] as string) : ''
  let at = offset + skip
  let left = count - skip
  for (; left > 3; left -= 4) {
    const digits = four(bytes, at)
    text = text === '' ? digits : text + digits
    at += 2
  }
  if (left > 1) {
    const digits = two(bytes, at++)
    text = text === '' ? digits : text + digits
  }
  return (left & 1) === 1 ? text + (HIGH[bytes[at] as number] as string) : text
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
  let nibble = 0
  let codes = 0
  let at = offset
  let i = 0
  if (skip === 1) {
    codes = text.charCodeAt(i++)
    bytes[at++] = nibble = nibbles[codes & 255] as number
  }
  for (; i + 1 < length; i += 2) {
    const first = text.charCodeAt(i)
    const second = text.charCodeAt(i + 1)
    const high = nibbles[first & 255] as number
    const low = nibbles[second & 255] as number
    codes |= first | second
    nibble |= high | low
    bytes[at++] = (high << 4) | low
  }
  if (i < length) {
    const code = text.charCodeAt(i)
    const high = nibbles[code & 255] as number
    codes |= code
    nibble |= high
    bytes[at] = high << 4
  }
  return nibble < OTHER && codes < 256
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
