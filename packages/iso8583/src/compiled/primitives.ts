/** What generated codecs are made of. Tables by byte or code are 1 for what is right, so that checks of many are one AND. */
import { decodeField } from '../decode-field.ts'
import { encodeField } from '../encode-field.ts'
import type { Field } from '../field.ts'
import { CONTENT, CONTENTS } from '../wire/characters.ts'
import type { Cursor, Writer } from '../wire/cursor.ts'
import { decodeGbk } from '../wire/gbk.ts'
import { fourOf } from '../wire/digits.ts'
import { isHex } from '../wire/hex.ts'
import { characters, packed } from '../wire/generated/flat-text.ts'
import { DIGITS, KINDS, TRACK } from '../wire/nibbles.ts'

export { word } from '../bitmap.ts'
export { emptyMessage, firstInWord } from '../message.ts'
export { four, highDigit, lowDigit, two } from '../wire/digits.ts'
export { hexWord } from '../wire/hex.ts'
export { pack } from '../wire/packed.ts'
export { characters, DIGITS, packed, TRACK }
export const fromCodes = String.fromCharCode

const only = (content: 'n' | 'an' | 'ans'): Uint8Array =>
  CONTENTS.map((contents) => ((contents & CONTENT[content]) === 0 ? 0 : 1))
export const D = only('n')
export const AN = only('an')
export const ANS = only('ans')

/** The number that a packed byte writes, 255 for a byte that is no two digits; the byte that packs a number. */
export const COUNT = Uint8Array.from({ length: 256 }, (_, byte) =>
  ((KINDS[byte] as number) & DIGITS) !== 0 ? (byte >> 4) * 10 + (byte & 15) : 255,
)
export const BCD = Uint8Array.from({ length: 100 }, (_, count) => (Math.trunc(count / 10) << 4) | (count % 10))

export const HEX = Uint8Array.from({ length: 256 }, (_, byte) => (isHex(byte) ? 1 : 0))

/** Four digits in ASCII; empty when there is anything else. */
export const asciiFour = (b: Uint8Array, o: number): string =>
  areAll(b, o, 4, D)
    ? fourOf(
        (((b[o] as number) & 15) << 12) |
          (((b[o + 1] as number) & 15) << 8) |
          (((b[o + 2] as number) & 15) << 4) |
          ((b[o + 3] as number) & 15),
      )
    : ''

export function areAll(b: Uint8Array, o: number, count: number, right: Uint8Array): boolean {
  let all = 1
  for (let i = o; i < o + count; i++) all &= right[b[i] as number] as number
  return all === 1
}

/** The number that ASCII digits write; more than any length when there is something else. */
export function asciiLength(b: Uint8Array, o: number, digits: number): number {
  if (!areAll(b, o, digits, D)) return 1e9
  let count = 0
  for (let i = o; i < o + digits; i++) count = count * 10 + ((b[i] as number) & 15)
  return count
}

export function writeAsciiLength(b: Uint8Array, o: number, digits: number, count: number): void {
  let left = count
  for (let i = o + digits - 1; i >= o; i--) {
    b[i] = 0x30 + (left % 10)
    left = Math.trunc(left / 10)
  }
}

export const gbkText = (b: Uint8Array, o: number, count: number): string | undefined =>
  characters(b, o, count, CONTENT.ans) ?? decodeGbk(b.subarray(o, o + count))

/** Writes the characters; false when there was one that is not right. */
export function writeText(text: string, b: Uint8Array, o: number, right: Uint8Array): boolean {
  let all = 1
  let codes = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    codes |= code
    all &= right[code & 255] as number
    b[o + i] = code
  }
  return all === 1 && codes < 256
}

export function copy(from: Uint8Array, b: Uint8Array, o: number): void {
  // A loop is faster than `set` up to some dozens of bytes, and most binary fields are that short.
  if (from.length > 48) b.set(from, o)
  else for (let i = 0; i < from.length; i++) b[o + i] = from[i] as number
}

/** The value of an element that the table-driven codec handles; undefined when it is wrong. */
export function decodeOther(cursor: Cursor, field: Field | undefined, offset: number): unknown {
  cursor.offset = offset
  return decodeField(cursor, field as Field)
}

/** Where the element ends; -1 when it is wrong. */
export function encodeOther(writer: Writer, field: Field | undefined, offset: number, value: unknown): number {
  const { bytes } = writer
  writer.offset = offset
  return encodeField(writer, field as Field, value) && writer.bytes === bytes ? writer.offset : -1
}
