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
  /** The numbers of their values, a column for each dimension. */
  readonly #columns: readonly Int32Array[]
  /** Above every number of a value, by dimension. */
  readonly #ranges = new Float64Array(WIDTH)

  /** `places` are those of all rows, one behind the other. */
  constructor(failed: readonly Session[], places: Int32Array, weightOf: (row: number) => number) {
    const length = places.length / WIDTH
    this.length = length
    this.failed = failed
    this.weight = new Float64Array(length)
    this.expected = new Float64Array(length)
    for (let row = 0; row < length; row++) this.weight[row] = weightOf(row)
    this.#columns = Array.from(this.#ranges, (_, index) => column(places, index))
    for (let index = 0; index < WIDTH; index++) this.#ranges[index] = highestOf(this.#columns[index] as Int32Array) + 1
  }

  /** Whether all that failed have a value in this dimension. */
  have(name: Dimension): boolean {
    const values = this.#columns[indexOfDimension(name)] as Int32Array
    for (let row = 0; row < this.failed.length; row++) if (values[row] === NOWHERE) return false
    return true
  }

  /** Divides them by a set of dimensions; a row without a value in one of them is in no part. */
  by(set: readonly Dimension[]): Partition {
    const { numbers, range } = this.#numbersOf(set.map(indexOfDimension))
    const partOf = new Int32Array(this.length)
    const size = range <= RANGE_MAX ? countNear(numbers, partOf) : countFar(numbers, partOf)
    const failing = new Map<number, number>()
    for (let row = 0; row < this.failed.length; row++) {
      const part = partOf[row] as number
      if (part !== NOWHERE && !failing.has(part)) failing.set(part, row)
    }
    return { size, partOf, failing }
  }

  /** The rows of a part, under their name. */
  part({ partOf }: Partition, set: readonly Dimension[], first: number): Part {
    const part = partOf[first]
    const rows: number[] = []
    for (let row = 0; row < partOf.length; row++) if (partOf[row] === part) rows.push(row)
    return { name: nameOf(set, this.failed[first] as Session), rows }
  }

  /** The values of each row in some dimensions as one number below `range`, or `NOWHERE`. */
  #numbersOf([first, ...others]: readonly number[]): { numbers: ArrayLike<number>; range: number } {
    let numbers: Int32Array | Float64Array = this.#columns[first as number] as Int32Array
    let range = this.#ranges[first as number] as number
    for (const index of others) {
      const by = this.#ranges[index] as number
      range *= by
      const joined = range <= RANGE_MAX ? new Int32Array(this.length) : new Float64Array(this.length)
      join(numbers, this.#columns[index] as Int32Array, by, joined)
      numbers = joined
    }
    return { numbers, range }
  }
}

function column(places: Int32Array, index: number): Int32Array {
  const values = new Int32Array(places.length / WIDTH)
  for (let row = 0, at = index; row < values.length; row++, at += WIDTH) values[row] = places[at] as number
  return values
}

function highestOf(values: Int32Array): number {
  let highest = NOWHERE
  for (let row = 0; row < values.length; row++) if ((values[row] as number) > highest) highest = values[row] as number
  return highest
}

function join(numbers: ArrayLike<number>, values: Int32Array, by: number, joined: Int32Array | Float64Array): void {
  for (let row = 0; row < joined.length; row++) {
    const [number, value] = [numbers[row] as number, values[row] as number]
    joined[row] = number === NOWHERE || value === NOWHERE ? NOWHERE : number * by + value
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
/** Index of a part and one, by its number; zeros whenever nobody counts. */
const near = new Int32Array(RANGE_MAX)

/** Numbers parts from 0, in the order in which they are met; how many there are. */
function countNear(numbers: ArrayLike<number>, partOf: Int32Array): number {
  let size = 0
  for (let row = 0; row < partOf.length; row++) {
    const number = numbers[row] as number
    if (number === NOWHERE) {
      partOf[row] = NOWHERE
      continue
    }
    let part = near[number] as number
    if (part === 0) near[number] = part = ++size
    partOf[row] = part - 1
  }
  for (let row = 0; row < partOf.length; row++) if (partOf[row] !== NOWHERE) near[numbers[row] as number] = 0
  return size
}

function countFar(numbers: ArrayLike<number>, partOf: Int32Array): number {
  const parts = new Map<number, number>()
  for (let row = 0; row < partOf.length; row++) {
    const number = numbers[row] as number
    let part = number === NOWHERE ? NOWHERE : parts.get(number)
    if (part === undefined) parts.set(number, (part = parts.size))
    partOf[row] = part
  }
  return parts.size
}

const nameOf = (set: readonly Dimension[], { first }: Session): string =>
  set.map((name) => `${name}=${valueOf[name](first)}`).join('&')
