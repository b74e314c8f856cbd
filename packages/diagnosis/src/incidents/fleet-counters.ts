import type { Instant } from '@fiftyfive/kernel'
import type { Dimension } from '../dimensions.ts'
import { SYMPTOMS, USUAL } from '../symptoms.ts'
import { CellTable } from './cell-table.ts'
import type { Place } from './places.ts'

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
const DAY_MS = 86_400_000
const FLEET_PRIOR = 2_000
/** What never happened so far may still happen once in so many sessions without a fault. */
const RATE_MIN = 2e-4

/** Counts sessions and symptoms of every watched scope in bounded memory, and says where a symptom has risen. */
export class FleetCounters {
  readonly #tables = SETS.map((set) => new CellTable(set))
  readonly #fleetSessions = { today: 0, base: 0, day: 0 }
  readonly #fleetToday = new Float64Array(SYMPTOMS.length)
  readonly #fleetBase = new Float64Array(SYMPTOMS.length)

  get size(): number {
    return this.#tables.reduce((sum, { size }) => sum + size, 0)
  }

  session(place: Place, at: Instant): void {
    const fleet = this.#fleetSessions
    const day = Math.floor(at / DAY_MS)
    if (day !== fleet.day) this.#fleetLearns(day)
    fleet.today++
    for (const table of this.#tables) table.open(place)?.session(at)
  }

  /**
   * Counts a symptom that a session of this payer shows for the first time. Gives the earliest time since when it is more
   * frequent in some scope, once that is certain.
   */
  fail(place: Place, payer: string, at: Instant, kind: number): Instant | undefined {
    this.#fleetToday[kind] = (this.#fleetToday[kind] as number) + 1
    const rate = this.fleetRate(kind)
    let earliest: Instant | undefined
    for (const table of this.#tables) {
      const since = table.open(place)?.fail(kind, rate, payer, at)
      if (since !== undefined && (earliest === undefined || since < earliest)) earliest = since
    }
    return earliest
  }

  /** Usual share of sessions with the symptom in the fleet. */
  fleetRate(kind: number): number {
    const usual = USUAL[SYMPTOMS[kind] as keyof typeof USUAL]
    return Math.max(
      RATE_MIN,
      ((this.#fleetBase[kind] as number) + FLEET_PRIOR * usual) / (this.#fleetSessions.base + FLEET_PRIOR),
    )
  }

  /** Usual share in a place: what terminal and card range add to the fleet's multiplies. */
  rateAround(place: Place, kind: number): number {
    return this.ratesAround(kind)(place)
  }

  /** The same for many places at one time. */
  ratesAround(kind: number): (place: Place) => number {
    const fleet = this.fleetRate(kind)
    const [terminals, ranges] = [this.#tables[TERMINAL], this.#tables[RANGE]]
    const factor = (table: CellTable | undefined, place: Place): number => {
      const cell = table?.get(place)
      return cell ? cell.rate(kind, fleet) / fleet : 1
    }
    return (place) => Math.min(0.9, Math.max(RATE_MIN, fleet * factor(terminals, place) * factor(ranges, place)))
  }

  /** Takes back the evidence that sessions in these places raised in every scope they belong to: an incident explains them. */
  explain(places: Iterable<Place>, kind: number): void {
    for (const place of places) for (const table of this.#tables) table.get(place)?.clear(kind)
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

const TERMINAL = 0
const RANGE = SETS.findIndex((set) => set.join() === 'range')
