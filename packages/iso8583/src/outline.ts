import { type BitWords, elementBits } from './bitmap.ts'
import type { Field } from './field.ts'

/** In place of a variable element's index: the number is that of a fixed element; there is no such element. */
export const FIXED = -1
export const ABSENT = -2

/**
 * What all messages with one bitmap have in common: the order of their elements, and how far each lies from the variable
 * element before it. To find the elements of a message, only its length indicators are looked at then.
 */
export class Outline {
  readonly words: Int32Array
  /** Numbers of the elements in order, unknown ones among them. */
  readonly numbers: readonly number[]
  readonly isKnown: boolean
  readonly variable: readonly Field[]
  /** Bytes of the fixed elements before each variable one, and behind the last. */
  readonly gaps: readonly number[]
  /** By number: index of a variable element, `FIXED` or `ABSENT`. */
  readonly kinds: Int16Array
  /** Of fixed elements, by number: how many variable ones lie before them, and the distance from the last one's end. */
  readonly behind: Int16Array
  readonly distances: Int32Array

  constructor(fields: readonly (Field | undefined)[], words: BitWords, wordCount: number) {
    this.words = words.slice(0, wordCount)
    this.numbers = numbersIn(words, wordCount)
    this.isKnown = this.numbers.every((number) => fields[number] !== undefined)
    this.kinds = new Int16Array(fields.length).fill(ABSENT)
    this.behind = new Int16Array(fields.length)
    this.distances = new Int32Array(fields.length)
    const variable: Field[] = []
    const gaps: number[] = []
    let gap = 0
    for (const number of this.numbers) {
      const field = fields[number]
      if (field === undefined) continue
      this.behind[number] = variable.length
      this.distances[number] = gap
      this.kinds[number] = field.fixed < 0 ? variable.length : FIXED
      if (field.fixed < 0) {
        variable.push(field)
        gaps.push(gap)
      }
      gap = field.fixed < 0 ? 0 : gap + field.sizeOf(field.fixed)
    }
    this.variable = variable
    this.gaps = [...gaps, gap]
  }
}

function numbersIn(words: BitWords, wordCount: number): readonly number[] {
  const numbers: number[] = []
  for (let index = 0; index < wordCount; index++) {
    for (let bits = elementBits(words, index); bits !== 0;) {
      const leading = Math.clz32(bits)
      bits &= ~(0x80000000 >>> leading)
      numbers.push(index * 32 + leading + 1)
    }
  }
  return numbers
}

/** More than a party's message types; the number is fixed, so that nobody fills the memory with odd bitmaps. */
const KEPT = 64

/** The outlines of the bitmaps seen lately. */
export class Outlines {
  readonly #fields: readonly (Field | undefined)[]
  readonly #kept: (Outline | undefined)[] = Array.from({ length: KEPT })

  constructor(fields: readonly (Field | undefined)[]) {
    this.#fields = fields
  }

  of(words: BitWords, wordCount: number): Outline {
    const place = placeOf(words, wordCount)
    const kept = this.#kept[place]
    if (kept !== undefined && isSame(kept.words, words, wordCount)) return kept
    const outline = new Outline(this.#fields, words, wordCount)
    this.#kept[place] = outline
    return outline
  }
}

function placeOf(words: BitWords, wordCount: number): number {
  let hash = 0
  for (let i = 0; i < wordCount; i++) hash = Math.imul(hash ^ (words[i] as number), 0x9e3779b1)
  return (hash >>> 16) % KEPT
}

function isSame(known: Int32Array, words: BitWords, wordCount: number): boolean {
  if (known.length !== wordCount) return false
  for (let i = 0; i < wordCount; i++) if (known[i] !== words[i]) return false
  return true
}
