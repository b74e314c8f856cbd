const fromCodes = String.fromCharCode

/** More than any nibble, so that it shows in the sum of all. */
const OTHER = 16

/** Character of a nibble: digits, and D for the separator of track data. Other nibbles are refused before. */
const CODES = new Uint8Array(16)
for (let nibble = 0; nibble < 16; nibble++) CODES[nibble] = nibble < 10 ? 0x30 + nibble : nibble === 13 ? 0x44 : 0x3f

const high = (byte: number | undefined): number => CODES[(byte as number) >> 4] as number
const low = (byte: number | undefined): number => CODES[(byte as number) & 15] as number

/** The characters of `count` nibbles, the first one `skip` nibbles after the start of `offset`. */
export function unpack(bytes: Uint8Array, offset: number, count: number, skip: 0 | 1): string {
  if (skip === 1) return fromCodes(low(bytes[offset])) + unpackAligned(bytes, offset + 1, count - 1)
  return unpackAligned(bytes, offset, count)
}

// Fixed numbers of arguments, for the reason given at `latin1`.
function unpackAligned(b: Uint8Array, o: number, count: number): string {
  switch (count) {
    case 0:
      return ''
    case 1:
      return fromCodes(high(b[o]))
    case 2:
      return fromCodes(high(b[o]), low(b[o]))
    case 3:
      return fromCodes(high(b[o]), low(b[o]), high(b[o + 1]))
    case 4:
      return four(b, o)
    case 6:
      return fromCodes(high(b[o]), low(b[o]), high(b[o + 1]), low(b[o + 1]), high(b[o + 2]), low(b[o + 2]))
    case 5:
    case 7:
      return four(b, o) + unpackAligned(b, o + 2, count - 4)
    default:
      return eight(b, o) + unpackAligned(b, o + 4, count - 8)
  }
}

const four = (b: Uint8Array, o: number): string => fromCodes(high(b[o]), low(b[o]), high(b[o + 1]), low(b[o + 1]))

const eight = (b: Uint8Array, o: number): string =>
  fromCodes(
    high(b[o]),
    low(b[o]),
    high(b[o + 1]),
    low(b[o + 1]),
    high(b[o + 2]),
    low(b[o + 2]),
    high(b[o + 3]),
    low(b[o + 3]),
  )

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

/** Strings of four digits by the two bytes that pack them; undefined for other bytes. */
const FOUR_DIGITS: (string | undefined)[] = Array.from({ length: 65536 })
const TWO_DIGITS: (string | undefined)[] = Array.from({ length: 256 })
for (let value = 0; value < 10_000; value++) {
  const text = String(value).padStart(4, '0')
  FOUR_DIGITS[Number.parseInt(text, 16)] = text
  if (value < 100) TWO_DIGITS[Number.parseInt(text, 16)] = text.slice(2)
}

/**
 * An even number of digits, checked and converted by the same look-up; undefined when there is anything else. Packed
 * amounts, dates and numbers make up most of a message, so this way is worth its table.
 */
export function unpackDigits(bytes: Uint8Array, offset: number, count: number): string | undefined {
  const end = offset + (count >> 1)
  let text = ''
  let at = offset
  for (; at + 1 < end; at += 2) {
    const four = FOUR_DIGITS[((bytes[at] as number) << 8) | (bytes[at + 1] as number)]
    if (four === undefined) return undefined
    text = text === '' ? four : text + four
  }
  if (at === end) return text
  const two = TWO_DIGITS[bytes[at] as number]
  if (two === undefined) return undefined
  return text === '' ? two : text + two
}
