import { isSigned } from './decode-field.ts'
import { kindOf } from './error.ts'
import { type Field, WIRE } from './field.ts'
import { badCharacter, CLASSES, DESCRIPTION } from './wire/characters.ts'
import type { Writer } from './wire/cursor.ts'
import { encodeGbk } from './wire/gbk.ts'
import { writeHex } from './wire/hex.ts'
import { writeLength } from './wire/length.ts'
import { pack } from './wire/packed.ts'

/** Appends the value, which may be the whole content of a field with parts; false with the writer's error set. */
export function encodeField(writer: Writer, field: Field, value: unknown): boolean {
  const isWhole = field.layout === undefined || typeof value === 'string' || value instanceof Uint8Array
  const content = isWhole ? value : field.layout.encode(value, writer)
  if (content === undefined) return field.layout === undefined ? refuseType(writer, field, content) : false
  if (typeof content === 'string') {
    return field.wire === WIRE.BYTES || field.wire === WIRE.HEX
      ? refuseType(writer, field, content)
      : writeText(writer, field, content)
  }
  return content instanceof Uint8Array ? writeBytes(writer, field, content) : refuseType(writer, field, content)
}

function refuseType(writer: Writer, field: Field, value: unknown): false {
  const expected = field.spec.content === 'b' ? 'bytes (Uint8Array)' : 'text'
  writer.fail(field.path, writer.position, 'type', expected, kindOf(value))
  return false
}

function writeBytes(writer: Writer, field: Field, content: Uint8Array): boolean {
  if (!field.isBinary) return refuseType(writer, field, content)
  const size = field.wire === WIRE.HEX ? 2 * content.length : content.length
  writer.reserve(size + field.indicatorSize)
  if (!writeCount(writer, field, content.length, size)) return false
  if (field.wire === WIRE.HEX) writeHex(content, writer.bytes, writer.offset, field.isEbcdicHex)
  // A loop is faster than `set` up to some dozens of bytes, and most binary fields are that short.
  else if (size > 48) writer.bytes.set(content, writer.offset)
  else for (let i = 0; i < size; i++) writer.bytes[writer.offset + i] = content[i] as number
  writer.offset += size
  return true
}

function writeText(writer: Writer, field: Field, content: string): boolean {
  const text = content.length < field.fixed ? filled(field, content) : content
  const size = field.wire === WIRE.PACKED ? (text.length + 1) >> 1 : text.length
  writer.reserve(size + field.indicatorSize)
  const { offset } = writer
  if (!writeCount(writer, field, text.length, size)) return refuseContentFirst(writer, field, text)
  if (writeCharacters(writer, field, text) && (!field.isSigned || isSigned(text))) return true
  writer.offset = offset
  return field.wire === WIRE.GBK ? writeGbk(writer, field, content) : refuseContent(writer, field, text)
}

/** A wrong character says more than the wrong length that may come with it. */
function refuseContentFirst(writer: Writer, field: Field, text: string): false {
  if (badCharacter(text, field.allowed) < 0 || field.wire === WIRE.GBK) return false
  writer.error = undefined
  return refuseContent(writer, field, text)
}

function refuseContent(writer: Writer, field: Field, text: string): false {
  const found = `another character at ${badCharacter(text, field.allowed) + 1}`
  writer.fail(field.path, writer.position, 'content', DESCRIPTION[field.spec.content], found)
  return false
}

/** Writes the characters; false when there was one that the attribute does not allow. */
function writeCharacters(writer: Writer, field: Field, text: string): boolean {
  const { bytes, offset } = writer
  const { allowed } = field
  if (field.wire === WIRE.PACKED) {
    writer.offset = offset + ((text.length + 1) >> 1)
    return pack(text, bytes, offset, field.alignsRight ? ((text.length & 1) as 0 | 1) : 0, field.separators)
  }
  let isAllowed = true
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 255 || ((CLASSES[code] as number) & allowed) === 0) isAllowed = false
    bytes[offset + i] = code
  }
  writer.offset = offset + text.length
  if (field.wire === WIRE.SIGNED) return isAllowed && packSigned(writer, text, offset)
  if (field.wire === WIRE.CODE_PAGE && isAllowed) translate(field.fromAscii as Uint8Array, bytes, offset, writer.offset)
  return isAllowed
}

/** The sign as a character, the digits packed behind it, over the characters written before. */
function packSigned(writer: Writer, text: string, offset: number): boolean {
  writer.offset = offset + 1 + (text.length >> 1)
  return pack(text.slice(1), writer.bytes, offset + 1, 0, false)
}

function translate(fromAscii: Uint8Array, bytes: Uint8Array, start: number, end: number): void {
  for (let i = start; i < end; i++) bytes[i] = fromAscii[bytes[i] as number] as number
}

function writeGbk(writer: Writer, field: Field, text: string): boolean {
  const encoded = encodeGbk(text)
  if (!encoded) {
    writer.fail(field.path, writer.position, 'content', 'characters of GBK', 'another character')
    return false
  }
  // A fixed length counts bytes, of which a Chinese character has two.
  const content = encoded.length < field.fixed ? filledBytes(field, encoded) : encoded
  writer.reserve(content.length + field.indicatorSize)
  if (!writeCount(writer, field, content.length, content.length)) return false
  writer.bytes.set(content, writer.offset)
  writer.offset += content.length
  return true
}

/**
 * Letters and mixed text of fixed length are filled with spaces on the right (ISO 8583, 4.2). Digits are not unless
 * the specification says so, because a short amount or trace number is a mistake and not a short form.
 */
function filled(field: Field, text: string): string {
  const { content, fill } = field.spec
  if (fill)
    return fill.side === 'left' ? text.padStart(field.fixed, fill.character) : text.padEnd(field.fixed, fill.character)
  const isText = content === 'a' || content === 'an' || content === 'ans'
  return isText ? text.padEnd(field.fixed, ' ') : text
}

function filledBytes(field: Field, content: Uint8Array): Uint8Array {
  const { fill } = field.spec
  const bytes = new Uint8Array(field.fixed).fill((fill?.character ?? ' ').charCodeAt(0))
  bytes.set(content, fill?.side === 'left' ? field.fixed - content.length : 0)
  return bytes
}

/** The length indicator, or the check that a fixed field has its length. */
function writeCount(writer: Writer, field: Field, count: number, size: number): boolean {
  if (count === field.fixed) return true
  if (field.fixed < 0) return writeLength(writer, field, field.countsEncoded ? size : count)
  const unit = field.spec.content === 'b' ? 'bytes' : 'characters'
  writer.fail(field.path, writer.position, 'length', `${field.fixed} ${unit}`, String(count))
  return false
}
