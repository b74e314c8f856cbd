import { err, ok, type Result } from '@fiftyfive/kernel'
import { type BitWords, bitWords, setBit, writeBitmap } from './bitmap.ts'
import { encodeField } from './encode-field.ts'
import type { CodecError } from './error.ts'
import type { Field } from './field.ts'
import type { AnyMessage } from './message.ts'
import { writeMessageType } from './message-type-indicator.ts'
import type { DialectSpec } from './specification.ts'
import { Writer } from './wire/cursor.ts'

/** Encodes the messages of one dialect, one at a time. */
export class Encoder {
  readonly #spec: DialectSpec
  readonly #fields: readonly (Field | undefined)[]
  readonly #writer = new Writer()
  readonly #words: BitWords = bitWords()
  readonly #present: number[] = Array.from({ length: 193 }, () => 0)

  constructor(spec: DialectSpec, fields: readonly (Field | undefined)[]) {
    this.#spec = spec
    this.#fields = fields
  }

  encode(message: AnyMessage): Result<Uint8Array<ArrayBuffer>, CodecError> {
    const writer = this.#writer
    writer.error = undefined
    writer.mti = message.mti
    writer.message = message
    if (writeMessageType(writer, this.#spec, message.mti)) this.#write(writer, message)
    writer.message = NO_MESSAGE
    const error = writer.error as CodecError | undefined
    if (error === undefined) return ok(writer.take())
    writer.discard()
    return err(error)
  }

  #write(writer: Writer, message: AnyMessage): void {
    const { fieldsMax } = this.#spec
    const present = this.#present
    const words = this.#words.fill(0)
    let count = 0
    // Asking for every number is several times faster than listing the keys of an object.
    for (let number = 0; number <= fieldsMax; number++) {
      if (message[number] === undefined) continue
      present[count++] = number
      setBit(words, number)
    }
    writeBitmap(writer, this.#spec, words, count === 0 ? 0 : (present[count - 1] as number))
    for (let i = 0; i < count; i++) {
      const number = present[i] as number
      const field = this.#fields[number]
      if (field === undefined) {
        writer.fail(String(number), 0, 'unknown-field', `an element of ${this.#spec.id}`, 'a value')
        return
      }
      if (!encodeField(writer, field, message[number])) return
    }
  }
}

const NO_MESSAGE = {}
