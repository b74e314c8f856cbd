import { err, ok, type Result } from '@fiftyfive/kernel'
import { type BitWords, bitWords, readBitmap } from './bitmap.ts'
import type { GeneratedCodec } from './compiled/generated-codec.ts'
import { decodeField, readContentLength, skipField, valueOf } from './decode-field.ts'
import type { CodecError } from './error.ts'
import type { Field } from './field.ts'
import { type AnyMessage, emptyMessage, firstToSet } from './message.ts'
import { readMessageType } from './message-type-indicator.ts'
import { ABSENT, FIXED, type Outline, Outlines } from './outline.ts'
import type { DialectSpec } from './specification.ts'
import { Cursor } from './wire/cursor.ts'
import { shortLength } from './wire/length.ts'

/** One more than the highest element number. */
const NUMBERS = 193

/** Decodes the messages of one dialect, one at a time: it remembers where the variable elements of the last one lie. */
export class Decoder {
  readonly #spec: DialectSpec
  readonly #fields: readonly (Field | undefined)[]
  readonly #generated: GeneratedCodec | undefined
  readonly #outlines: Outlines
  readonly #cursor = new Cursor()
  readonly #words: BitWords = bitWords()
  /** Of the variable elements: where their content begins, and its length; where the elements begin and each of these ends. */
  readonly #starts = new Int32Array(NUMBERS)
  readonly #counts = new Int32Array(NUMBERS)
  readonly #ends = new Int32Array(NUMBERS + 1)
  #bitmapOffset = 0

  constructor(spec: DialectSpec, fields: readonly (Field | undefined)[], generated: GeneratedCodec | undefined) {
    this.#spec = spec
    this.#generated = generated
    this.#fields = fields
    this.#outlines = new Outlines(fields)
  }

  decode(bytes: Uint8Array): Result<AnyMessage, CodecError> {
    this.#cursor.start(bytes)
    const message = this.#generated?.decode(this.#cursor, this.#spec, this.#fields)
    return message === undefined ? this.#decodeByTable(bytes) : this.#done(message)
  }

  #decodeByTable(bytes: Uint8Array): Result<AnyMessage, CodecError> {
    const cursor = this.#cursor
    const wordCount = this.#begin(bytes)
    const message = emptyMessage(this.#spec, cursor.mti, firstToSet(this.#words, wordCount))
    cursor.message = message
    if (wordCount === 0) return this.#done(message)
    const start = cursor.offset
    const outline = this.#outlines.of(this.#words, wordCount)
    if (!this.#walk(outline, start)) this.#explain(outline, start, true)
    const { numbers } = outline
    for (let i = 0; i < numbers.length && !cursor.error; i++) {
      const number = numbers[i] as number
      message[number] = this.#value(outline, number)
    }
    return this.#done(message)
  }

  peek(bytes: Uint8Array, numbers: readonly number[]): Result<readonly unknown[], CodecError> {
    const cursor = this.#cursor
    const wordCount = this.#begin(bytes)
    if (wordCount === 0) return this.#done([])
    const { offset } = cursor
    const outline = this.#outlines.of(this.#words, wordCount)
    if (!this.#walk(outline, offset)) this.#explain(outline, offset, false)
    const values: unknown[] = []
    for (let i = 0; i < numbers.length && !cursor.error; i++) {
      const number = numbers[i] as number
      const field = this.#fields[number]
      if (field && field.looksAt.length > 0) cursor.message = this.#before(outline, number, field.looksAt)
      values.push(this.#value(outline, number))
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
  #walk({ isKnown, variable, gaps }: Outline, start: number): boolean {
    const { bytes, end } = this.#cursor
    let offset = start
    this.#ends[0] = start
    for (let i = 0; i < variable.length; i++) {
      const field = variable[i] as Field
      offset += gaps[i] as number
      const count = this.#contentLength(field, bytes, offset)
      if (count < 0) return false
      offset += field.indicatorSize
      this.#starts[i] = offset
      this.#counts[i] = count
      offset += field.sizeOf(count)
      this.#ends[i + 1] = offset
    }
    return isKnown && offset + (gaps[variable.length] as number) === end
  }

  /** What the length indicator says of the content behind it; negative when it is wrong or cut. */
  #contentLength(field: Field, bytes: Uint8Array, offset: number): number {
    const count = shortLength(bytes, offset, field)
    if (count >= 0) return count
    this.#cursor.offset = offset
    return readContentLength(this.#cursor, field)
  }

  /**
   * Walks again with an eye on what is wrong. With `content`, what is wrong with the content of an element is told before
   * what is wrong behind it.
   */
  #explain({ numbers }: Outline, start: number, content: boolean): void {
    const cursor = this.#cursor
    const message: Record<number, unknown> = {}
    cursor.error = undefined
    cursor.message = message
    cursor.offset = start
    for (let i = 0; i < numbers.length && !cursor.error; i++) {
      const number = numbers[i] as number
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

  /** The value of an element; undefined when there is none, or with the cursor's error set. */
  #value({ kinds, behind, distances }: Outline, number: number): unknown {
    const kind = kinds[number] ?? ABSENT
    if (kind === ABSENT) return undefined
    const field = this.#fields[number] as Field
    if (kind !== FIXED) return valueOf(this.#cursor, field, this.#starts[kind] as number, this.#counts[kind] as number)
    const start = (this.#ends[behind[number] as number] as number) + (distances[number] as number)
    return valueOf(this.#cursor, field, start, field.fixed)
  }

  /** Elements before this one by which its layout is chosen. What is wrong with them nobody asked. */
  #before(outline: Outline, number: number, looksAt: readonly number[]): Readonly<Record<number, unknown>> {
    const message: Record<number, unknown> = {}
    for (const other of looksAt) if (other < number) message[other] = this.#value(outline, other)
    this.#cursor.error = undefined
    return message
  }
}
