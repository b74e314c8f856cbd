import type { VariableLength } from '../specification.ts'
import type { Cursor, Writer } from './cursor.ts'

/** Bytes that the indicator takes. */
export const indicatorSize = (length: VariableLength): number =>
  length.indicator === 'bcd' ? (length.digits + 1) >> 1 : length.digits

/** The count that a length indicator announces, at most the field's maximum; -1 with the cursor's error set. */
export function readLength(cursor: Cursor, path: string, length: VariableLength, size: number): number {
  const { bytes, offset } = cursor
  if (cursor.end - offset < size) {
    cursor.has(size, path)
    return -1
  }
  const count =
    length.indicator === 'binary' ? binary(bytes, offset, size) : decimal(bytes, offset, size, length.indicator)
  if (count < 0) {
    cursor.fail(path, offset, 'length', `a length of ${length.digits} decimal digits`, 'other bytes')
    return -1
  }
  if (count > length.max) {
    cursor.fail(path, offset, 'length', `a length of at most ${length.max}`, String(count))
    return -1
  }
  cursor.offset = offset + size
  return count
}

function binary(bytes: Uint8Array, offset: number, size: number): number {
  let count = 0
  for (let i = 0; i < size; i++) count = count * 256 + (bytes[offset + i] as number)
  return count
}

function decimal(bytes: Uint8Array, offset: number, size: number, indicator: 'ascii' | 'ebcdic' | 'bcd'): number {
  const zone = indicator === 'ascii' ? 3 : indicator === 'ebcdic' ? 15 : -1
  let count = 0
  for (let i = 0; i < size; i++) {
    const byte = bytes[offset + i] as number
    const high = byte >> 4
    const low = byte & 15
    if (low > 9 || (zone < 0 ? high > 9 : high !== zone)) return -1
    count = zone < 0 ? count * 100 + high * 10 + low : count * 10 + low
  }
  return count
}

/** False with the writer's error set when the count does not fit. */
export function writeLength(
  writer: Writer,
  path: string,
  length: VariableLength,
  size: number,
  count: number,
): boolean {
  if (count > length.max) {
    writer.fail(path, writer.offset, 'length', `a length of at most ${length.max}`, String(count))
    return false
  }
  const zone = length.indicator === 'ebcdic' ? 0xf0 : 0x30
  const { bytes, offset } = writer
  let left = count
  for (let i = size - 1; i >= 0; i--) {
    if (length.indicator === 'binary') {
      bytes[offset + i] = left & 0xff
      left >>= 8
    } else if (length.indicator === 'bcd') {
      bytes[offset + i] = ((((left / 10) | 0) % 10) << 4) | (left % 10)
      left = (left / 100) | 0
    } else {
      bytes[offset + i] = zone + (left % 10)
      left = (left / 10) | 0
    }
  }
  writer.offset = offset + size
  return true
}
