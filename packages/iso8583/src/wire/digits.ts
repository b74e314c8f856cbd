const isDigit = (nibble: number): boolean => nibble <= 9
const isFiller = (nibble: number): boolean => nibble === 0 || nibble === 15
const byByte = (isRight: (high: number, low: number) => boolean, text: (high: number, low: number) => string) =>
  Array.from({ length: 256 }, (_, byte) => (isRight(byte >> 4, byte & 15) ? text(byte >> 4, byte & 15) : ''))

const HIGH = byByte((high, low) => isDigit(high) && isFiller(low), String)
const LOW = byByte(
  (high, low) => isFiller(high) && isDigit(low),
  (_high, low) => String(low),
)
const TWO = byByte(
  (high, low) => isDigit(high) && isDigit(low),
  (high, low) => `${high}${low}`,
)
const FOUR = Array.from({ length: 65_536 }, (_, both) => {
  const [first, second] = [TWO[both >> 8], TWO[both & 255]]
  return first && second ? first + second : ''
})

const THREE = Array.from({ length: 4096 }, (_, nibbles) => (FOUR[nibbles] as string).slice(1))

/**
 * Digits packed in two bytes, in one, and beside a filler nibble; empty when there is anything else. Packed amounts, dates
 * and numbers make up most of a message, and one look-up for four digits is faster than any conversion.
 */
export const four = (b: Uint8Array, o: number): string => fourOf(((b[o] as number) << 8) | (b[o + 1] as number))
export const two = (b: Uint8Array, o: number): string => TWO[b[o] as number] as string
export const highDigit = (b: Uint8Array, o: number): string => HIGH[b[o] as number] as string
export const lowDigit = (b: Uint8Array, o: number): string => LOW[b[o] as number] as string

/** The same of four nibbles as a number below 65,536. */
export const fourOf = (nibbles: number): string => FOUR[nibbles] as string

/** Four, three, two digits in ASCII; empty when there is anything else. */
export const asciiFour = (b: Uint8Array, o: number): string =>
  areZoned(b[o]!, b[o + 1]!, b[o + 2]!, b[o + 3]!)
    ? (FOUR[((b[o]! & 15) << 12) | ((b[o + 1]! & 15) << 8) | ((b[o + 2]! & 15) << 4) | (b[o + 3]! & 15)] as string)
    : ''
export const asciiThree = (b: Uint8Array, o: number): string =>
  areZoned(b[o]!, b[o + 1]!, b[o + 2]!, ZERO)
    ? (THREE[((b[o]! & 15) << 8) | ((b[o + 1]! & 15) << 4) | (b[o + 2]! & 15)] as string)
    : ''
export const asciiTwo = (b: Uint8Array, o: number): string =>
  areZoned(b[o]!, b[o + 1]!, ZERO, ZERO) ? (TWO[((b[o]! & 15) << 4) | (b[o + 1]! & 15)] as string) : ''

const ZERO = 0x30
/** Whether the upper halves are those of digits in ASCII. The tables know the lower ones. */
const areZoned = (a: number, b: number, c: number, d: number): boolean =>
  (a & b & c & d) >> 4 === 3 && (a | b | c | d) >> 4 === 3
