import type { Attempt } from '../attempt.ts'
import { type Dimension, valueOf } from '../dimensions.ts'

/** Whatever is looked at: a session and whether it failed. */
export interface Member {
  readonly session: { readonly first: Attempt }
  readonly failed: boolean
}

/** The parts that a set of dimensions divides the rows into. */
export interface Partition<Row> {
  /** How many parts there are. */
  readonly size: number
  /** Those with a failure in them, by name (`model=m1&version=2.0`): no other can stand out. In the order of the rows. */
  readonly failing: readonly { readonly name: string; readonly rows: readonly Row[] }[]
}

/**
 * Divides rows by one set of dimensions after the other. Values are numbered once, so that a row costs a few additions for
 * each set; texts are made only for parts in which something failed.
 */
export class Partitions<Row extends Member> {
  readonly #rows: readonly Row[]
  readonly #columns = new Map<Dimension, Column>()

  constructor(rows: readonly Row[]) {
    this.#rows = rows
  }

  by(set: readonly Dimension[]): Partition<Row> {
    const columns = set.map((name) => this.#column(name))
    const rows = this.#rows
    const parts = new Set<number>()
    const failing = new Map<number, { readonly name: string; readonly rows: Row[] }>()
    for (let at = 0; at < rows.length; at++) {
      const part = numberOf(columns, at)
      if (part === undefined) continue
      parts.add(part)
      const row = rows[at] as Row
      if (row.failed && !failing.has(part)) failing.set(part, { name: nameOf(set, row), rows: [] })
    }
    if (failing.size > 0) {
      for (let at = 0; at < rows.length; at++) {
        const part = numberOf(columns, at)
        if (part !== undefined) failing.get(part)?.rows.push(rows[at] as Row)
      }
    }
    return { size: parts.size, failing: [...failing.values()] }
  }

  #column(name: Dimension): Column {
    const known = this.#columns.get(name)
    if (known) return known
    const numbers = new Map<string, number>()
    const values = new Int32Array(this.#rows.length)
    for (let at = 0; at < values.length; at++) {
      const value = valueOf[name]((this.#rows[at] as Row).session.first)
      let number = value === undefined ? -1 : numbers.get(value)
      if (number === undefined) numbers.set(value as string, (number = numbers.size))
      values[at] = number
    }
    const column = { values, different: numbers.size }
    this.#columns.set(name, column)
    return column
  }
}

/** One dimension of all rows: numbers of values, -1 where a row has none. */
interface Column {
  readonly values: Int32Array
  readonly different: number
}

/** The values of a row in some columns as one number; undefined when one is missing. */
function numberOf(columns: readonly Column[], at: number): number | undefined {
  let number = 0
  for (const { values, different } of columns) {
    const value = values[at] as number
    if (value < 0) return undefined
    number = number * different + value
  }
  return number
}

const nameOf = (set: readonly Dimension[], { session }: Member): string =>
  set.map((name) => `${name}=${valueOf[name](session.first)}`).join('&')
