import { assert } from '@fiftyfive/kernel'

const WORDS = 2 ** 32

/**
 * Repeatable choices: sfc32 (Chris Doty-Humphrey, PractRand) by whole numbers only, so that every machine chooses alike.
 * `of` gives each person, terminal or visit a stream of its own by name: taking one away leaves all others as they were.
 */
export class Chance {
  readonly #name: string
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(name: string) {
    this.#name = name
    this.#a = hash(name, 0x9e3779b9)
    this.#b = hash(name, 0x243f6a88)
    this.#c = hash(name, 0xb7e15162)
    for (let i = 0; i < 8; i++) this.word()
  }

  /** Another stream, decided by this one's name and `name` alone, not by what was drawn so far. */
  of(name: string | number): Chance {
    return new Chance(`${this.#name}/${name}`)
  }

  /** From 0 up to, not including, 2^32. */
  word(): number {
    const t = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t
    this.#c |= 0
    return t >>> 0
  }

  /** In [0, 1). */
  fraction(): number {
    return this.word() / WORDS
  }

  happens(probability: number): boolean {
    return this.fraction() < probability
  }

  /** From 0 up to, not including, `bound`. */
  whole(bound: number): number {
    return Math.floor(this.fraction() * bound)
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number {
    return low + this.whole(high - low + 1)
  }

  pick<T>(items: readonly T[]): T {
    assert(items.length > 0, 'Chance.pick: at least one item')
    return items[this.whole(items.length)] as T
  }

  /** `count` different items, or all of them, in a random order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const rest = [...items]
    for (let i = 0; i < Math.min(count, rest.length); i++) {
      const j = i + this.whole(rest.length - i)
      const taken = rest[j] as T
      rest[j] = rest[i] as T
      rest[i] = taken
    }
    return rest.slice(0, count)
  }

  /** An item by weights that need not add up to one. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T {
    const total = items.reduce((sum, item) => sum + weightOf(item), 0)
    let left = this.fraction() * total
    for (const item of items) {
      left -= weightOf(item)
      if (left < 0) return item
    }
    return items.at(-1) as T
  }

  /**
   * Exponentially distributed with this mean, by comparisons alone (John von Neumann, 1951): no logarithm, whose last bit
   * a platform may round otherwise.
   */
  exponential(mean: number): number {
    for (let whole = 0; ; whole++) {
      const first = this.fraction()
      let [last, falling] = [first, 1]
      for (let next = this.fraction(); next < last; next = this.fraction()) {
        last = next
        falling++
      }
      if (falling % 2 === 1) return (whole + first) * mean
    }
  }

  /** About normally distributed between 0 and 1, mean a half: the mean of four. */
  bell(): number {
    return (this.fraction() + this.fraction() + this.fraction() + this.fraction()) / 4
  }

  digits(count: number): string {
    let text = ''
    for (let i = 0; i < count; i++) text += String(this.whole(10))
    return text
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(length)
    for (let i = 0; i < length; i++) out[i] = this.word() >>> 24
    return out
  }
}

/** FNV-1a with a start of its own, then the finalizer of MurmurHash3. */
function hash(text: string, start: number): number {
  let value = start
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) | 0
}
