import { err, ok, type Result } from '@fiftyfive/kernel'
import { type BitWords, bitWords, elementBits, readBitmap } from './bitmap.ts'
import type { GeneratedCodec } from './compiled/generated-codec.ts'
import { decodeField, readContentLength, skipField, valueOf } from './decode-field.ts'
import type { CodecError } from './error.ts'
import type { Field } from './field.ts'
import { type AnyMessage, emptyMessage } from './message.ts'
import { readMessageType } from './message-type-indicator.ts'
import type { DialectSpec } from './specification.ts'
import { Cursor } from './wire/cursor.ts'
import { shortLength } from './wire/length.ts'

/** One more than the highest element number. */
const NUMBERS = 193
/** In place of the bytes that an element takes: a length indicator says it; there is no such element. */
const VARIABLE = -1
const UNKNOWN = -2

/** Decodes the messages of one dialect, one at a time: it remembers where the elements of the last one lie. */
export class Decoder {
  readonly #spec: DialectSpec
  readonly #fields: readonly (Field | undefined)[]
  readonly #generated: GeneratedCodec | undefined
  readonly #sizes: Int32Array
  readonly #cursor = new Cursor()
  readonly #words: BitWords = bitWords()
  /** Numbers of the elements there are, in order; by number where the content of each begins and its length. */
  readonly #present = new Uint8Array(NUMBERS)
  readonly #starts = new Int32Array(NUMBERS)
  readonly #counts = new Int32Array(NUMBERS)
  #count = 0
  #bitmapOffset = 0

  constructor(spec: DialectSpec, fields: readonly (Field | undefined)[], generated: GeneratedCodec | undefined) {
    this.#spec = spec
    this.#generated = generated
    this.#fields = fields
    this.#sizes = Int32Array.from({ length: NUMBERS }, (_, number) => {
      const field = fields[number]
      return field === undefined ? UNKNOWN : field.fixed < 0 ? VARIABLE : field.sizeOf(field.fixed)
    })
    for (const [number, field] of fields.entries()) if (field) this.#counts[number] = field.fixed
  }

  decode(bytes: Uint8Array): Result<AnyMessage, CodecError> {
    const cursor = this.#cursor
    const wordCount = this.#begin(bytes)
    const message = emptyMessage(this.#spec, cursor.mti, this.#words, wordCount)
    cursor.message = message
    if (wordCount === 0) return this.#done(message)
    const { offset } = cursor
    if (this.#generated?.decode(cursor, this.#words, message, this.#fields)) return this.#done(message)
    cursor.error = undefined
    return this.#decodeByTable(wordCount, offset)
  }

  #decodeByTable(wordCount: number, start: number): Result<AnyMessage, CodecError> {
    const cursor = this.#cursor
    const message = emptyMessage(this.#spec, cursor.mti, this.#words, wordCount)
    cursor.message = message
    if (!this.#walk(wordCount, start)) this.#explain(start, true)
    for (let i = 0; i < this.#count && !cursor.error; i++) {
      const number = this.#present[i] as number
      message[number] = this.#value(number)
    }
    return this.#done(message)
  }

  peek(bytes: Uint8Array, numbers: readonly number[]): Result<readonly unknown[], CodecError> {
    const cursor = this.#cursor
    const wordCount = this.#begin(bytes)
    const { offset } = cursor
    this.#count = 0
    if (!cursor.error && !this.#walk(wordCount, offset)) this.#explain(offset, false)
    const values: unknown[] = []
    for (let i = 0; i < numbers.length && !cursor.error; i++) {
      const number = numbers[i] as number
      const field = this.#fields[number]
      if (field && field.looksAt.length > 0) cursor.message = this.#before(number, field.looksAt)
      values.push(this.#valueIfThere(number))
    }
    return this.#done(values)
  }

  /** Lets go of the bytes and the message, which hold card data, whatever came of them. */
  #done<T>(value: T): Result<T, CodecError> {
    const { error } = this.#cursor
    this.#cursor.release()
    return error ? err(error) : ok(value)
  }

  /** Reads message type and bitmaps: the number of words, 0 with the cursor's error set. */
  #begin(bytes: Uint8Array): number {
    const cursor = this.#cursor
    cursor.start(bytes)
    cursor.mti = readMessageType(cursor, this.#spec)
    this.#bitmapOffset = cursor.offset
    return cursor.error ? 0 : readBitmap(cursor, this.#spec, this.#words)
  }

  /** Whether the announced elements fill the bytes exactly. Why they do not is left to a slower walk. */
  #walk(wordCount: number, start: number): boolean {
    const { bytes, end } = this.#cursor
    const sizes = this.#sizes
    const starts = this.#starts
    const present = this.#present
    this.#count = 0
    let offset = start
    let count = 0
    for (let index = 0; index < wordCount; index++) {
      let bits = elementBits(this.#words, index)
      while (bits !== 0) {
        const leading = Math.clz32(bits)
        bits &= ~(0x80000000 >>> leading)
        const number = index * 32 + leading + 1
        present[count++] = number
        let size = sizes[number] as number
        if (size < 0) {
          this.#count = count
          if (size === UNKNOWN) return false
          const field = this.#fields[number] as Field
          size = this.#variableSize(field, number, bytes, offset)
          if (size < 0) return false
          offset += field.indicatorSize
        }
        starts[number] = offset
        offset += size
      }
    }
    this.#count = count
    return offset === end
  }

  /** Bytes of content behind the length indicator; negative when that is wrong or cut. */
  #variableSize(field: Field, number: number, bytes: Uint8Array, offset: number): number {
    let count = shortLength(bytes, offset, field)
    if (count < 0) {
      this.#cursor.offset = offset
      count = readContentLength(this.#cursor, field)
      if (count < 0) return -1
    }
    this.#counts[number] = count
    return field.sizeOf(count)
  }

  /**
   * Walks again with an eye on what is wrong; the walk before ended at the last element noted. With `content`, what is
   * wrong with the content of an element is told before what is wrong behind it.
   */
  #explain(start: number, content: boolean): void {
    const cursor = this.#cursor
    const message: Record<number, unknown> = {}
    cursor.error = undefined
    cursor.message = message
    cursor.offset = start
    for (let i = 0; i < this.#count && !cursor.error; i++) {
      const number = this.#present[i] as number
      const field = this.#fields[number]
      if (field === undefined) {
        cursor.fail(
          String(number),
          this.#bitmapOffset,
          'unknown-field',
          `an element of ${this.#spec.id}`,
          'its bit set',
        )
      } else if (content) message[number] = decodeField(cursor, field)
      else skipField(cursor, field)
    }
    cursor.fail('message', cursor.offset, 'trailing', 'the end', `${cursor.end - cursor.offset} bytes more`)
  }

  /** The value of an element that is there; undefined with the cursor's error set. */
  #value(number: number): unknown {
    const field = this.#fields[number] as Field
    return valueOf(this.#cursor, field, this.#starts[number] as number, this.#counts[number] as number)
  }

  /** Elements before this one by which its layout is chosen. What is wrong with them nobody asked. */
  #before(number: number, looksAt: readonly number[]): Readonly<Record<number, unknown>> {
    const message: Record<number, unknown> = {}
    for (const other of looksAt) if (other < number) message[other] = this.#valueIfThere(other)
    this.#cursor.error = undefined
    return message
  }

  #valueIfThere(number: number): unknown {
    for (let i = 0; i < this.#count; i++) if (this.#present[i] === number) return this.#value(number)
    return undefined
  }
}
