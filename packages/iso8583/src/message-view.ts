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

/** Makes views. It remembers where the elements of one message begin; a view that finds another's here looks again. */
export class Viewer {
  readonly cursor = new Cursor()
  readonly words: BitWords = bitWords()
  readonly #spec: DialectSpec
  readonly #fields: Fields
  /** Bytes that an element takes, when that does not depend on the message. */
  readonly #sizes: Int32Array
  readonly #starts = new Int32Array(193)
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
    const { cursor } = this
    const mti = this.#start(bytes)
    const bitmapOffset = cursor.offset
    const wordCount = cursor.error ? 0 : readBitmap(cursor, this.#spec, this.words)
    const view = new View(this, bytes, mti, ++this.#made)
    this.#wordCount = wordCount
    this.#seen = view.number
    const start = cursor.offset
    if (!cursor.error && !this.#walk(start)) this.#explain(start, bitmapOffset)
    cursor.release()
    return cursor.error ? err(cursor.error) : ok(view)
  }

  /** The offset of the element in the view's bytes; 0 when it has none. The cursor is ready to read it. */
  find(view: View, bytes: Uint8Array, number: number): number {
    if (this.#seen === view.number) this.cursor.start(bytes)
    else {
      this.#start(bytes)
      this.#wordCount = readBitmap(this.cursor, this.#spec, this.words)
      this.#walk(this.cursor.offset)
      this.#seen = view.number
    }
    this.cursor.mti = view.mti
    return this.#has(number) ? (this.#starts[number] as number) : 0
  }

  decode(number: number, offset: number): unknown {
    this.cursor.offset = offset
    return decodeField(this.cursor, this.#fields[number] as Field)
  }

  /** The cursor knows the message as far as an element whose layout depends on it asks: DE 60. */
  lookAround(): void {
    this.cursor.message = { 60: this.#has(60) ? this.decode(60, this.#starts[60] as number) : undefined }
    // What is wrong with DE 60 is said when its own turn comes.
    this.cursor.error = undefined
  }

  looksAround(number: number): boolean {
    return (this.#fields[number] as Field).looksAround
  }

  check(): CodecError | undefined {
    const { cursor } = this
    let known = false
    for (let index = 0; index < this.#wordCount; index++) {
      let bits = elementBits(this.words, index)
      while (bits !== 0) {
        const leading = Math.clz32(bits)
        bits &= ~(0x80000000 >>> leading)
        const number = index * 32 + leading + 1
        const field = this.#fields[number] as Field
        if (field.looksAround && !known) {
          this.lookAround()
          known = true
        }
        cursor.offset = this.#starts[number] as number
        checkField(cursor, field)
        if (cursor.error) return cursor.error
      }
    }
    return undefined
  }

  #start(bytes: Uint8Array): string {
    this.cursor.start(bytes)
    return (this.cursor.mti = readMessageType(this.cursor, this.#spec))
  }

  #has(number: number): boolean {
    const index = (number - 1) >> 5
    if (index >= this.#wordCount || number < 2 || number === 65) return false
    return ((this.words[index] as number) & (0x80000000 >>> ((number - 1) & 31))) !== 0
  }

  /** Whether the announced elements fill the bytes exactly. Why they do not is left to a slower walk. */
  #walk(start: number): boolean {
    const { end } = this.cursor
    const sizes = this.#sizes
    const starts = this.#starts
    let offset = start
    for (let index = 0; index < this.#wordCount; index++) {
      let bits = elementBits(this.words, index)
      while (bits !== 0) {
        const leading = Math.clz32(bits)
        bits &= ~(0x80000000 >>> leading)
        const number = index * 32 + leading + 1
        starts[number] = offset
        let size = sizes[number] as number
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
    const { cursor } = this
    const count = shortLength(cursor.bytes, offset, field)
    if (count >= 0) return field.indicatorSize + count
    cursor.offset = offset
    skipField(cursor, field)
    return cursor.error ? UNKNOWN : cursor.offset - offset
  }

  #explain(start: number, bitmapOffset: number): void {
    const { cursor } = this
    cursor.error = undefined
    cursor.offset = start
    for (let number = 2; number <= this.#wordCount * 32 && !cursor.error; number++) {
      if (!this.#has(number)) continue
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
    const viewer = this.#viewer
    const isThere = viewer.find(this, this.#bytes, number) > 0
    viewer.cursor.release()
    return isThere
  }

  get(number: number): Result<never, CodecError> {
    const viewer = this.#viewer
    const offset = viewer.find(this, this.#bytes, number)
    if (offset === 0) return ok(undefined) as Result<never, CodecError>
    if (viewer.looksAround(number)) viewer.lookAround()
    const value = viewer.decode(number, offset)
    const { error } = viewer.cursor
    viewer.cursor.release()
    return error ? err(error) : (ok(value) as Result<never, CodecError>)
  }

  check(): CodecError | undefined {
    const viewer = this.#viewer
    viewer.find(this, this.#bytes, 0)
    const error = viewer.check()
    viewer.cursor.release()
    return error
  }
}
