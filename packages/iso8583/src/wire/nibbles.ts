/** What a byte holds as two nibbles, as bits: two digits; two characters of track data; one such and a filler nibble. */
export const DIGITS = 1
export const TRACK = 2
const FILLED_DIGIT = DIGITS << 2
const FILLED_TRACK = TRACK << 2

const isDigit = (nibble: number): boolean => nibble <= 9
const isTrack = (nibble: number): boolean => nibble <= 9 || nibble === 13
const isFiller = (nibble: number): boolean => nibble === 0 || nibble === 15
const byByte = (of: (high: number, low: number) => number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => of(byte >> 4, byte & 15))

export const KINDS = byByte(
  (high, low) =>
    (isDigit(high) && isDigit(low) ? DIGITS : 0) |
    (isTrack(high) && isTrack(low) ? TRACK : 0) |
    (isDigit(high) && isFiller(low) ? FILLED_DIGIT : 0) |
    (isTrack(high) && isFiller(low) ? FILLED_TRACK : 0),
)

const CHARACTERS = '0123456789???D??'
/** Character codes of the high and of the low nibble of a byte: digits, and D for the separator of track data. */
export const HIGH = byByte((high) => CHARACTERS.charCodeAt(high))
export const LOW = byByte((_high, low) => CHARACTERS.charCodeAt(low))
