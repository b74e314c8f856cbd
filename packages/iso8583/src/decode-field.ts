import { type Field, WIRE } from './field.ts'
import { CLASSES, DESCRIPTION } from './wire/characters.ts'
import type { Cursor } from './wire/cursor.ts'
import { decodeGbk } from './wire/gbk.ts'
import { badHex, readHex } from './wire/hex.ts'
import { readLength } from './wire/length.ts'
import { badPair, unpack } from './wire/packed.ts'
import { latin1 } from './wire/generated/flat-text.ts'

/**
 * Characters, digits or bytes of the field's content, to whose end the cursor moves; -1 with the cursor's error set when
 * it cannot be there. What the content is has not been looked at.
 */
export function skipField(cursor: Cursor, field: Field): number {
  const count = field.fixed < 0 ? readContentLength(cursor, field) : field.fixed
  if (count < 0) return -1
  const size = field.sizeOf(count)
  if (!cursor.has(size, field.path)) return -1
  cursor.offset += size
  return count
}

/** What the length indicator at the cursor says of the content behind it; -1 with the cursor's error set. */
export function readContentLength(cursor: Cursor, field: Field): number {
  const length = readLength(cursor, field)
  if (!field.countsEncoded) return length
  return field.wire === WIRE.PACKED ? 2 * length : field.wire === WIRE.HEX ? length >> 1 : length
}

/** The value at the cursor, which moves behind it; undefined with the cursor's error set. */
export function decodeField(cursor: Cursor, field: Field): unknown {
  const count = skipField(cursor, field)
  return count < 0 ? undefined : valueOf(cursor, field, cursor.offset - field.sizeOf(count), count)
}

/** The value of the content that lies at `start`; undefined with the cursor's error set. */
export function valueOf(cursor: Cursor, field: Field, start: number, count: number): unknown {
  if (!checkContent(cursor, field, start, count)) return undefined
  const content = contentOf(cursor.bytes, field, start, count)
  return field.layout === undefined ? content : field.layout.decode(content, cursor, start)
}

/** Whether the content has the characters that its attribute allows; the cursor's error is set at the first other one. */
function checkContent(cursor: Cursor, field: Field, start: number, count: number): boolean {
  switch (field.wire) {
    case WIRE.BYTES:
      return true
    case WIRE.PACKED:
      return checkPacked(cursor, field, start, count)
    case WIRE.ASCII:
    case WIRE.CODE_PAGE:
      return checkCharacters(cursor, field, start, count)
    case WIRE.SIGNED:
      return checkSigned(cursor, field, start, count)
    case WIRE.GBK:
      return (
        isPlain(cursor.bytes, start, count) ||
        decodeGbk(cursor.bytes.subarray(start, start + count)) !== undefined ||
        refuse(cursor, field, start)
      )
    default: {
      const bad = badHex(cursor.bytes, start, count, field.isEbcdicHex)
      return bad < 0 || refuse(cursor, field, bad)
    }
  }
}

function checkCharacters(cursor: Cursor, field: Field, start: number, count: number): boolean {
  const { bytes } = cursor
  const { allowed, toAscii } = field
  for (let i = start; i < start + count; i++) {
    const byte = bytes[i] as number
    const code = toAscii === undefined ? byte : (toAscii[byte] as number)
    if (((CLASSES[code] as number) & allowed) === 0) return refuse(cursor, field, i)
  }
  return !field.isSigned || isSigned(contentOf(bytes, field, start, count) as string) || refuse(cursor, field, start)
}

function checkPacked(cursor: Cursor, field: Field, start: number, count: number): boolean {
  const { bytes } = cursor
  const odd = (count & 1) as 0 | 1
  const skip = field.alignsRight ? odd : 0
  const bad = badPair(bytes, start, count, skip, field.separators)
  if (bad >= 0) return refuse(cursor, field, bad)
  if (odd === 0) return true
  const filler = skip ? (bytes[start] as number) >> 4 : (bytes[start + (count >> 1)] as number) & 15
  if (filler === 0 || filler === 15) return true
  cursor.fail(field.path, start, 'padding', 'filler nibble 0 or F', 'another')
  return false
}

const CREDIT = 0x43
const DEBIT = 0x44

/** An amount with its sign: C or D as a character, digits packed behind it. */
function checkSigned(cursor: Cursor, field: Field, start: number, count: number): boolean {
  const { bytes } = cursor
  if (bytes[start] !== CREDIT && bytes[start] !== DEBIT) return refuse(cursor, field, start)
  const bad = badPair(bytes, start + 1, count - 1, 0, false)
  return bad < 0 || refuse(cursor, field, bad)
}

/** Text or bytes of content that was checked. */
function contentOf(bytes: Uint8Array, field: Field, start: number, count: number): string | Uint8Array {
  switch (field.wire) {
    case WIRE.BYTES:
      return new Uint8Array(bytes.buffer, bytes.byteOffset + start, count)
    case WIRE.PACKED:
      return unpack(bytes, start, count, field.alignsRight ? ((count & 1) as 0 | 1) : 0)
    case WIRE.ASCII:
      return latin1(bytes, start, count)
    case WIRE.CODE_PAGE:
      return translated(bytes, field.toAscii as Uint8Array, start, count)
    case WIRE.SIGNED:
      return (bytes[start] === CREDIT ? 'C' : 'D') + unpack(bytes, start + 1, count - 1, 0)
    case WIRE.GBK:
      // Nearly all remarks are plain ASCII, and a TextDecoder costs more than the rest of the message.
      return isPlain(bytes, start, count)
        ? latin1(bytes, start, count)
        : (decodeGbk(bytes.subarray(start, start + count)) as string)
    default:
      return readHex(bytes, start, count, field.isEbcdicHex)
  }
}

function translated(bytes: Uint8Array, toAscii: Uint8Array, start: number, count: number): string {
  const characters = new Uint8Array(count)
  for (let i = 0; i < count; i++) characters[i] = toAscii[bytes[start + i] as number] as number
  return latin1(characters, 0, count)
}

function isPlain(bytes: Uint8Array, start: number, count: number): boolean {
  for (let i = start; i < start + count; i++) if (CLASSES[bytes[i] as number] === 0) return false
  return true
}

/** C or D, then digits. */
export function isSigned(text: string): boolean {
  if (text[0] !== 'C' && text[0] !== 'D') return false
  for (let i = 1; i < text.length; i++) if (text.charCodeAt(i) < 0x30 || text.charCodeAt(i) > 0x39) return false
  return true
}

function refuse(cursor: Cursor, field: Field, offset: number): false {
  const byte = (cursor.bytes[offset] ?? 0).toString(16).padStart(2, '0').toUpperCase()
  const found = field.spec.sensitive ? 'a byte that is withheld' : `byte ${byte}`
  cursor.fail(field.path, offset, 'content', DESCRIPTION[field.spec.content], found)
  return false
}
