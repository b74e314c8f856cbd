import type { Dimension } from '../dimensions.ts'
import { Cell } from './cells.ts'
import { indexOfDimension, NOWHERE, type Place } from './places.ts'

/** Cells kept for each set of dimensions; those not seen for longest go first. */
const CELLS_MAX = 20_000
/** One part in so many goes at once: looking for the coldest takes a look at all. */
const EVICTED_PART = 16
/** Above every number of a value, and small enough that two of them fit into a number exactly. */
const SECOND_MAX = 2 ** 26

/** The cells of one set of one or two dimensions. */
export class CellTable {
  readonly #first: number
  readonly #second: number | undefined
  readonly #most: number
  readonly #cells = new Map<number, Cell>()

  constructor([first, second]: readonly [Dimension, Dimension?], most = CELLS_MAX) {
    this.#first = indexOfDimension(first)
    this.#second = second && indexOfDimension(second)
    this.#most = most
  }

  get size(): number {
    return this.#cells.size
  }

  /** Of the place that begins at `from`; undefined where it lacks a value, or its cell is not there. */
  get(places: ArrayLike<number>, from = 0): Cell | undefined {
    const key = this.#keyOf(places, from)
    return key === NOWHERE ? undefined : this.#cells.get(key)
  }

  /** The same, made now if it is not there. */
  open(place: Place): Cell | undefined {
    const key = this.#keyOf(place)
    if (key === NOWHERE) return undefined
    let cell = this.#cells.get(key)
    if (!cell) {
      if (this.#cells.size >= this.#most) this.#evict()
      this.#cells.set(key, (cell = new Cell()))
    }
    return cell
  }

  #keyOf(places: ArrayLike<number>, from = 0): number {
    const first = places[from + this.#first] as number
    if (this.#second === undefined || first === NOWHERE) return first
    const second = places[from + this.#second] as number
    return second === NOWHERE ? NOWHERE : first * SECOND_MAX + second
  }

  #evict(): void {
    const seen = Float64Array.from(this.#cells.values(), ({ lastSeen }) => lastSeen).toSorted()
    const until = seen[Math.floor(this.#most / EVICTED_PART)] as number
    for (const [key, { lastSeen }] of this.#cells) if (lastSeen < until) this.#cells.delete(key)
    // All were seen at one time: then none is colder than another, and room is needed all the same.
    if (this.#cells.size >= this.#most) this.#cells.clear()
  }
}
