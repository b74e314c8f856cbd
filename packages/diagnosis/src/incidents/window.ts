import type { Instant } from '@fiftyfive/kernel'
import type { Attempt } from '../attempt.ts'
import { isLocked } from '../evidence/outcome.ts'
import { type Place, TERMINAL, WIDTH, type Within } from './places.ts'
import type { Session } from './sessions.ts'

const SESSIONS_MAX = 40_000

/**
 * The newest sessions, to find where a symptom is when it has become more frequent somewhere. What is asked of all of
 * them stands in columns: a search looks at each, and of most there is nothing else to tell.
 */
export class Window {
  readonly #columns: Columns
  /** Sessions so far. */
  #count = 0

  constructor(most = SESSIONS_MAX) {
    this.#columns = {
      most,
      told: [],
      numbers: new Float64Array(most),
      began: new Float64Array(most),
      symptoms: new Int32Array(most),
      traits: new Uint8Array(most),
      places: new Int32Array(most * WIDTH),
    }
  }

  /** A session that began there with this attempt, with what there is to tell of it. Gives its running number. */
  add(place: Place, first: Began, session: Session | undefined): number {
    const { most, told, numbers, began, symptoms, traits, places } = this.#columns
    const number = this.#count++
    const row = number % most
    told[row] = session
    numbers[row] = number
    began[row] = first.at
    traits[row] = traitsOf(first)
    symptoms[row] = session?.symptoms ?? 0
    for (let index = 0; index < WIDTH; index++) places[row * WIDTH + index] = place[index] as number
    if (session) session.row = row
    return number
  }

  /** To be told when a session shows another symptom. */
  update(session: Session): void {
    const { told, symptoms } = this.#columns
    if (told[session.row] === session) symptoms[session.row] = session.symptoms
  }

  /** Sessions since then, oldest first. A session is kept under the time of its first attempt, and those come in order. */
  since(at: Instant): Stretch {
    const { most, began } = this.#columns
    const oldest = Math.max(0, this.#count - most)
    let from = this.#count
    while (from > oldest && (began[(from - 1) % most] as number) >= at) from--
    const rows = new Int32Array(this.#count - from)
    for (let index = 0; index < rows.length; index++) rows[index] = (from + index) % most
    return new Stretch(this.#columns, rows)
  }
}

interface Columns {
  readonly most: number
  /** Those of which there is something to tell. */
  readonly told: (Session | undefined)[]
  readonly numbers: Float64Array
  readonly began: Float64Array
  readonly symptoms: Int32Array
  /** Of the first attempt: the band of its amount, and whether there was a PIN. */
  readonly traits: Uint8Array
  readonly places: Int32Array
}

export type Began = Pick<Attempt, 'at' | 'amount_minor' | 'pinPresent'>

const BANDS = 64
const PIN = 128
/** Two bands an octave, the first of them without an amount. */
const traitsOf = ({ amount_minor, pinPresent }: Began): number =>
  (amount_minor === undefined || amount_minor <= 0
    ? 0
    : Math.min(BANDS - 1, 1 + Math.floor(2 * Math.log2(amount_minor + 1)))) | (pinPresent === false ? 0 : PIN)

/** Sessions of a window, by their rows, oldest first. Good until the window is added to. */
export class Stretch {
  readonly rows: Int32Array
  readonly #columns: Columns

  constructor(columns: Columns, rows: Int32Array) {
    this.#columns = columns
    this.rows = rows
  }

  /** What there is to tell of it: of each that shows a symptom, and of each that was not accepted. */
  session(row: number): Session | undefined {
    return this.#columns.told[row]
  }

  /** Its running number in the window. */
  number(row: number): number {
    return this.#columns.numbers[row] as number
  }

  began(row: number): Instant {
    return this.#columns.began[row] as number
  }

  /** Symptoms (bits) of a session so far. */
  symptoms(row: number): number {
    return this.#columns.symptoms[row] as number
  }

  /** Whether its card was found locked, and nothing was tried: that is no payment that went well, whatever locked it. */
  isLocked(row: number): boolean {
    const session = this.#columns.told[row]
    return session !== undefined && !session.accepted && isLocked(session.first)
  }

  /** The number of the value that its place has in a dimension. */
  placeAt(row: number, index: number): number {
    return this.#columns.places[row * WIDTH + index] as number
  }

  /** Amounts of one band differ by less than the half; 0 for an amount that is not known. */
  amountBand(row: number): number {
    return (this.#columns.traits[row] as number) % BANDS
  }

  hasPin(row: number): boolean {
    return ((this.#columns.traits[row] as number) & PIN) !== 0
  }

  /** The number of the terminal. */
  terminal(row: number): number {
    return this.#columns.places[row * WIDTH + TERMINAL] as number
  }

  /** The places of all rows, each of them `WIDTH` long. */
  get allPlaces(): ArrayLike<number> {
    return this.#columns.places
  }

  isWithin(row: number, within: Within): boolean {
    return within(this.#columns.places, row * WIDTH)
  }

  /** Those for which `keeps` holds. */
  filter(keeps: (row: number) => boolean): Stretch {
    const kept = new Int32Array(this.rows.length)
    let count = 0
    for (const row of this.rows) if (keeps(row)) kept[count++] = row
    return new Stretch(this.#columns, kept.subarray(0, count))
  }

  within(within: Within): Stretch {
    const { places } = this.#columns
    const { rows } = this
    const kept = new Int32Array(rows.length)
    let count = 0
    // A loop of its own: `filter` is asked so differently that nothing in it is compiled into one.
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as number
      if (within(places, row * WIDTH)) kept[count++] = row
    }
    return new Stretch(this.#columns, kept.subarray(0, count))
  }

  /** How many show the symptom. */
  count(kind: number): number {
    let count = 0
    for (const row of this.rows) if ((this.symptoms(row) & (1 << kind)) !== 0) count++
    return count
  }

  /** Those of which there is something to tell. */
  get told(): Session[] {
    const told: Session[] = []
    for (const row of this.rows) {
      const session = this.session(row)
      if (session) told.push(session)
    }
    return told
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
}
