import type { Attempt } from '../attempt.ts'
import { type Dimension, valueOf } from '../dimensions.ts'
import { Cell } from './cells.ts'

/** Cells kept for each set of dimensions; those not seen for longest go first. */
const CELLS_MAX = 20_000
/** So many go at once: looking for the coldest takes a look at all. */
const EVICTED = CELLS_MAX / 16
const NO_SECOND = ''

/** The cells of one set of one or two dimensions. They are found by the values as they are: no text is made to look one up. */
export class CellTable {
  readonly #first: Dimension
  readonly #second: Dimension | undefined
  readonly #cells = new Map<string, Map<string, Cell>>()
  #size = 0

  constructor([first, second]: readonly [Dimension, Dimension?]) {
    this.#first = first
    this.#second = second
  }

  get size(): number {
    return this.#size
  }

  /** Undefined where the attempt lacks a value, or its cell is not there. */
  get(attempt: Attempt): Cell | undefined {
    const first = valueOf[this.#first](attempt)
    const second = this.#second === undefined ? NO_SECOND : valueOf[this.#second](attempt)
    return first === undefined || second === undefined ? undefined : this.#cells.get(first)?.get(second)
  }

  /** The same, made now if it is not there. */
  open(attempt: Attempt): Cell | undefined {
    const known = this.get(attempt)
    if (known) return known
    const first = valueOf[this.#first](attempt)
    const second = this.#second === undefined ? NO_SECOND : valueOf[this.#second](attempt)
    if (first === undefined || second === undefined) return undefined
    if (this.#size >= CELLS_MAX) this.#evict()
    const cell = new Cell()
    const row = this.#cells.get(first)
    if (row) row.set(second, cell)
    else this.#cells.set(first, new Map([[second, cell]]))
    this.#size++
    return cell
  }

  #evict(): void {
    const seen = [...this.#cells.values()].flatMap((row) => Array.from(row.values(), ({ lastSeen }) => lastSeen))
    const until = seen.toSorted((a, b) => a - b)[EVICTED] as number
    for (const [first, row] of this.#cells) {
      for (const [second, { lastSeen }] of row) if (lastSeen < until) row.delete(second)
      if (row.size === 0) this.#cells.delete(first)
    }
    this.#size = [...this.#cells.values()].reduce((sum, row) => sum + row.size, 0)
    // All were seen at one time: then none is colder than another, and room is needed all the same.
    if (this.#size >= CELLS_MAX) {
      this.#cells.clear()
      this.#size = 0
    }
  }
}
