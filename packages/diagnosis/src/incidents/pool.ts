const FIRST_ROWS = 64

/** No row. */
export const NONE = 0

/**
 * Rows of numbers, one behind the other in one array that grows. What is counted all the time is kept so: a row is a line
 * or two of the processor's cache, and the collector of garbage never looks at it. A row is named by where it begins.
 */
export class Pool {
  /** Another array when a row has been made: not to be kept over that. */
  numbers: Float64Array
  readonly #width: number
  /** The first row stays unused, so that 0 is none. */
  #next: number
  readonly #free: number[] = []

  constructor(width: number) {
    this.#width = width
    this.#next = width
    this.numbers = new Float64Array(width * FIRST_ROWS)
  }

  /** A row of zeros. */
  make(): number {
    const free = this.#free.pop()
    if (free !== undefined) {
      this.numbers.fill(0, free, free + this.#width)
      return free
    }
    const row = this.#next
    this.#next += this.#width
    if (this.#next > this.numbers.length) {
      const grown = new Float64Array(2 * this.numbers.length)
      grown.set(this.numbers)
      this.numbers = grown
    }
    return row
  }

  release(row: number): void {
    this.#free.push(row)
  }
}
