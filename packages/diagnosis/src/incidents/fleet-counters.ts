import type { Instant } from '@fiftyfive/kernel'
import type { Attempt } from '../attempt.ts'
import { type Dimension, valueOf } from '../dimensions.ts'
import { indexOf, SYMPTOMS, USUAL } from '../symptoms.ts'
import { Cell } from './cells.ts'

/** Sets of dimensions that are watched. Localization afterwards may name any other combination. */
const SETS: readonly (readonly Dimension[])[] = [
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
/** Cells kept for each set; the one not seen for longest goes first. */
const CELLS_MAX = 20_000
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
  readonly #cells = SETS.map(() => new Map<string, Cell>())
  readonly #fleetSessions = { today: 0, base: 0, day: 0 }
  readonly #fleetToday = new Float64Array(SYMPTOMS.length)
  readonly #fleetBase = new Float64Array(SYMPTOMS.length)

  get size(): number {
    return this.#cells.reduce((sum, cells) => sum + cells.size, 0)
  }

  session(attempt: Attempt): void {
    const fleet = this.#fleetSessions
    const day = Math.floor(attempt.at / DAY_MS)
    if (day !== fleet.day) this.#fleetLearns(day)
    fleet.today++
    for (const [index, set] of SETS.entries()) this.#cell(index, set, attempt)?.session(attempt.at)
  }

  /** Counts a symptom that a session shows for the first time. */
  fail(attempt: Attempt, kind: number): CellAlarm[] {
    if (kind === READING && attempt.entryMode === 'stripe') attempt = { ...attempt, entryMode: 'chip' }
    this.#fleetToday[kind] = (this.#fleetToday[kind] as number) + 1
    const rate = this.fleetRate(kind)
    const alarms: CellAlarm[] = []
    for (const [index, set] of SETS.entries()) {
      const since = this.#cell(index, set, attempt)?.fail(kind, rate, attempt.card, attempt.at)
      if (since !== undefined) alarms.push({ scope: scopeOf(set, attempt) as string, kind, since })
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
      const scope = scopeOf(SETS[index] as readonly Dimension[], attempt)
      const cell = scope === undefined ? undefined : this.#cells[index]?.get(scope)
      return cell ? cell.rate(kind, fleet) / fleet : 1
    }
    return Math.min(0.9, Math.max(RATE_MIN, fleet * factor(TERMINAL) * factor(RANGE)))
  }

  /** Takes back the evidence that these attempts raised in every scope they belong to: an incident explains them. */
  explain(attempts: Iterable<Attempt>, kind: number): void {
    for (const attempt of attempts) {
      for (const [index, set] of SETS.entries()) {
        const scope = scopeOf(set, attempt)
        if (scope !== undefined) this.#cells[index]?.get(scope)?.clear(kind)
      }
    }
  }

  #cell(index: number, set: readonly Dimension[], attempt: Attempt): Cell | undefined {
    const scope = scopeOf(set, attempt)
    if (scope === undefined) return undefined
    const cells = this.#cells[index] as Map<string, Cell>
    let cell = cells.get(scope)
    if (!cell) {
      if (cells.size >= CELLS_MAX) evictColdest(cells)
      cell = new Cell()
      cells.set(scope, cell)
    }
    return cell
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

function evictColdest(cells: Map<string, Cell>): void {
  let coldest: string | undefined
  let seen = Infinity
  for (const [scope, cell] of cells) if (cell.lastSeen < seen) [coldest, seen] = [scope, cell.lastSeen]
  if (coldest !== undefined) cells.delete(coldest)
}

export function scopeOf(set: readonly Dimension[], attempt: Attempt): string | undefined {
  let scope = ''
  for (const name of set) {
    const value = valueOf[name](attempt)
    if (value === undefined) return undefined
    scope += scope === '' ? `${name}=${value}` : `&${name}=${value}`
  }
  return scope
}
