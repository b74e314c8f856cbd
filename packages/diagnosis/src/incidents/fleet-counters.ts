import type { Instant } from '@fiftyfive/kernel'
import type { Dimension } from '../dimensions.ts'
import { rateMin, SYMPTOMS, USUAL } from '../symptoms.ts'
import { CellTable } from './cell-table.ts'
import { Cells } from './cells.ts'
import { CARD, type Found, indexOfDimension, type Place, ROUTE_CELLS, TILL_CELLS } from './places.ts'
import { NONE } from './pool.ts'

/** Sets of dimensions that are watched. Localization afterwards may name any other combination. */
const SETS: readonly (readonly [Dimension, Dimension?])[] = [
  ['terminal'],
  ['merchant'],
  ['region'],
  ['access'],
  ['model'],
  ['version'],
  ['parameters'],
  ['kernel'],
  ['range'],
  ['issuer'],
  ['link'],
  ['node'],
  ['entry'],
  ['panLength'],
  ['model', 'version'],
  ['model', 'kernel'],
  ['parameters', 'entry'],
  ['version', 'panLength'],
  ['version', 'entry'],
  ['issuer', 'entry'],
  ['link', 'range'],
  ['region', 'access'],
  ['merchant', 'range'],
]
/** Sets that are a matter of the terminal alone, of the way to the bank alone, and those of both. */
const isOfTill = (name: Dimension | undefined): boolean => name === undefined || indexOfDimension(name) < OF_TILL
const OF_TILL = indexOfDimension('range')
const BY_TILL = SETS.flatMap(([first, second], set) => (isOfTill(first) && isOfTill(second) ? [set] : []))
const BY_ROUTE = SETS.flatMap(([first, second], set) =>
  isOfTill(first) || (second !== undefined && isOfTill(second)) ? [] : [set],
)
const MIXED = [...SETS.keys()].filter((set) => !BY_TILL.includes(set) && !BY_ROUTE.includes(set))
const DAY_MS = 86_400_000
const FLEET_PRIOR = 2_000

/** Counts sessions and symptoms of every watched scope in bounded memory, and says where a symptom has risen. */
export class FleetCounters {
  readonly #cells = new Cells()
  readonly #tables = SETS.map((set) => new CellTable(set, this.#cells))
  readonly #ofTill = BY_TILL.map((set) => this.#tables[set] as CellTable)
  readonly #ofRoute = BY_ROUTE.map((set) => this.#tables[set] as CellTable)
  readonly #mixed = MIXED.map((set) => this.#tables[set] as CellTable)
  readonly #fleetSessions = { today: 0, base: 0, day: 0 }
  readonly #fleetToday = new Float64Array(SYMPTOMS.length)
  readonly #fleetBase = new Float64Array(SYMPTOMS.length)

  get size(): number {
    return this.#tables.reduce((sum, { size }) => sum + size, 0)
  }

  get terminals(): number {
    return this.#tables[TERMINAL]?.size ?? 0
  }

  /** `till` and `route`: where the cells of this place's terminal, and of its way to the bank, are remembered. */
  session(place: Place, at: Instant, till?: Found, route?: Found): void {
    const fleet = this.#fleetSessions
    const day = Math.floor(at / DAY_MS)
    if (day !== fleet.day) this.#fleetLearns(day)
    fleet.today++
    if (till) this.#count(this.#ofTill, place, at, day, till.numbers, till.row + TILL_CELLS)
    else for (const table of this.#ofTill) this.#countIn(table, place, at, day)
    if (route) this.#count(this.#ofRoute, place, at, day, route.numbers, route.row + ROUTE_CELLS)
    else for (const table of this.#ofRoute) this.#countIn(table, place, at, day)
    for (const table of this.#mixed) this.#countIn(table, place, at, day)
  }

  #countIn(table: CellTable, place: Place, at: Instant, day: number): void {
    const cell = table.open(place)
    if (cell !== NONE) this.#cells.session(cell, at, day, table.hasHabits)
  }

  /** In the cells that are remembered from `from` on: found anew when there are none, or when some were forgotten since. */
  #count(tables: readonly CellTable[], place: Place, at: Instant, day: number, found: Int32Array, from: number): void {
    let forgotten = 0
    for (const table of tables) forgotten += table.forgotten
    if (found[from] !== forgotten) {
      for (let index = 0; index < tables.length; index++)
        found[from + 1 + index] = (tables[index] as CellTable).open(place)
      found[from] = tables.reduce((sum, table) => sum + table.forgotten, 0)
    }
    for (let index = 1; index <= tables.length; index++) {
      const cell = found[from + index] as number
      if (cell !== NONE) this.#cells.session(cell, at, day, (tables[index - 1] as CellTable).hasHabits)
    }
  }

  /**
   * Counts a symptom that a session shows for the first time. Gives the earliest time since when it is more frequent in some
   * scope, once that is certain.
   */
  fail(place: Place, at: Instant, kind: number): Instant | undefined {
    this.#fleetToday[kind] = (this.#fleetToday[kind] as number) + 1
    const rate = this.fleetRate(kind)
    let earliest: Instant | undefined
    for (const table of this.#tables) {
      const cell = table.open(place)
      const since =
        cell === NONE ? undefined : this.#cells.fail(cell, kind, rate, place[CARD] as number, at, table.hasHabits)
      if (since !== undefined && (earliest === undefined || since < earliest)) earliest = since
    }
    return earliest
  }

  /** Usual share of sessions with the symptom in the fleet. */
  fleetRate(kind: number): number {
    const usual = USUAL[SYMPTOMS[kind] as keyof typeof USUAL]
    return Math.max(
      rateMin(kind),
      ((this.#fleetBase[kind] as number) + FLEET_PRIOR * usual) / (this.#fleetSessions.base + FLEET_PRIOR),
    )
  }

  /** Usual share in each place, as things stand: what terminal and card range add to the fleet's multiplies. */
  ratesAround(kind: number): RateAt {
    const fleet = this.fleetRate(kind)
    // There are few card ranges, and many places are asked for.
    const ofRanges = new Map<number, number>()
    return (places, from) => {
      const range = places[from + RANGE_NUMBER] as number
      let ofRange = ofRanges.get(range)
      if (ofRange === undefined) ofRanges.set(range, (ofRange = this.#factor(RANGE, kind, fleet, places, from)))
      return this.#rate(kind, fleet, this.#factor(TERMINAL, kind, fleet, places, from), ofRange)
    }
  }

  /** The same for the place that begins at `from`. */
  rateAt(kind: number, places: ArrayLike<number>, from: number): number {
    const fleet = this.fleetRate(kind)
    const ofTerminal = this.#factor(TERMINAL, kind, fleet, places, from)
    return this.#rate(kind, fleet, ofTerminal, this.#factor(RANGE, kind, fleet, places, from))
  }

  #rate(kind: number, fleet: number, ofTerminal: number, ofRange: number): number {
    return Math.min(0.9, Math.max(rateMin(kind), fleet * ofTerminal * ofRange))
  }

  #factor(set: number, kind: number, fleet: number, places: ArrayLike<number>, from = 0): number {
    const cell = (this.#tables[set] as CellTable).get(places, from)
    return cell === NONE ? 1 : this.#cells.rate(cell, kind, fleet) / fleet
  }

  /**
   * An incident explains a session with the symptom, which was `counted` or came afterwards. It is no evidence, and of such
   * sessions only the share that is usual there remains in the baselines. Were that nothing, a scope so wide that some
   * incident is in it every day would forget what is usual, and alarm ever more.
   */
  explain(place: Place, kind: number, usualShare: number, counted: boolean): void {
    const change = usualShare - (counted ? 1 : 0)
    this.#fleetToday[kind] = Math.max(0, (this.#fleetToday[kind] as number) + change)
    for (const table of this.#tables) {
      const cell = table.get(place)
      if (cell === NONE) continue
      if (counted) this.#cells.clear(cell, kind)
      this.#cells.correct(cell, kind, change)
    }
  }

  #fleetLearns(day: number): void {
    const fleet = this.#fleetSessions
    fleet.base = fleet.base * 0.9 + fleet.today
    for (let kind = 0; kind < SYMPTOMS.length; kind++) {
      this.#fleetBase[kind] = (this.#fleetBase[kind] as number) * 0.9 + (this.#fleetToday[kind] as number)
      this.#fleetToday[kind] = 0
    }
    fleet.today = 0
    fleet.day = day
  }
}

/** Usual share of sessions with a symptom in the place that begins at `from`. */
export type RateAt = (places: ArrayLike<number>, from: number) => number

const TERMINAL = 0
const RANGE_NUMBER = indexOfDimension('range')
const RANGE = SETS.findIndex((set) => set.join() === 'range')
