import { err, ok, type Result } from '@fiftyfive/kernel'
import { type BitWords, bitWords, readBitmap } from './bitmap.ts'
import { decodeField, skipField } from './decode-field.ts'
import type { CodecError } from './error.ts'
import type { Field } from './field.ts'
import { readMessageType } from './message-type-indicator.ts'
import type { DialectSpec } from './specification.ts'
import { Cursor } from './wire/cursor.ts'

/**
 * A message whose elements are decoded when asked for, for code that needs two of them to route. Its structure was
 * checked to the last byte when it was made; content is checked element by element.
 */
export interface MessageView<Message> {
  readonly mti: string
  has(number: number): boolean
  /** The element's value; undefined when the message has none. */
  get<N extends keyof Message & number>(number: N): Result<Message[N] | undefined, CodecError>
}

type Fields = readonly (Field | undefined)[]

/** A view of the bytes; an error when the elements that the bitmap announces do not fill them exactly. */
export function viewOf(bytes: Uint8Array, spec: DialectSpec, fields: Fields): Result<View, CodecError> {
  const cursor = new Cursor()
  cursor.start(bytes)
  const mti = readMessageType(cursor, spec)
  const words = bitWords()
  const bitmapOffset = cursor.offset
  const wordCount = cursor.error ? 0 : readBitmap(cursor, spec, words)
  const view = new View(mti, cursor, words, wordCount, fields)
  if (!cursor.error) view.walkTo(Infinity, bitmapOffset)
  if (!cursor.error && cursor.offset < cursor.end) {
    cursor.fail('message', cursor.offset, 'trailing', 'the end', `${cursor.end - cursor.offset} bytes more`)
  }
  return cursor.error ? err(cursor.error) : ok(view)
}

class View {
  readonly mti: string
  readonly #cursor: Cursor
  readonly #words: BitWords
  readonly #wordCount: number
  readonly #fields: Fields
  readonly #start: number

  constructor(mti: string, cursor: Cursor, words: BitWords, wordCount: number, fields: Fields) {
    this.mti = mti
    this.#cursor = cursor
    this.#words = words
    this.#wordCount = wordCount
    this.#fields = fields
    this.#start = cursor.offset
    cursor.mti = mti
  }

  has(number: number): boolean {
    const index = (number - 1) >> 5
    if (index >= this.#wordCount || number < 2 || number === 65) return false
    return ((this.#words[index] as number) & (0x80000000 >>> ((number - 1) & 31))) !== 0
  }

  get(number: number): Result<never, CodecError> {
    if (!this.has(number)) return ok(undefined) as Result<never, CodecError>
    const field = this.#fields[number] as Field
    // Elements whose layout depends on the message look at DE 60 only.
    const administration = field.spec.layout?.kind === 'variants' ? this.#decode(60) : undefined
    this.#cursor.message = { 60: administration }
    const value = this.#decode(number)
    const { error } = this.#cursor
    this.#cursor.error = undefined
    return error ? err(error) : (ok(value) as Result<never, CodecError>)
  }

  #decode(number: number): unknown {
    if (!this.has(number)) return undefined
    this.walkTo(number, 0)
    return decodeField(this.#cursor, this.#fields[number] as Field)
  }

  /** Puts the cursor before the element, or behind the last one. Walking costs less than to remember where each is. */
  walkTo(number: number, bitmapOffset: number): void {
    const cursor = this.#cursor
    cursor.offset = this.#start
    for (let index = 0; index < this.#wordCount; index++) {
      let bits = this.#words[index] as number
      if ((index & 1) === 0 && index < 4) bits &= 0x7fffffff
      while (bits !== 0) {
        const leading = Math.clz32(bits)
        bits &= ~(0x80000000 >>> leading)
        const next = index * 32 + leading + 1
        if (next === number) return
        const field = this.#fields[next]
        if (field) skipField(cursor, field)
        else cursor.fail(String(next), bitmapOffset, 'unknown-field', 'an element of the dialect', 'its bit set')
        if (cursor.error) return
      }
    }
  }
}
