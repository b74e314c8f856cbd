import type { Attempt } from '@fiftyfive/diagnosis'
import { PassingMap } from '@fiftyfive/kernel'
import type { ObservationLog } from '@fiftyfive/store/sqlite'

const KEPT = 5_000
export const HOUR_MS = 3_600_000

/** Attempts of the last hour, the newest 5,000 of them: what actions are previewed and measured by. */
export class RecentHour {
  readonly #ids = new PassingMap<true>()
  /** Full, it goes round: at `#next` is the oldest. */
  readonly #attempts: Attempt[] = []
  #next = 0

  /** Begins with what the log has from before the start. */
  constructor(log: ObservationLog, now: number) {
    for (const text of log.attempts(now - HOUR_MS, KEPT).toReversed()) this.add(JSON.parse(text) as Attempt)
  }

  /** False for one that is known already. */
  add(attempt: Attempt): boolean {
    if (this.#ids.has(attempt.id)) return false
    this.#ids.set(attempt.id, true)
    const oldest = this.#attempts[this.#next]
    if (oldest) this.#ids.delete(oldest.id)
    this.#attempts[this.#next] = attempt
    this.#next = (this.#next + 1) % KEPT
    return true
  }

  /** The oldest first. */
  since(instant: number): readonly Attempt[] {
    return [...this.#attempts.slice(this.#next), ...this.#attempts.slice(0, this.#next)].filter(
      ({ at }) => at >= instant,
    )
  }

  /** True when there may have been more than are kept. */
  get isCut(): boolean {
    return this.#attempts.length === KEPT
  }
}
