import { err, ok, type Result } from '@fiftyfive/kernel'
import { type BitWords, bitWords, elementBits, readBitmap } from './bitmap.ts'
import { checkField, decodeField, skipField } from './decode-field.ts'
import type { CodecError } from './error.ts'
import type { Field } from './field.ts'
import { readMessageType } from './message-type-indicator.ts'
import type { DialectSpec } from './specification.ts'
import { Cursor } from './wire/cursor.ts'
import { shortLength } from './wire/length.ts'

/**
 * A message whose elements are decoded when asked for. Its structure was checked to the last byte when it was made;
 * content is checked element by element, or at once by `check`.
 */
export interface MessageView<Message> {
  readonly mti: string
  has(number: number): boolean
  /** The element's value; undefined when the message has none. */
  get<N extends keyof Message & number>(number: N): Result<Message[N] | undefined, CodecError>
  /**
   * Checks the content of every element, as `decode` does: when it is undefined, every `get` succeeds and `decode`
   * gives the same values. An error is the one that `decode` gives.
   */
  check(): CodecError | undefined
}

type Fields = readonly (Field | undefined)[]

const VARIABLE = -1
const UNKNOWN = -2
const NONE: readonly number[] = []

/** Makes views. It remembers where the elements of one message begin; a view that finds another's here looks again. */
export class Viewer {
  readonly #spec: DialectSpec
  readonly #fields: Fields
  /** Bytes that an element takes, when that does not depend on the message. */
  readonly #sizes: Int32Array
  readonly #cursor = new Cursor()
  readonly #words: BitWords = bitWords()
  /** Numbers of the elements there are, in order, and by number where each begins. */
  readonly #present = new Int32Array(193)
  readonly #starts = new Int32Array(193)
  #count = 0
  #wordCount = 0
  /** The view whose message was looked at last, by number: to hold the view would be to hold its card data. */
  #seen = 0
  #made = 0

  constructor(spec: DialectSpec, fields: Fields) {
    this.#spec = spec
    this.#fields = fields
    this.#sizes = Int32Array.from(fields, (field) => field?.encodedSize ?? UNKNOWN)
  }

  read(bytes: Uint8Array): Result<View, CodecError> {
    const mti = this.#look(bytes)
    const view = new View(this, bytes, mti, ++this.#made)
    this.#seen = view.number
    return this.#done(view)
  }

  has(view: View, bytes: Uint8Array, number: number): boolean {
    this.#find(view, bytes)
    this.#cursor.release()
    return this.#has(number)
  }

  get(view: View, bytes: Uint8Array, number: number): Result<unknown, CodecError> {
    this.#find(view, bytes)
    if (!this.#has(number)) return this.#done(undefined)
    this.#lookAt(this.#fields[number]?.looksAt ?? NONE, number)
    return this.#done(this.#decode(number))
  }

  check(view: View, bytes: Uint8Array): CodecError | undefined {
    this.#find(view, bytes)
    for (let i = 0; i < this.#count && !this.#cursor.error; i++) {
      const number = this.#present[i] as number
      const field = this.#fields[number] as Field
      this.#lookAt(field.looksAt, number)
      this.#cursor.offset = this.#starts[number] as number
      checkField(this.#cursor, field)
    }
    this.#cursor.release()
    return this.#cursor.error
  }

  /** Makes the view's message the one that is looked at. */
  #find(view: View, bytes: Uint8Array): void {
    if (this.#seen === view.number) {
      this.#cursor.start(bytes)
      this.#cursor.mti = view.mti
    } else {
      this.#look(bytes)
      this.#seen = view.number
    }
  }

  /** Lets go of the bytes, which hold card data, whatever came of them. */
  #done<T>(value: T): Result<T, CodecError> {
    const { error } = this.#cursor
    this.#cursor.release()
    return error ? err(error) : ok(value)
  }

  /** Finds where the elements begin; the message type. The cursor's error is set when they do not fill the bytes exactly. */
  #look(bytes: Uint8Array): string {
    const cursor = this.#cursor
    cursor.start(bytes)
    cursor.mti = readMessageType(cursor, this.#spec)
    const bitmapOffset = cursor.offset
    this.#wordCount = cursor.error ? 0 : readBitmap(cursor, this.#spec, this.#words)
    const start = cursor.offset
    if (!cursor.error && !this.#walk(start)) this.#explain(start, bitmapOffset)
    return cursor.mti
  }

  #decode(number: number): unknown {
    this.#cursor.offset = this.#starts[number] as number
    return decodeField(this.#cursor, this.#fields[number] as Field)
  }

  /** The cursor knows the message as far as an element whose layout depends on it asks: of what comes before it. */
  #lookAt(numbers: readonly number[], before: number): void {
    if (numbers.length === 0) return
    const message: Record<number, unknown> = {}
    for (const number of numbers) {
      if (number < before && this.#has(number)) message[number] = this.#decode(number)
      // What is wrong with that element is said when its own turn comes.
      this.#cursor.error = undefined
    }
    this.#cursor.message = message
  }

  #has(number: number): boolean {
    const index = (number - 1) >> 5
    if (index >= this.#wordCount || number < 2) return false
    return (elementBits(this.#words, index) & (0x80000000 >>> ((number - 1) & 31))) !== 0
  }

  /** Whether the announced elements fill the bytes exactly. Why they do not is left to a slower walk. */
  #walk(start: number): boolean {
    const { end } = this.#cursor
    let offset = start
    this.#count = 0
    for (let index = 0; index < this.#wordCount; index++) {
      let bits = elementBits(this.#words, index)
      while (bits !== 0) {
        const leading = Math.clz32(bits)
        bits &= ~(0x80000000 >>> leading)
        const number = index * 32 + leading + 1
        this.#present[this.#count++] = number
        this.#starts[number] = offset
        let size = this.#sizes[number] as number
        if (size === VARIABLE) size = this.#variableSize(this.#fields[number] as Field, offset)
        if (size < 0) return false
        offset += size
        if (offset > end) return false
      }
    }
    return offset === end
  }

  /** Bytes of length indicator and content; negative when the indicator is wrong or cut. */
  #variableSize(field: Field, offset: number): number {
    const cursor = this.#cursor
    const count = shortLength(cursor.bytes, offset, field)
    if (count >= 0) return field.indicatorSize + count
    cursor.offset = offset
    skipField(cursor, field)
    return cursor.error ? UNKNOWN : cursor.offset - offset
  }

  /** Walks again with an eye on what is wrong; the walk before ended at the last element noted. */
  #explain(start: number, bitmapOffset: number): void {
    const cursor = this.#cursor
    cursor.error = undefined
    cursor.offset = start
    for (let i = 0; i < this.#count && !cursor.error; i++) {
      const number = this.#present[i] as number
      const field = this.#fields[number]
      if (field) skipField(cursor, field)
      else cursor.fail(String(number), bitmapOffset, 'unknown-field', `an element of ${this.#spec.id}`, 'its bit set')
    }
    if (cursor.error) return
    cursor.fail('message', cursor.offset, 'trailing', 'the end', `${cursor.end - cursor.offset} bytes more`)
  }
}

class View {
  readonly mti: string
  readonly number: number
  readonly #viewer: Viewer
  readonly #bytes: Uint8Array

  constructor(viewer: Viewer, bytes: Uint8Array, mti: string, number: number) {
    this.mti = mti
    this.number = number
    this.#viewer = viewer
    this.#bytes = bytes
  }

  has(number: number): boolean {
    return this.#viewer.has(this, this.#bytes, number)
  }

  get(number: number): Result<never, CodecError> {
    return this.#viewer.get(this, this.#bytes, number) as Result<never, CodecError>
  }

  check(): CodecError | undefined {
    return this.#viewer.check(this, this.#bytes)
  }
}
