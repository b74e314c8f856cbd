import type { DialectSpec } from './specification.ts'
import type { Cursor, Writer } from './wire/cursor.ts'

const HEX_DIGITS = '0123456789ABCDEF'

/** Which data elements follow: 8 bytes, or 16 when the first bit is set. Undefined with the cursor's error set. */
export function readBitmap(cursor: Cursor, spec: DialectSpec): Uint8Array | undefined {
  const first = readBytes(cursor, spec, 8)
  if (!first || ((first[0] as number) & 0x80) === 0) return first
  if (spec.fieldsMax === 64) {
    return cursor.fail('bitmap', cursor.offset, 'bitmap', 'one bitmap of 64 bits', 'bit 1 set: a second bitmap')
  }
  const second = readBytes(cursor, spec, 8)
  if (!second) return undefined
  const whole = new Uint8Array(16)
  whole.set(first)
  whole.set(second, 8)
  return whole
}

function readBytes(cursor: Cursor, spec: DialectSpec, count: number): Uint8Array | undefined {
  const size = spec.bitmap === 'hex' ? 2 * count : count
  if (!cursor.has(size, 'bitmap')) return undefined
  const start = cursor.offset
  cursor.offset += size
  if (spec.bitmap === 'binary') return cursor.bytes.subarray(start, start + count)
  const bytes = new Uint8Array(count)
  for (let i = 0; i < size; i++) {
    const nibble = HEX_DIGITS.indexOf(String.fromCharCode(cursor.bytes[start + i] as number).toUpperCase())
    if (nibble < 0) return cursor.fail('bitmap', start + i, 'bitmap', 'hex characters', 'another character')
    bytes[i >> 1] = ((bytes[i >> 1] as number) << 4) | nibble
  }
  return bytes
}

export const hasBit = (bitmap: Uint8Array, number: number): boolean =>
  ((bitmap[(number - 1) >> 3] ?? 0) & (0x80 >> ((number - 1) & 7))) !== 0

export function writeBitmap(writer: Writer, spec: DialectSpec, numbers: readonly number[]): void {
  const bitmap = new Uint8Array((numbers.at(-1) ?? 0) > 64 ? 16 : 8)
  if (bitmap.length === 16) bitmap[0] = 0x80
  for (const number of numbers)
    bitmap[(number - 1) >> 3] = (bitmap[(number - 1) >> 3] as number) | (0x80 >> ((number - 1) & 7))
  writer.reserve(2 * bitmap.length)
  for (const byte of bitmap) {
    if (spec.bitmap === 'binary') writer.bytes[writer.offset++] = byte
    else {
      writer.bytes[writer.offset++] = HEX_DIGITS.charCodeAt(byte >> 4)
      writer.bytes[writer.offset++] = HEX_DIGITS.charCodeAt(byte & 15)
    }
  }
}
