import type { DialectSpec } from './specification.ts'
import type { Cursor, Writer } from './wire/cursor.ts'
import { badHex, hexWord, writeHexWord } from './wire/hex.ts'

/** Bits of up to three bitmaps as 32-bit words: bit 1 is the highest bit of word 0. */
export type BitWords = Int32Array
export const bitWords = (): BitWords => new Int32Array(6)

/** Reads one to three bitmaps of 64 bits; the number of words filled, or 0 with the cursor's error set. */
export function readBitmap(cursor: Cursor, spec: DialectSpec, words: BitWords): number {
  let count = 0
  do {
    if (!readWords(cursor, spec, words, count)) return 0
    count += 2
    // The first bit of a bitmap announces the next one.
  } while ((words[count - 2] as number) < 0 && count * 32 < spec.fieldsMax)
  // There is no fourth one: the first bit of the third is an element's.
  if (count < 6 && (words[count - 2] as number) < 0) {
    cursor.fail('bitmap', cursor.offset, 'bitmap', `bitmaps of ${spec.fieldsMax} bits`, 'a bit that announces one more')
    return 0
  }
  return count
}

function readWords(cursor: Cursor, spec: DialectSpec, words: BitWords, index: number): boolean {
  const size = spec.bitmap === 'binary' ? 8 : 16
  if (!cursor.has(size, 'bitmap')) return false
  const { bytes, offset: start } = cursor
  if (spec.bitmap === 'binary') {
    words[index] = word(bytes, start)
    words[index + 1] = word(bytes, start + 4)
  } else {
    const ebcdic = spec.bitmap === 'hex-ebcdic'
    const bad = badHex(bytes, start, 8, ebcdic)
    if (bad >= 0) {
      cursor.fail('bitmap', bad, 'bitmap', '16 hex characters', 'another character')
      return false
    }
    words[index] = hexWord(bytes, start, ebcdic)
    words[index + 1] = hexWord(bytes, start + 8, ebcdic)
  }
  cursor.offset = start + size
  return true
}

export const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 24) |
  ((bytes[at + 1] as number) << 16) |
  ((bytes[at + 2] as number) << 8) |
  (bytes[at + 3] as number)

/** The elements that a word announces: the first bit of bitmap one and two announces the next bitmap instead. */
export const elementBits = (words: BitWords, index: number): number =>
  (words[index] as number) & ((index & 1) === 0 && index < 4 ? 0x7fffffff : -1)

export const setBit = (words: BitWords, number: number): void => {
  const index = (number - 1) >> 5
  words[index] = (words[index] as number) | (0x80000000 >>> ((number - 1) & 31))
}

/** Writes the bitmaps that the highest bit needs, and the bits that announce them. */
export function writeBitmap(writer: Writer, spec: DialectSpec, words: BitWords, highest: number): void {
  const count = highest > 128 ? 6 : highest > 64 ? 4 : 2
  if (count > 2) setBit(words, 1)
  if (count > 4) setBit(words, 65)
  writer.reserve(48)
  if (spec.bitmap === 'binary') {
    for (let i = 0; i < count; i++) writeWord(writer.bytes, writer.offset + 4 * i, words[i] as number)
    writer.offset += 4 * count
    return
  }
  const ebcdic = spec.bitmap === 'hex-ebcdic'
  for (let i = 0; i < count; i++) writeHexWord(words[i] as number, writer.bytes, writer.offset + 8 * i, ebcdic)
  writer.offset += 8 * count
}

function writeWord(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}
