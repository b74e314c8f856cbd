import { kindOf } from './error.ts'
import type { DialectSpec } from './specification.ts'
import type { Cursor, Writer } from './wire/cursor.ts'
import { four, fourOf } from './wire/digits.ts'

/** The message type at the cursor, four digits; empty with the cursor's error set. */
export function readMessageType(cursor: Cursor, spec: DialectSpec): string {
  const size = spec.messageType === 'bcd' ? 2 : 4
  if (!cursor.has(size, 'mti')) return ''
  const { bytes, offset } = cursor
  cursor.offset = offset + size
  if (spec.messageType === 'bcd') return four(bytes, offset) || refuse(cursor, offset)
  const zone = spec.messageType === 'ascii' ? 0x30 : 0xf0
  let digits = 0
  for (let i = offset; i < offset + 4; i++) {
    const digit = (bytes[i] as number) - zone
    if (digit < 0 || digit > 9) return refuse(cursor, i)
    digits = (digits << 4) | digit
  }
  return fourOf(digits)
}

function refuse(cursor: Cursor, offset: number): '' {
  cursor.fail('mti', offset, 'message-type', 'four digits', 'another byte')
  return ''
}

/** False with the writer's error set when the message type is not four digits. */
export function writeMessageType(writer: Writer, spec: DialectSpec, mti: unknown): boolean {
  const value = typeof mti === 'string' && mti.length === 4 ? digitsOf(mti) : -1
  if (value < 0) {
    writer.fail('mti', 0, 'message-type', 'four digits', kindOf(mti))
    return false
  }
  writer.reserve(4)
  const { bytes } = writer
  if (spec.messageType === 'bcd') {
    bytes[writer.offset++] = value >> 8
    bytes[writer.offset++] = value
    return true
  }
  const zone = spec.messageType === 'ascii' ? 0x30 : 0xf0
  for (let shift = 12; shift >= 0; shift -= 4) bytes[writer.offset++] = zone + ((value >> shift) & 15)
  return true
}

/** Four digits as packed decimal, or -1. */
function digitsOf(text: string): number {
  let value = 0
  for (let i = 0; i < 4; i++) {
    const digit = text.charCodeAt(i) - 0x30
    if (digit < 0 || digit > 9) return -1
    value = (value << 4) | digit
  }
  return value
}
