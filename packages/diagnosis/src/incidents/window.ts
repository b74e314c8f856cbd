import type { Instant } from '@fiftyfive/kernel'
import { TERMINAL, WIDTH, type Within } from './places.ts'
import type { Session } from './sessions.ts'

const SESSIONS_MAX = 40_000

/**
 * The newest sessions, to find where a symptom is when it has become more frequent somewhere. What is asked of all of
 * them stands in columns: a search looks at each, and most of them lie far apart in memory.
 */
export class Window {
  readonly #most: number
  readonly #sessions: Session[] = []
  readonly #began: Float64Array
  readonly #symptoms: Int32Array
  readonly #places: Int32Array
  #next = 0

  constructor(most = SESSIONS_MAX) {
    this.#most = most
    this.#began = new Float64Array(most)
    this.#symptoms = new Int32Array(most)
    this.#places = new Int32Array(most * WIDTH)
  }

  add(session: Session): void {
    const row = this.#next
    this.#sessions[row] = session
    this.#began[row] = session.first.at
    this.#symptoms[row] = session.symptoms
    this.#places.set(session.place, row * WIDTH)
    session.row = row
    this.#next = (row + 1) % this.#most
  }

  /** To be told when a session shows another symptom. */
  update(session: Session): void {
    const { row } = session
    if (row !== undefined && this.#sessions[row] === session) this.#symptoms[row] = session.symptoms
  }

  /** Sessions since then, oldest first. A session is kept under the time of its first attempt, and those come in order. */
  since(at: Instant): Stretch {
    const { length } = this.#sessions
    const oldest = length < this.#most ? 0 : this.#next
    const rowAt = (index: number): number => (oldest + index) % this.#most
    let from = length
    while (from > 0 && (this.#began[rowAt(from - 1)] as number) >= at) from--
    const rows = new Int32Array(length - from)
    for (let index = from; index < length; index++) rows[index - from] = rowAt(index)
    return new Stretch(this.#sessions, { symptoms: this.#symptoms, places: this.#places }, rows)
  }
}

interface Columns {
  readonly symptoms: Int32Array
  readonly places: Int32Array
}

/** Sessions of a window, by their rows, oldest first. Good until the window is added to. */
export class Stretch {
  readonly rows: Int32Array
  readonly #sessions: readonly Session[]
  readonly #columns: Columns

  constructor(sessions: readonly Session[], columns: Columns, rows: Int32Array) {
    this.#sessions = sessions
    this.#columns = columns
    this.rows = rows
  }

  session(row: number): Session {
    return this.#sessions[row] as Session
  }

  /** Symptoms (bits) of a session so far. */
  symptoms(row: number): number {
    return this.#columns.symptoms[row] as number
  }

  /** The number of the terminal. */
  terminal(row: number): number {
    return this.#columns.places[row * WIDTH + TERMINAL] as number
  }

  isWithin(row: number, within: Within): boolean {
    return within(this.#columns.places, row * WIDTH)
  }

  /** Those for which `keeps` holds. */
  filter(keeps: (row: number) => boolean): Stretch {
    const kept = new Int32Array(this.rows.length)
    let count = 0
    for (const row of this.rows) if (keeps(row)) kept[count++] = row
    return new Stretch(this.#sessions, this.#columns, kept.subarray(0, count))
  }

  within(within: Within): Stretch {
    const { places } = this.#columns
    return this.filter((row) => within(places, row * WIDTH))
  }

  /** How many show the symptom. */
  count(kind: number): number {
    let count = 0
    for (const row of this.rows) if ((this.symptoms(row) & (1 << kind)) !== 0) count++
    return count
  }

  /** The places of these rows, one behind the other. */
  places(rows: readonly number[]): Int32Array {
    const places = new Int32Array(rows.length * WIDTH)
    for (let index = 0; index < rows.length; index++) {
      const from = (rows[index] as number) * WIDTH
      for (let at = 0; at < WIDTH; at++) places[index * WIDTH + at] = this.#columns.places[from + at] as number
    }
    return places
  }

  get sessions(): Session[] {
    return Array.from(this.rows, (row) => this.session(row))
  }
}
