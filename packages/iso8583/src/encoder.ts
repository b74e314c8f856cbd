import { err, ok, type Result } from '@fiftyfive/kernel'
import { type BitWords, bitWords, setBit, writeBitmap } from './bitmap.ts'
import type { GeneratedCodec } from './compiled/generated-codec.ts'
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
  readonly #generated: GeneratedCodec | undefined
  readonly #writer = new Writer()
  readonly #words: BitWords = bitWords()
  readonly #present: number[] = Array.from({ length: 193 }, () => 0)

  constructor(spec: DialectSpec, fields: readonly (Field | undefined)[], generated: GeneratedCodec | undefined) {
    this.#spec = spec
    this.#generated = generated
    this.#fields = fields
  }

  encode(message: AnyMessage): Result<Uint8Array<ArrayBuffer>, CodecError> {
    const writer = this.#writer
    writer.error = undefined
    writer.mti = message.mti
    writer.message = message
    if (!this.#writeGenerated(writer, message) && writeMessageType(writer, this.#spec, message.mti)) {
      this.#write(writer, message)
    }
    writer.message = NO_MESSAGE
    const error = writer.error as CodecError | undefined
    if (error === undefined) return ok(writer.take())
    writer.discard()
    return err(error)
  }

  /** Whether the generated codec wrote the message; nothing is written otherwise. */
  #writeGenerated(writer: Writer, message: AnyMessage): boolean {
    if (this.#generated === undefined) return false
    writer.reserve(ROOM_BYTES)
    const { offset, bytes } = writer
    const start = offset + HEAD_BYTES
    const words = this.#words
    const end = this.#generated.encode(message, writer, start, offset + ROOM_BYTES, words, this.#fields)
    if (end >= 0) {
      // Message type and bitmaps go right before the elements, whose number says how long they are.
      const highest = highestBit(words, this.#spec.fieldsMax)
      writer.skipTo(start - headSize(this.#spec, highest))
      if (writeMessageType(writer, this.#spec, message.mti)) {
        writeBitmap(writer, this.#spec, words, highest)
        writer.offset = end
        return true
      }
    }
    bytes.fill(0, offset, offset + ROOM_BYTES)
    writer.skipTo(offset)
    writer.error = undefined
    return false
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
/** What a message of a terminal or a host link takes at most; a longer one is written by table. */
const ROOM_BYTES = 2048
/** Message type and two bitmaps in their longest form. */
const HEAD_BYTES = 36

const headSize = (spec: DialectSpec, highest: number): number =>
  (spec.messageType === 'bcd' ? 2 : 4) + (highest > 64 ? 2 : 1) * (spec.bitmap === 'binary' ? 8 : 16)

/** A number of the same bitmap as the highest one whose bit is set. */
function highestBit(words: BitWords, fieldsMax: number): number {
  const isSecond = fieldsMax > 64 && ((words[2] as number) | (words[3] as number)) !== 0
  return isSecond ? 128 : 64
}
