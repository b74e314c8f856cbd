import { type Dimension, valueOf } from '../dimensions.ts'
import { indexOfDimension, NOWHERE, WIDTH } from './places.ts'
import type { Session } from './sessions.ts'

/** Sessions that are looked at, as columns: a scan over all of them touches little memory, in order. */
export class Rows {
  readonly length: number
  /** Those that failed: the first rows. */
  readonly failed: readonly Session[]
  /** How many sessions each stands for. */
  readonly weight: Float64Array
  /** How many of those are expected to fail. */
  readonly expected: Float64Array
  readonly #places: Int32Array
  /** Above every number of a value, by dimension. */
  readonly #ranges = new Float64Array(WIDTH)

  /** `places` are those of all rows, one behind the other. */
  constructor(failed: readonly Session[], places: Int32Array, weightOf: (row: number) => number) {
    const length = places.length / WIDTH
    this.length = length
    this.failed = failed
    this.weight = new Float64Array(length)
    this.expected = new Float64Array(length)
    this.#places = places
    for (let row = 0; row < length; row++) {
      this.weight[row] = weightOf(row)
      for (let index = 0; index < WIDTH; index++) {
        const value = places[row * WIDTH + index] as number
        if (value >= (this.#ranges[index] as number)) this.#ranges[index] = value + 1
      }
    }
  }

  /** Whether all that failed have a value in this dimension. */
  have(name: Dimension): boolean {
    const index = indexOfDimension(name)
    for (let row = 0; row < this.failed.length; row++) if (this.#places[row * WIDTH + index] === NOWHERE) return false
    return true
  }

  /** Divides them by a set of dimensions; a row without a value in one of them is in no part. */
  by(set: readonly Dimension[]): Partition {
    const indexes = set.map(indexOfDimension)
    const { length } = this
    const parts = new Parts(indexes.reduce((range, index) => range * (this.#ranges[index] as number), 1))
    const partOf = new Int32Array(length)
    for (let row = 0; row < length; row++) partOf[row] = parts.indexOf(this.#numberOf(indexes, row))
    const failing = new Map<number, number>()
    for (let row = 0; row < this.failed.length; row++) {
      const part = partOf[row] as number
      if (part !== NOWHERE && !failing.has(part)) failing.set(part, row)
    }
    return { size: parts.size, partOf, failing }
  }

  /** The rows of a part, under their name. */
  part({ partOf }: Partition, set: readonly Dimension[], first: number): Part {
    const part = partOf[first]
    const rows: number[] = []
    for (let row = 0; row < partOf.length; row++) if (partOf[row] === part) rows.push(row)
    return { name: nameOf(set, this.failed[first] as Session), rows }
  }

  /** The values of a row in some dimensions as one number. */
  #numberOf(indexes: readonly number[], row: number): number {
    let number = 0
    for (let at = 0; at < indexes.length; at++) {
      const index = indexes[at] as number
      const value = this.#places[row * WIDTH + index] as number
      if (value === NOWHERE) return NOWHERE
      number = number * (this.#ranges[index] as number) + value
    }
    return number
  }
}

/** The parts that a set of dimensions divides rows into. */
export interface Partition {
  /** How many parts there are. */
  readonly size: number
  /** Index of the part that each row is in, or `NOWHERE`. */
  readonly partOf: Int32Array
  /** The first row of each part with a failure in it, no other can stand out; by part, in the order of the rows. */
  readonly failing: ReadonlyMap<number, number>
}

/** A part by name (`model=m1&version=2.0`), with its rows. */
export interface Part {
  readonly name: string
  readonly rows: readonly number[]
}

/** Up to this range a part is looked up in an array. */
const RANGE_MAX = 1 << 17

/** Counts parts and numbers them from 0, in the order in which they are met. */
class Parts {
  size = 0
  /** Index of a part and one, by its number. */
  readonly #near: Int32Array
  readonly #far = new Map<number, number>()

  constructor(range: number) {
    this.#near = new Int32Array(range <= RANGE_MAX ? range : 0)
  }

  indexOf(number: number): number {
    if (number === NOWHERE) return NOWHERE
    const near = number < this.#near.length
    const known = near ? (this.#near[number] as number) : (this.#far.get(number) ?? 0)
    if (known > 0) return known - 1
    this.size++
    if (near) this.#near[number] = this.size
    else this.#far.set(number, this.size)
    return this.size - 1
  }
}

const nameOf = (set: readonly Dimension[], { first }: Session): string =>
  set.map((name) => `${name}=${valueOf[name](first)}`).join('&')
