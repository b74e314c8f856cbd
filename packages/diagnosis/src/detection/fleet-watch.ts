import { assert, type Instant } from '@fiftyfive/kernel'
import { emptyDecayed, learn, rateOf, type Decayed } from './baseline.ts'
import { ChangeDetector, type Alarm } from './change-detector.ts'
import { thresholdFor } from './threshold.ts'

/** One card session: a card at a terminal until it was accepted or given up. */
export interface CardSession {
  readonly at: Instant
  /** It ended with a PIN refusal. */
  readonly failed: boolean
  /** Value of each dimension, e.g. terminal, issuer, link. A dimension that is missing is not counted. */
  readonly values: Readonly<Record<string, string>>
}

/** An alarm and where: `terminal=T0000042` or `link=l1&version=1.3.0`. */
export interface ScopeAlarm extends Alarm {
  readonly scope: string
}

export interface FleetWatchOptions {
  /** Sets of dimensions to watch, each a single one or a combination. */
  readonly scopes: readonly (readonly string[])[]
  /** Failures per session in a healthy fleet, until the watch has learnt its own. */
  readonly usualRate: number
  /** Mean number of observations of one scope between two false alarms. */
  readonly falseAlarmEvery: number
  /** Cells kept per set of dimensions; the one not seen for longest goes first. */
  readonly cellsMax: number
}

interface Cell {
  readonly detector: ChangeDetector
  readonly baseline: Decayed
  /** An alarm was raised and not yet settled: what comes now is no baseline. */
  alarmed: boolean
}

/**
 * Watches every value of every set of dimensions for failures that become more frequent than usual there. One fault may
 * raise several alarms (a terminal, its merchant, its version); localization finds which scope explains them.
 */
export class FleetWatch {
  readonly #options: FleetWatchOptions
  readonly #threshold: number
  readonly #cells: readonly Map<string, Cell>[]
  readonly #fleet: Decayed = emptyDecayed(0)

  constructor(options: FleetWatchOptions) {
    assert(options.usualRate > 0 && options.usualRate < 1, 'FleetWatch: a usual rate between 0 and 1')
    assert(options.cellsMax > 0, 'FleetWatch: room for at least one cell')
    this.#options = options
    this.#threshold = thresholdFor(options.falseAlarmEvery)
    this.#cells = options.scopes.map(() => new Map<string, Cell>())
  }

  /** Number of cells in memory, at most `cellsMax` for each set of dimensions. */
  get size(): number {
    return this.#cells.reduce((sum, cells) => sum + cells.size, 0)
  }

  /** Scopes that alarm with this session. A scope alarms once until it is settled. */
  observe(session: CardSession): ScopeAlarm[] {
    const { at, failed } = session
    const fleetRate = rateOf(this.#fleet, this.#options.usualRate, at)
    const alarms: ScopeAlarm[] = []
    let healthy = true
    for (const [index, dimensions] of this.#options.scopes.entries()) {
      const scope = scopeOf(session, dimensions)
      if (scope === undefined) continue
      const cell = this.#cell(index, scope, at)
      if (cell.alarmed) {
        healthy = false
        continue
      }
      // The expectation must not know the session it is compared with, so it is learnt afterwards.
      const alarm = cell.detector.observe(failed, rateOf(cell.baseline, fleetRate, at), at)
      if (!alarm) {
        learn(cell.baseline, failed, at)
        continue
      }
      cell.alarmed = true
      healthy = false
      alarms.push({ ...alarm, scope })
    }
    if (healthy) learn(this.#fleet, failed, at)
    return alarms
  }

  /** The incident behind a scope's alarm is over, or was none: watch it afresh. */
  settle(scope: string): void {
    for (const cells of this.#cells) {
      const cell = cells.get(scope)
      if (!cell) continue
      cell.alarmed = false
      cell.detector.reset()
    }
  }

  #cell(index: number, scope: string, at: Instant): Cell {
    const cells = this.#cells[index] as Map<string, Cell>
    const known = cells.get(scope)
    const cell = known ?? { detector: new ChangeDetector(this.#threshold), baseline: emptyDecayed(at), alarmed: false }
    // A map keeps the order of insertion, so the first key is the one not seen for longest.
    if (known) cells.delete(scope)
    else if (cells.size >= this.#options.cellsMax) cells.delete(cells.keys().next().value as string)
    cells.set(scope, cell)
    return cell
  }
}

function scopeOf({ values }: CardSession, dimensions: readonly string[]): string | undefined {
  const parts = dimensions.map((name) => (values[name] === undefined ? undefined : `${name}=${values[name]}`))
  return parts.includes(undefined) ? undefined : parts.join('&')
}
