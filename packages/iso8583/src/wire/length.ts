import type { Field } from '../field.ts'
import type { VariableLength } from '../specification.ts'
import type { Cursor, Writer } from './cursor.ts'

/** Forms of a length indicator, as small integers because one is looked at for every variable field. */
export const INDICATOR = { none: 0, bcd: 1, ascii: 2, ebcdic: 3, binary: 4 } as const
export type Indicator = (typeof INDICATOR)[keyof typeof INDICATOR]

/** Bytes that the indicator takes. */
export const indicatorSize = (length: VariableLength): number =>
  length.indicator === 'bcd' ? (length.digits + 1) >> 1 : length.digits

/** The count that the field's length indicator announces, at most its maximum; -1 with the cursor's error set. */
export function readLength(cursor: Cursor, field: Field): number {
  const { bytes, offset } = cursor
  const size = field.indicatorSize
  if (cursor.end - offset < size) {
    cursor.has(size, field.path)
    return -1
  }
  const { indicator } = field
  let count = 0
  for (let i = offset; i < offset + size; i++) {
    const byte = bytes[i] as number
    const low = byte & 15
    if (indicator === INDICATOR.binary) count = count * 256 + byte
    else if (low > 9 || !isZone(byte >> 4, indicator)) {
      cursor.fail(field.path, offset, 'length', 'a length of decimal digits', 'other bytes')
      return -1
    } else count = indicator === INDICATOR.bcd ? count * 100 + (byte >> 4) * 10 + low : count * 10 + low
  }
  if (count > field.lengthMax) {
    cursor.fail(field.path, offset, 'length', `a length of at most ${field.lengthMax}`, String(count))
    return -1
  }
  cursor.offset = offset + size
  return count
}

/** Numbers that packed bytes write; 255 for bytes that are no two digits. */
const TWO_DIGITS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >> 4 <= 9 && (byte & 15) <= 9 ? (byte >> 4) * 10 + (byte & 15) : 255,
)

/**
 * What a packed indicator of one or two bytes says, the usual ones of a terminal dialect; -1 for any other indicator and
 * for one that is wrong.
 */
export function shortLength(bytes: Uint8Array, offset: number, field: Field): number {
  if (field.indicator !== INDICATOR.bcd || field.countsEncoded) return -1
  let count = TWO_DIGITS[bytes[offset] ?? 255] as number
  if (count === 255) return -1
  if (field.indicatorSize === 2) {
    const low = TWO_DIGITS[bytes[offset + 1] ?? 255] as number
    if (low === 255) return -1
    count = count * 100 + low
  }
  return count > field.lengthMax ? -1 : count
}

/** Whether the upper half of a byte is that of a digit, or a digit itself. */
const isZone = (high: number, indicator: Indicator): boolean =>
  indicator === INDICATOR.bcd ? high <= 9 : high === (indicator === INDICATOR.ascii ? 3 : 15)

/** False with the writer's error set when the count does not fit. */
export function writeLength(writer: Writer, field: Field, count: number): boolean {
  if (count > field.lengthMax) {
    writer.fail(field.path, writer.position, 'length', `a length of at most ${field.lengthMax}`, String(count))
    return false
  }
  const { indicator, indicatorSize: size } = field
  const zone = indicator === INDICATOR.ebcdic ? 0xf0 : 0x30
  const { bytes, offset } = writer
  let left = count
  for (let i = offset + size - 1; i >= offset; i--) {
    if (indicator === INDICATOR.binary) {
      bytes[i] = left & 0xff
      left >>= 8
    } else if (indicator === INDICATOR.bcd) {
      bytes[i] = ((((left / 10) | 0) % 10) << 4) | (left % 10)
      left = (left / 100) | 0
    } else {
      bytes[i] = zone + (left % 10)
      left = (left / 10) | 0
    }
  }
  writer.offset = offset + size
  return true
}
