import type { Attempt } from '@fiftyfive/diagnosis'
import type { ObservationLog } from '@fiftyfive/store/sqlite'

const KEPT = 5_000
export const HOUR_MS = 3_600_000

/** Attempts of the last hour, the newest 5,000 of them: what actions are previewed and measured by. */
export class RecentHour {
  readonly #attempts = new Map<string, Attempt>()

  /** Begins with what the log has from before the start. */
  constructor(log: ObservationLog, now: number) {
    for (const text of log.attempts(now - HOUR_MS, KEPT).toReversed()) this.add(JSON.parse(text) as Attempt)
  }

  /** False for one that is known already. */
  add(attempt: Attempt): boolean {
    if (this.#attempts.has(attempt.id)) return false
    this.#attempts.set(attempt.id, attempt)
    if (this.#attempts.size > KEPT) this.#attempts.delete(this.#attempts.keys().next().value as string)
    return true
  }

  since(instant: number): readonly Attempt[] {
    return [...this.#attempts.values()].filter(({ at }) => at >= instant)
  }

  /** True when there may have been more than are kept. */
  get isCut(): boolean {
    return this.#attempts.size === KEPT
  }
}
