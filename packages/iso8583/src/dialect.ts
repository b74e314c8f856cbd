import { assert, err, ok, type Result } from '@fiftyfive/kernel'
import { hasBit, readBitmap, writeBitmap } from './bitmap.ts'
import { type CodecError, kindOf } from './error.ts'
import { decodeField, encodeField, Field } from './field.ts'
import { maskMessage } from './mask.ts'
import type { MessageOf } from './message-type.ts'
import type { DialectSpec, FieldSpecs } from './specification.ts'
import { Cursor, Writer } from './wire/cursor.ts'
import { pack, unpack } from './wire/packed.ts'

/** A codec for one dialect. Bytes begin with the message type: TPDU, header and length are the framing's business. */
export interface Dialect<Message> {
  readonly spec: DialectSpec
  /**
   * The message, whose binary values are views into `bytes`. It prints masked in logs, JSON and `util.inspect`;
   * a spread copy does not.
   */
  decode(bytes: Uint8Array): Result<Message, CodecError>
  encode(message: Message): Result<Uint8Array<ArrayBuffer>, CodecError>
  /** The bytes that the message authentication code covers: from the message type to the element before DE 64 or 128. */
  macInput(encoded: Uint8Array): Result<Uint8Array, CodecError>
  /** A copy of an encoded message that ends with DE 64 or 128, with that element replaced by the 8-byte `mac`. */
  withMac(encoded: Uint8Array, mac: Uint8Array): Uint8Array<ArrayBuffer>
}

const MAC_BYTES = 8

export function createDialect<const Fields extends FieldSpecs>(spec: DialectSpec<Fields>): Dialect<MessageOf<Fields>> {
  const fields: (Field | undefined)[] = []
  for (const [number, field] of Object.entries(spec.fields)) fields[Number(number)] = new Field(number, field)
  const Decoded = messageClass(spec)
  const writer = new Writer()
  const codec: Dialect<MessageOf<Fields>> = {
    spec,
    decode(bytes) {
      const cursor = new Cursor(bytes)
      const message = decodeMessage(cursor, spec, fields, new Decoded())
      if (cursor.error) return err(cursor.error)
      return ok(message as unknown as MessageOf<Fields>)
    },
    encode(message) {
      encodeMessage(writer, spec, fields, message)
      const { error } = writer
      if (!error) return ok(writer.take())
      writer.wipe()
      return err(error)
    },
    macInput(encoded) {
      const cursor = new Cursor(encoded)
      readMessageType(cursor, spec)
      const bitmap = cursor.error ? undefined : readBitmap(cursor, spec)
      if (bitmap && hasBit(bitmap, bitmap.length * 8)) cursor.has(MAC_BYTES, String(bitmap.length * 8))
      else if (bitmap) cursor.fail('bitmap', 0, 'missing', 'a last element with a MAC', `none`)
      return cursor.error ? err(cursor.error) : ok(encoded.subarray(0, encoded.length - MAC_BYTES))
    },
    withMac(encoded, mac) {
      assert(mac.length === MAC_BYTES && codec.macInput(encoded).ok, 'withMac: a message that ends with DE 64 or 128')
      const whole = Uint8Array.from(encoded)
      whole.set(mac, whole.length - MAC_BYTES)
      return whole
    },
  }
  return codec
}

interface AnyMessage {
  mti: string
  [number: number]: unknown
}

/** Decoded messages of one dialect: plain members, and a prototype that masks them wherever they are printed. */
function messageClass(spec: DialectSpec): new () => AnyMessage {
  return class DecodedMessage {
    mti = '';
    [number: number]: unknown
    toJSON(): unknown {
      return maskMessage(spec, this)
    }
    [Symbol.for('nodejs.util.inspect.custom')](): unknown {
      return maskMessage(spec, this)
    }
  }
}

function decodeMessage(
  cursor: Cursor,
  spec: DialectSpec,
  fields: readonly (Field | undefined)[],
  message: AnyMessage,
): AnyMessage | undefined {
  message.mti = readMessageType(cursor, spec)
  if (cursor.error) return undefined
  cursor.mti = message.mti
  cursor.message = message
  const bitmapStart = cursor.offset
  const bitmap = readBitmap(cursor, spec)
  if (!bitmap) return undefined
  for (let number = 2; number <= bitmap.length * 8; number++) {
    if (!hasBit(bitmap, number)) continue
    const field = fields[number]
    if (!field) {
      return cursor.fail(String(number), bitmapStart, 'unknown-field', `a field of ${spec.id}`, `bit ${number} set`)
    }
    message[number] = decodeField(cursor, field)
    if (cursor.error) return undefined
  }
  if (cursor.offset < cursor.end) {
    return cursor.fail('message', cursor.offset, 'trailing', 'the end', `${cursor.end - cursor.offset} bytes more`)
  }
  return message
}

function readMessageType(cursor: Cursor, spec: DialectSpec): string {
  const size = spec.messageType === 'bcd' ? 2 : 4
  if (!cursor.has(size, 'mti')) return ''
  const { bytes, offset } = cursor
  const mti =
    spec.messageType === 'bcd'
      ? unpack(bytes, offset, 4, 0)
      : String.fromCharCode(...bytes.subarray(offset, offset + 4))
  if (/^\d{4}$/.test(mti)) cursor.offset += size
  else cursor.fail('mti', offset, 'message-type', 'four digits', 'another character')
  return mti
}

function encodeMessage(
  writer: Writer,
  spec: DialectSpec,
  fields: readonly (Field | undefined)[],
  message: AnyMessage,
): void {
  writer.mti = message.mti
  writer.message = message
  if (typeof message.mti !== 'string' || !/^\d{4}$/.test(message.mti)) {
    return writer.fail('mti', 0, 'message-type', 'four digits', kindOf(message.mti))
  }
  if (spec.messageType === 'bcd') pack(message.mti, writer.bytes, 0, 0)
  else for (let i = 0; i < 4; i++) writer.bytes[i] = message.mti.charCodeAt(i)
  writer.offset = spec.messageType === 'bcd' ? 2 : 4
  const numbers: number[] = []
  for (const key of Object.keys(message)) {
    if (key === 'mti' || message[Number(key)] === undefined) continue
    if (!fields[Number(key)]) return writer.fail(key, 0, 'unknown-field', `a field of ${spec.id}`, 'no such field')
    numbers.push(Number(key))
  }
  writeBitmap(writer, spec, numbers)
  for (const number of numbers) if (!encodeField(writer, fields[number] as Field, message[number])) return
}
