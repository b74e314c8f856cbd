import { kindOf } from './error.ts'
import { compileLayout, type Layout } from './layouts/layout.ts'
import type { FieldSpec } from './specification.ts'
import { allowedIn, DESCRIPTION, isAllowed } from './wire/characters.ts'
import type { Cursor, Writer } from './wire/cursor.ts'
import { readLength, writeLength } from './wire/length.ts'
import { pack, unpack } from './wire/packed.ts'

/** A data element ready for use: its specification with what would otherwise be worked out at every message. */
export class Field {
  readonly path: string
  readonly spec: FieldSpec
  readonly allowed: number
  readonly layout: Layout | undefined

  constructor(path: string, spec: FieldSpec) {
    this.path = path
    this.spec = spec
    this.allowed = allowedIn(spec.content)
    this.layout = spec.layout && compileLayout(spec.layout, path)
  }
}

/** The value at the cursor, which moves behind it; undefined with the cursor's error set. */
export function decodeField(cursor: Cursor, field: Field): unknown {
  const { spec } = field
  const count = typeof spec.length === 'number' ? spec.length : readLength(cursor, field.path, spec.length)
  if (cursor.error) return undefined
  const start = cursor.offset
  const content = readContent(cursor, field, count)
  if (content === undefined || !field.layout) return content
  return field.layout.decode(content, cursor, start)
}

function readContent(cursor: Cursor, field: Field, count: number): string | Uint8Array | undefined {
  const { encoding, content } = field.spec
  const size = encoding === 'bcd' ? (count + 1) >> 1 : count
  if (!cursor.has(size, field.path)) return undefined
  const start = cursor.offset
  cursor.offset = start + size
  if (content === 'b') return cursor.bytes.subarray(start, start + size)
  return encoding === 'bcd' ? readPacked(cursor, field, start, count) : readText(cursor, field, start, count)
}

function readPacked(cursor: Cursor, field: Field, start: number, count: number): string | undefined {
  const odd = (count & 1) as 0 | 1
  const skip = field.spec.align === 'right' ? odd : 0
  const { bytes } = cursor
  if (odd) {
    const filler = skip ? (bytes[start] as number) >> 4 : (bytes[start + (count >> 1)] as number) & 15
    if (filler !== 0 && filler !== 15)
      return cursor.fail(field.path, start, 'padding', 'filler nibble 0 or F', 'another')
  }
  const text = unpack(bytes, start, count, skip)
  for (let i = 0; i < count; i++) {
    if (!isAllowed(text.charCodeAt(i), field.allowed)) return refuse(cursor, field, start + ((i + skip) >> 1))
  }
  return text
}

function readText(cursor: Cursor, field: Field, start: number, count: number): string | undefined {
  let text = ''
  for (let i = start; i < start + count; i++) {
    const code = cursor.bytes[i] as number
    if (!isAllowed(code, field.allowed)) return refuse(cursor, field, i)
    text += String.fromCharCode(code)
  }
  return text
}

function refuse(cursor: Cursor, field: Field, offset: number): undefined {
  const byte = (cursor.bytes[offset] as number).toString(16).padStart(2, '0').toUpperCase()
  const found = field.spec.sensitive ? 'a byte that is withheld' : `byte ${byte}`
  return cursor.fail(field.path, offset, 'content', DESCRIPTION[field.spec.content], found)
}

/** Appends the value; false with the writer's error set. */
export function encodeField(writer: Writer, field: Field, value: unknown): boolean {
  const content = field.layout ? field.layout.encode(value, writer) : value
  if (writer.error) return false
  if (field.spec.content === 'b') return writeBytes(writer, field, content)
  if (typeof content !== 'string') return refuseType(writer, field.path, 'text', content)
  return writeText(writer, field, content)
}

function refuseType(writer: Writer, path: string, expected: string, value: unknown): false {
  writer.fail(path, writer.offset, 'type', expected, kindOf(value))
  return false
}

function writeBytes(writer: Writer, field: Field, content: unknown): boolean {
  if (!(content instanceof Uint8Array)) return refuseType(writer, field.path, 'bytes (Uint8Array)', content)
  if (!writeCount(writer, field, content.length, 'bytes')) return false
  writer.reserve(content.length)
  writer.bytes.set(content, writer.offset)
  writer.offset += content.length
  return true
}

function writeText(writer: Writer, field: Field, content: string): boolean {
  const { spec } = field
  // Letters and mixed text of fixed length are filled with spaces on the right (ISO 8583 4.2); digits never are,
  // because a short amount or trace number is a mistake and not a short form.
  const fills = spec.content === 'a' || spec.content === 'an' || spec.content === 'ans'
  const text = fills && typeof spec.length === 'number' ? content.padEnd(spec.length, ' ') : content
  for (let i = 0; i < text.length; i++) {
    if (!isAllowed(text.charCodeAt(i), field.allowed)) {
      writer.fail(field.path, writer.offset, 'content', DESCRIPTION[spec.content], `another character at ${i + 1}`)
      return false
    }
  }
  if (!writeCount(writer, field, text.length, spec.encoding === 'bcd' ? 'digits' : 'characters')) return false
  writer.reserve(text.length)
  const { bytes } = writer
  if (spec.encoding === 'bcd') {
    pack(text, bytes, writer.offset, spec.align === 'right' ? ((text.length & 1) as 0 | 1) : 0)
    writer.offset += (text.length + 1) >> 1
  } else {
    for (let i = 0; i < text.length; i++) bytes[writer.offset++] = text.charCodeAt(i)
  }
  return true
}

function writeCount(writer: Writer, field: Field, count: number, unit: string): boolean {
  const { length } = field.spec
  if (typeof length !== 'number') return writeLength(writer, field.path, length, count, unit)
  if (count !== length) writer.fail(field.path, writer.offset, 'length', `${length} ${unit}`, `${count}`)
  return count === length
}
