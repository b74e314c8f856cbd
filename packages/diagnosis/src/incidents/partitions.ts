import { type Dimension, valueOf } from '../dimensions.ts'
import type { Attempt } from '../attempt.ts'
import { indexOfDimension, NOWHERE, type Place } from './places.ts'

/** Whatever is looked at: a session and whether it failed. */
export interface Member {
  readonly session: { readonly first: Attempt; readonly place: Place }
  readonly failed: boolean
}

/** The parts that a set of dimensions divides the rows into. */
export interface Partition<Row> {
  /** How many parts there are. */
  readonly size: number
  /** Those with a failure in them, by name (`model=m1&version=2.0`): no other can stand out. In the order of the rows. */
  readonly failing: readonly { readonly name: string; readonly rows: readonly Row[] }[]
}

/** Divides rows by one set of dimensions after the other; a row costs a few additions for each. */
export class Partitions<Row extends Member> {
  readonly #rows: readonly Row[]
  readonly #columns = new Map<Dimension, Column>()

  constructor(rows: readonly Row[]) {
    this.#rows = rows
  }

  by(set: readonly Dimension[]): Partition<Row> {
    const rows = this.#rows
    const columns = set.map((name) => this.#column(name))
    const parts = new Parts(columns.reduce((range, { range: own }) => range * own, 1))
    const partOf = Int32Array.from(rows, (_, at) => parts.indexOf(numberOf(columns, at)))
    const failing: { readonly name: string; readonly rows: Row[] }[] = []
    const failingAt: ((typeof failing)[number] | undefined)[] = Array.from({ length: parts.size }, () => undefined)
    for (let at = 0; at < rows.length; at++) {
      const [row, part] = [rows[at] as Row, partOf[at] as number]
      if (row.failed && part !== NOWHERE && !failingAt[part])
        failing.push((failingAt[part] = { name: nameOf(set, row), rows: [] }))
    }
    for (let at = 0; failing.length > 0 && at < rows.length; at++)
      failingAt[partOf[at] as number]?.rows.push(rows[at] as Row)
    return { size: parts.size, failing }
  }

  #column(name: Dimension): Column {
    const known = this.#columns.get(name)
    if (known) return known
    const index = indexOfDimension(name)
    const values = Int32Array.from(this.#rows, ({ session }) => session.place[index] as number)
    const column = { values, range: values.reduce((most, value) => Math.max(most, value), NOWHERE) + 1 }
    this.#columns.set(name, column)
    return column
  }
}

/** One dimension of all rows: numbers of values, all below `range`, `NOWHERE` where a row has none. */
interface Column {
  readonly values: Int32Array
  readonly range: number
}

/** The values of a row in some columns as one number. */
function numberOf(columns: readonly Column[], at: number): number {
  let number = 0
  for (const { values, range } of columns) {
    const value = values[at] as number
    if (value === NOWHERE) return NOWHERE
    number = number * range + value
  }
  return number
}

/** Up to this range a part is looked up in an array. */
const RANGE_MAX = 1 << 17

/** Counts parts and numbers them from 0, in the order in which they are met. */
class Parts {
  size = 0
  /** Index of a part and one, by its number. */
  readonly #known: Int32Array | Map<number, number>

  constructor(range: number) {
    this.#known = range <= RANGE_MAX ? new Int32Array(range) : new Map()
  }

  indexOf(number: number): number {
    if (number === NOWHERE) return NOWHERE
    const known = this.#known
    const before = (known instanceof Map ? known.get(number) : known[number]) ?? 0
    if (before > 0) return before - 1
    this.size++
    if (known instanceof Map) known.set(number, this.size)
    else known[number] = this.size
    return this.size - 1
  }
}

const nameOf = (set: readonly Dimension[], { session }: Member): string =>
  set.map((name) => `${name}=${valueOf[name](session.first)}`).join('&')
