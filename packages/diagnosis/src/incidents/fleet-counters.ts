import type { Instant } from '@fiftyfive/kernel'
import { type Attempt, payerOf } from '../attempt.ts'
import { type Dimension, valueOf } from '../dimensions.ts'
import { indexOf, SYMPTOMS, USUAL } from '../symptoms.ts'
import { CellTable } from './cell-table.ts'

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

/** A scope in which a symptom has become more frequent. */
export interface CellAlarm {
  readonly scope: string
  readonly kind: number
  readonly since: Instant
}

/** Counts sessions and symptoms of every watched scope in bounded memory, and says where a symptom has risen. */
export class FleetCounters {
  readonly #tables = SETS.map((set) => new CellTable(set))
  readonly #fleetSessions = { today: 0, base: 0, day: 0 }
  readonly #fleetToday = new Float64Array(SYMPTOMS.length)
  readonly #fleetBase = new Float64Array(SYMPTOMS.length)

  get size(): number {
    return this.#tables.reduce((sum, { size }) => sum + size, 0)
  }

  session(attempt: Attempt): void {
    const fleet = this.#fleetSessions
    const day = Math.floor(attempt.at / DAY_MS)
    if (day !== fleet.day) this.#fleetLearns(day)
    fleet.today++
    for (const table of this.#tables) table.open(attempt)?.session(attempt.at)
  }

  /** Counts a symptom that a session shows for the first time. */
  fail(attempt: Attempt, kind: number): CellAlarm[] {
    if (kind === READING && attempt.entryMode === 'stripe') attempt = { ...attempt, entryMode: 'chip' }
    this.#fleetToday[kind] = (this.#fleetToday[kind] as number) + 1
    const rate = this.fleetRate(kind)
    const alarms: CellAlarm[] = []
    for (const [index, set] of SETS.entries()) {
      const since = this.#tables[index]?.open(attempt)?.fail(kind, rate, payerOf(attempt), attempt.at)
      if (since !== undefined) alarms.push({ scope: scopeOf(set, attempt), kind, since })
    }
    return alarms
  }

  /** Usual share of sessions with the symptom in the fleet. */
  fleetRate(kind: number): number {
    const usual = USUAL[SYMPTOMS[kind] as keyof typeof USUAL]
    return Math.max(
      RATE_MIN,
      ((this.#fleetBase[kind] as number) + FLEET_PRIOR * usual) / (this.#fleetSessions.base + FLEET_PRIOR),
    )
  }

  /** Usual share where this attempt was made: what terminal and card range add to the fleet's multiplies. */
  rateAround(attempt: Attempt, kind: number): number {
    const fleet = this.fleetRate(kind)
    const factor = (index: number): number => {
      const cell = this.#tables[index]?.get(attempt)
      return cell ? cell.rate(kind, fleet) / fleet : 1
    }
    return Math.min(0.9, Math.max(RATE_MIN, fleet * factor(TERMINAL) * factor(RANGE)))
  }

  /** Takes back the evidence that these attempts raised in every scope they belong to: an incident explains them. */
  explain(attempts: Iterable<Attempt>, kind: number): void {
    for (const attempt of attempts) for (const table of this.#tables) table.get(attempt)?.clear(kind)
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

const READING = indexOf('reading')
const TERMINAL = 0
const RANGE = SETS.findIndex((set) => set.join() === 'range')

/** The name of a cell that is there. */
const scopeOf = (set: readonly (Dimension | undefined)[], attempt: Attempt): string =>
  set.map((name) => (name === undefined ? '' : `${name}=${valueOf[name](attempt)}`)).join('&')
