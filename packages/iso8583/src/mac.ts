import { assert, err, ok, type Result } from '@fiftyfive/kernel'
import { type BitWords, bitWords, readBitmap } from './bitmap.ts'
import { encodeField } from './encode-field.ts'
import type { CodecError } from './error.ts'
import type { Field } from './field.ts'
import { readMessageType } from './message-type-indicator.ts'
import type { DialectSpec } from './specification.ts'
import { Cursor, Writer } from './wire/cursor.ts'

const MAC_BYTES = 8
/** Elements that hold a MAC: the last one of each bitmap. */
const MAC_ELEMENTS = [64, 128, 192]

/** Finds and replaces the message authentication code of encoded messages, which is always their last element. */
export class MacEditor {
  readonly #spec: DialectSpec
  readonly #fields: readonly (Field | undefined)[]
  readonly #words: BitWords = bitWords()
  readonly #writer = new Writer()

  constructor(spec: DialectSpec, fields: readonly (Field | undefined)[]) {
    this.#spec = spec
    this.#fields = fields
  }

  input(encoded: Uint8Array): Result<Uint8Array, CodecError> {
    const cursor = new Cursor()
    cursor.start(encoded)
    const number = this.#lastElement(cursor)
    const size = this.#fields[number]?.spec.encoding === 'binary' ? MAC_BYTES : 2 * MAC_BYTES
    if (!cursor.error) cursor.has(size, String(number))
    return cursor.error ? err(cursor.error) : ok(encoded.subarray(0, encoded.length - size))
  }

  replace(encoded: Uint8Array, mac: Uint8Array): Uint8Array<ArrayBuffer> {
    const input = this.input(encoded)
    assert(mac.length === MAC_BYTES && input.ok, 'withMac: a message that ends with DE 64 or 128, and a MAC of 8 bytes')
    const whole = Uint8Array.from(encoded)
    const cursor = new Cursor()
    cursor.start(encoded)
    encodeField(this.#writer, this.#fields[this.#lastElement(cursor)] as Field, mac)
    whole.set(this.#writer.take(), input.value.length)
    return whole
  }

  /** The element of the last bit, which must be set; the cursor moves behind the bitmaps. */
  #lastElement(cursor: Cursor): number {
    readMessageType(cursor, this.#spec)
    const wordCount = cursor.error ? 0 : readBitmap(cursor, this.#spec, this.#words)
    const number = wordCount * 32
    const isSet = wordCount > 0 && ((this.#words[wordCount - 1] as number) & 1) !== 0
    if (!cursor.error && !(isSet && MAC_ELEMENTS.includes(number) && this.#fields[number])) {
      cursor.fail('bitmap', 0, 'missing', `DE ${number} with a MAC`, 'a message without it')
    }
    return number
  }
}
