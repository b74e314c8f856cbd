import type { Clock } from '@fiftyfive/kernel'
import type { SharedAttempts } from '@fiftyfive/store/postgres'
import type { ObservationLog, ObservationRow } from '@fiftyfive/store/sqlite'

const ASKED_EVERY_MS = 1_000
/** As long as incidents that are over are carried to hosts that start. */
const KEPT_MS = 30 * 86_400_000
const FORGOTTEN_EVERY_MS = 3_600_000

/**
 * Lets the console of every host show the attempts of all: what this host writes into its log is given to the others, and
 * what they give goes into the same log. A host alone shares nothing. Payments never wait for any of it.
 */
export class Elsewhere {
  readonly #log: ObservationLog
  readonly #clock: Clock
  readonly #shared: SharedAttempts | undefined
  readonly #listeners = new Set<(row: ObservationRow) => void>()
  #askedAt = 0
  #forgottenAt = 0

  constructor(log: ObservationLog, clock: Clock, shared?: SharedAttempts) {
    this.#log = log
    this.#clock = clock
    this.#shared = shared
  }

  /** The log for what this host itself observes. */
  get log(): ObservationLog {
    const shared = this.#shared
    if (!shared) return this.#log
    const put = async (rows: readonly ObservationRow[]): Promise<void> => {
      await this.#log.put(rows)
      await shared.publish(rows)
    }
    return { ...this.#log, put }
  }

  subscribe(listener: (row: ObservationRow) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** To be called a few times a second. */
  async catchUp(leads: () => Promise<boolean>): Promise<void> {
    const now = this.#clock.now()
    if (!this.#shared || now - this.#askedAt < ASKED_EVERY_MS) return
    const rows = await this.#shared.arrived()
    if (rows.length > 0) await this.#log.put(rows)
    // Nothing more is there: the next question may wait.
    else this.#askedAt = now
    for (const row of rows) for (const listener of this.#listeners) listener(row)
    if (now - this.#forgottenAt < FORGOTTEN_EVERY_MS || !(await leads())) return
    this.#forgottenAt = now
    await this.#shared.forget(now - KEPT_MS)
  }

  async close(): Promise<void> {
    await this.#shared?.close()
  }
}
