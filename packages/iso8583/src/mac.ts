import { assert, err, ok, type Result } from '@fiftyfive/kernel'
import { type BitWords, bitWords, readBitmap } from './bitmap.ts'
import { encodeField } from './encode-field.ts'
import type { CodecError } from './error.ts'
import type { Field } from './field.ts'
import { readMessageType } from './message-type-indicator.ts'
import type { DialectSpec } from './specification.ts'
import { Cursor, Writer } from './wire/cursor.ts'

const MAC_BYTES = 8

/**
 * Finds and replaces the message authentication code of encoded messages: the element of the last bit of the last bitmap,
 * DE 64, 128 or 192, and so the last one.
 */
export class MacEditor {
  readonly #spec: DialectSpec
  readonly #fields: readonly (Field | undefined)[]
  readonly #words: BitWords = bitWords()
  readonly #cursor = new Cursor()
  readonly #writer = new Writer()

  constructor(spec: DialectSpec, fields: readonly (Field | undefined)[]) {
    this.#spec = spec
    this.#fields = fields
  }

  input(encoded: Uint8Array): Result<Uint8Array, CodecError> {
    const found = this.#find(encoded)
    return found.ok ? ok(encoded.subarray(0, found.value.start)) : found
  }

  replace(encoded: Uint8Array, mac: Uint8Array): Uint8Array<ArrayBuffer> {
    const found = this.#find(encoded)
    assert(mac.length === MAC_BYTES && found.ok, 'withMac: a message that ends with DE 64 or 128, and a MAC of 8 bytes')
    const whole = new Uint8Array(encoded)
    encodeField(this.#writer, found.value.field, mac)
    whole.set(this.#writer.take(), found.value.start)
    return whole
  }

  /** The element of the last bit, which must be set, and where it begins. */
  #find(encoded: Uint8Array): Result<{ readonly field: Field; readonly start: number }, CodecError> {
    const cursor = this.#cursor
    cursor.start(encoded)
    readMessageType(cursor, this.#spec)
    const wordCount = cursor.error ? 0 : readBitmap(cursor, this.#spec, this.#words)
    const number = wordCount * 32
    const isSet = ((this.#words[wordCount - 1] ?? 0) & 1) !== 0
    const field = isSet ? this.#fields[number] : undefined
    // Of several errors the first is kept: what is wrong with type or bitmap.
    if (!field) cursor.fail('bitmap', 0, 'missing', `DE ${number} with a MAC`, 'a message without it')
    else {
      const size = field.sizeOf(MAC_BYTES)
      if (cursor.has(size, field.path)) {
        cursor.release()
        return ok({ field, start: encoded.length - size })
      }
    }
    cursor.release()
    return err(cursor.error as CodecError)
  }
}
