import { CHECK, type Field, WIRE } from './field.ts'
import { CLASSES, DESCRIPTION } from './wire/characters.ts'
import type { Cursor } from './wire/cursor.ts'
import { decodeGbk } from './wire/gbk.ts'
import { readHex } from './wire/hex.ts'
import { readLength } from './wire/length.ts'
import { badPair, unpack, unpackDigits } from './wire/packed.ts'
import { latin1 } from './wire/text.ts'

/** Moves the cursor behind the field without looking at its content; the cursor's error is set when it cannot be there. */
export function skipField(cursor: Cursor, field: Field): void {
  let count = field.fixed
  if (count < 0) {
    count = readLength(cursor, field)
    if (count < 0) return
    if (field.countsEncoded) count = contentLength(field, count)
  }
  const size = field.sizeOf(count)
  if (cursor.end - cursor.offset < size) cursor.has(size, field.path)
  else cursor.offset += size
}

/** The value at the cursor, which moves behind it; undefined with the cursor's error set. */
export function decodeField(cursor: Cursor, field: Field): unknown {
  let count = field.fixed
  if (count < 0) {
    count = readLength(cursor, field)
    if (count < 0) return undefined
    if (field.countsEncoded) count = contentLength(field, count)
  }
  const start = cursor.offset
  const content = readContent(cursor, field, count)
  if (content === undefined || field.layout === undefined) return content
  return field.layout.decode(content, cursor, start)
}

/**
 * Checks the content of the field at the cursor without making its value: the cursor's error is the one that
 * `decodeField` sets.
 */
export function checkField(cursor: Cursor, field: Field): void {
  const { check } = field
  if (check === CHECK.NOTHING) return
  if (check === CHECK.DECODE) {
    decodeField(cursor, field)
    return
  }
  let count = field.fixed
  if (count < 0) {
    count = readLength(cursor, field)
    if (field.countsEncoded) count = contentLength(field, count)
  }
  const start = cursor.offset
  if (check === CHECK.TEXT) checkAscii(cursor, field, start, count)
  else if (check === CHECK.PACKED) checkPacked(cursor, field, start, count)
  else {
    const { buffer, byteOffset } = cursor.bytes
    field.layout?.check?.(new Uint8Array(buffer, byteOffset + start, count), cursor, start)
  }
}

/** An indicator that counts what is on the wire, in digits or bytes of content. */
const contentLength = (field: Field, encoded: number): number =>
  field.wire === WIRE.PACKED ? 2 * encoded : field.wire === WIRE.HEX ? encoded >> 1 : encoded

function readContent(cursor: Cursor, field: Field, count: number): string | Uint8Array | undefined {
  const size = field.sizeOf(count)
  const start = cursor.offset
  if (cursor.end - start < size) {
    cursor.has(size, field.path)
    return undefined
  }
  cursor.offset = start + size
  const { bytes } = cursor
  switch (field.wire) {
    case WIRE.ASCII:
      return readAscii(cursor, field, start, count)
    case WIRE.PACKED:
      return readPacked(cursor, field, start, count)
    case WIRE.BYTES:
      return new Uint8Array(bytes.buffer, bytes.byteOffset + start, count)
    case WIRE.CODE_PAGE:
      return readCodePage(cursor, field, start, count)
    case WIRE.SIGNED:
      return readSigned(cursor, field, start, count)
    case WIRE.GBK:
      // Nearly all remarks are plain ASCII, and a TextDecoder costs more than the rest of the message.
      return isPlain(bytes, start, count)
        ? latin1(bytes, start, count)
        : (decodeGbk(bytes.subarray(start, start + count)) ?? refuse(cursor, field, start))
    default:
      return readHex(bytes, start, count, field.isEbcdicHex) ?? refuse(cursor, field, start)
  }
}

function isPlain(bytes: Uint8Array, start: number, count: number): boolean {
  for (let i = start; i < start + count; i++) if (CLASSES[bytes[i] as number] === 0) return false
  return true
}

/** False with the cursor's error set at the first character that the attribute does not allow. */
function checkAscii(cursor: Cursor, field: Field, start: number, count: number): boolean {
  const { bytes } = cursor
  const { allowed } = field
  for (let i = start; i < start + count; i++) {
    if (((CLASSES[bytes[i] as number] as number) & allowed) !== 0) continue
    refuse(cursor, field, i)
    return false
  }
  return true
}

function readAscii(cursor: Cursor, field: Field, start: number, count: number): string | undefined {
  if (!checkAscii(cursor, field, start, count)) return undefined
  const { bytes } = cursor
  const text = latin1(bytes, start, count)
  return field.isSigned && !isSigned(text) ? refuse(cursor, field, start) : text
}

function readPacked(cursor: Cursor, field: Field, start: number, count: number): string | undefined {
  const { bytes } = cursor
  const odd = (count & 1) as 0 | 1
  if (odd === 0 && !field.separators) {
    const digits = unpackDigits(bytes, start, count)
    if (digits !== undefined) return digits
  }
  if (!checkPacked(cursor, field, start, count)) return undefined
  return unpack(bytes, start, count, field.alignsRight ? odd : 0)
}

/** False with the cursor's error set at the first nibble that is no digit, separator or filler in its place. */
function checkPacked(cursor: Cursor, field: Field, start: number, count: number): boolean {
  const { bytes } = cursor
  const odd = (count & 1) as 0 | 1
  const skip = field.alignsRight ? odd : 0
  const bad = badPair(bytes, start, count, skip, field.separators)
  if (bad >= 0) {
    refuse(cursor, field, bad)
    return false
  }
  if (odd === 0) return true
  const filler = skip ? (bytes[start] as number) >> 4 : (bytes[start + (count >> 1)] as number) & 15
  if (filler === 0 || filler === 15) return true
  cursor.fail(field.path, start, 'padding', 'filler nibble 0 or F', 'another')
  return false
}

function readCodePage(cursor: Cursor, field: Field, start: number, count: number): string | undefined {
  const characters = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const code = field.codePage.toAscii[cursor.bytes[start + i] as number] as number
    if (((CLASSES[code] as number) & field.allowed) === 0) return refuse(cursor, field, start + i)
    characters[i] = code
  }
  const text = latin1(characters, 0, count)
  return field.isSigned && !isSigned(text) ? refuse(cursor, field, start) : text
}

/** An amount with its sign: C or D as a character, digits packed behind it. */
function readSigned(cursor: Cursor, field: Field, start: number, count: number): string | undefined {
  const { bytes } = cursor
  const sign = bytes[start]
  if (sign !== 0x43 && sign !== 0x44) return refuse(cursor, field, start)
  const bad = badPair(bytes, start + 1, count - 1, 0, false)
  if (bad >= 0) return refuse(cursor, field, bad)
  return (sign === 0x43 ? 'C' : 'D') + unpack(bytes, start + 1, count - 1, 0)
}

/** C or D, then digits. */
export function isSigned(text: string): boolean {
  if (text[0] !== 'C' && text[0] !== 'D') return false
  for (let i = 1; i < text.length; i++) if (text.charCodeAt(i) < 0x30 || text.charCodeAt(i) > 0x39) return false
  return true
}

function refuse(cursor: Cursor, field: Field, offset: number): undefined {
  const byte = (cursor.bytes[offset] ?? 0).toString(16).padStart(2, '0').toUpperCase()
  const found = field.spec.sensitive ? 'a byte that is withheld' : `byte ${byte}`
  return cursor.fail(field.path, offset, 'content', DESCRIPTION[field.spec.content], found)
}
