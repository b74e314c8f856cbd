import type { Database } from './database.ts'

/** Prefixes that are known at once. */
const KNOWN_MAX = 20_000
const HIGHEST = 'SELECT max(key) AS key FROM document WHERE tbl = ? AND key >= ? AND key < ?'

/**
 * The highest key on disk of each batch, for tables whose keys are `TERMINAL-BATCH-TRACE`. Terminals count upwards, so
 * that a new payment is known to be new without a look at the disk.
 */
export class HighestKeys {
  readonly #database: Database
  /** Asked last: one payment asks several times in a row, and cutting its key each time takes longer than all else here. */
  #last = { key: '', batch: '' }
  /** By table and batch. */
  readonly #known = new Map<string, Map<string, string>>()

  constructor(database: Database) {
    this.#database = database
  }

  isBeyond(table: string, key: string): boolean {
    return key > this.#highest(table, key)
  }

  /** To be called before a row reaches the disk. */
  raise(table: string, key: string): void {
    if (this.isBeyond(table, key)) this.#of(table).set(this.#batchOf(key), key)
  }

  /** To be called while nothing is on its way to the disk: what is forgotten is read there again. */
  forgetTooMany(): void {
    for (const known of this.#known.values()) if (known.size > KNOWN_MAX) known.clear()
  }

  #highest(table: string, key: string): string {
    const batch = this.#batchOf(key)
    const known = this.#of(table).get(batch)
    if (known !== undefined) return known
    const found = this.#database.get(HIGHEST, table, `${batch}-`, `${batch}-\u{10FFFF}`)?.['key']
    const highest = typeof found === 'string' ? found : ''
    this.#of(table).set(batch, highest)
    return highest
  }

  #of(table: string): Map<string, string> {
    let known = this.#known.get(table)
    if (!known) this.#known.set(table, (known = new Map()))
    return known
  }

  #batchOf(key: string): string {
    if (key !== this.#last.key) this.#last = { key, batch: key.slice(0, key.lastIndexOf('-')) }
    return this.#last.batch
  }
}
