import type { VariableLength } from '../specification.ts'
import type { Cursor, Writer } from './cursor.ts'

/** The count that a length indicator announces, at most the field's maximum; 0 with the cursor's error set. */
export function readLength(cursor: Cursor, path: string, length: VariableLength): number {
  const size = length.indicator === 'bcd' ? (length.digits + 1) >> 1 : length.digits
  if (!cursor.has(size, path)) return 0
  const start = cursor.offset
  let count = 0
  for (let i = 0; i < size; i++) {
    const byte = cursor.bytes[start + i] as number
    const high = byte >> 4
    const low = byte & 15
    if (low > 9 || (length.indicator === 'bcd' ? high > 9 : high !== 3)) {
      cursor.fail(path, start + i, 'length', `a length of ${length.digits} decimal digits`, `byte ${hexByte(byte)}`)
      return 0
    }
    count = length.indicator === 'bcd' ? count * 100 + high * 10 + low : count * 10 + low
  }
  if (count > length.max) {
    cursor.fail(path, start, 'length', `a length of at most ${length.max}`, String(count))
    return 0
  }
  cursor.offset = start + size
  return count
}

const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase()

export function writeLength(
  writer: Writer,
  path: string,
  length: VariableLength,
  count: number,
  unit: string,
): boolean {
  if (count > length.max) {
    writer.fail(path, writer.offset, 'length', `at most ${length.max} ${unit}`, String(count))
    return false
  }
  const size = length.indicator === 'bcd' ? (length.digits + 1) >> 1 : length.digits
  writer.reserve(size)
  let left = count
  for (let i = size - 1; i >= 0; i--) {
    if (length.indicator === 'bcd') {
      writer.bytes[writer.offset + i] = ((((left / 10) | 0) % 10) << 4) | (left % 10)
      left = (left / 100) | 0
    } else {
      writer.bytes[writer.offset + i] = 0x30 + (left % 10)
      left = (left / 10) | 0
    }
  }
  writer.offset += size
  return true
}
