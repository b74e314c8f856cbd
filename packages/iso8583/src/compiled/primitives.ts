/** What generated codecs are made of. Tables by byte or code are 1 for what is right, so that checks of many are one AND. */
import { decodeField } from '../decode-field.ts'
import { encodeField } from '../encode-field.ts'
import type { Field } from '../field.ts'
import { CONTENT, CONTENTS } from '../wire/characters.ts'
import type { Cursor, Writer } from '../wire/cursor.ts'
import { decodeGbk } from '../wire/gbk.ts'
import { isHex } from '../wire/hex.ts'
import { characters, packed } from '../wire/generated/flat-text.ts'
import { DIGITS, KINDS, TRACK } from '../wire/nibbles.ts'

export { word } from '../bitmap.ts'
export { emptyMessage, firstInWord } from '../message.ts'
export { asciiFour, asciiThree, asciiTwo, four, highDigit, lowDigit, two } from '../wire/digits.ts'
export { hexWord } from '../wire/hex.ts'
export { pack } from '../wire/packed.ts'
export { characters, DIGITS, packed, TRACK }
export const fromCodes = String.fromCharCode

/** By code, the attributes that allow it. */
export const C = CONTENTS

/** The number that a packed byte writes, 255 for a byte that is no two digits; the byte that packs a number. */
export const COUNT = Uint8Array.from({ length: 256 }, (_, byte) =>
  ((KINDS[byte] as number) & DIGITS) !== 0 ? (byte >> 4) * 10 + (byte & 15) : 255,
)
export const BCD = Uint8Array.from({ length: 100 }, (_, count) => (Math.trunc(count / 10) << 4) | (count % 10))

export const HEX = Uint8Array.from({ length: 256 }, (_, byte) => (isHex(byte) ? 1 : 0))

export function areAll(b: Uint8Array, o: number, count: number, right: Uint8Array): boolean {
  let all = 1
  for (let i = o; i < o + count; i++) all &= right[b[i] as number] as number
  return all === 1
}

/** The number that ASCII digits write; more than any length when there is something else. */
export function asciiLength(b: Uint8Array, o: number, digits: number): number {
  let all = CONTENT.n as number
  let count = 0
  for (let i = o; i < o + digits; i++) {
    all &= C[b[i]!]!
    count = count * 10 + (b[i]! & 15)
  }
  return all === 0 ? 1e9 : count
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

/** Writes the characters; false when there was one that is not of the `kind`, a mask of `characters.ts`. */
export function writeText(text: string, b: Uint8Array, o: number, kind: number): boolean {
  const { length } = text
  let all = kind
  let codes = 0
  let i = 0
  // Four at a time: a quarter less time than one by one.
  for (; i + 3 < length; i += 4) {
    const first = text.charCodeAt(i)
    const second = text.charCodeAt(i + 1)
    const third = text.charCodeAt(i + 2)
    const fourth = text.charCodeAt(i + 3)
    codes |= first | second | third | fourth
    all &= C[first & 255]! & C[second & 255]! & C[third & 255]! & C[fourth & 255]!
    b[o + i] = first
    b[o + i + 1] = second
    b[o + i + 2] = third
    b[o + i + 3] = fourth
  }
  for (; i < length; i++) {
    const code = text.charCodeAt(i)
    codes |= code
    all &= C[code & 255]!
    b[o + i] = code
  }
  return all !== 0 && codes < 256
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
