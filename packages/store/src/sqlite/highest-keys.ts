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
  readonly #known = new Map<string, string>()

  constructor(database: Database) {
    this.#database = database
  }

  isBeyond(table: string, key: string): boolean {
    return key > this.#highest(table, key)
  }

  /** To be called before a row reaches the disk. */
  raise(table: string, key: string): void {
    if (this.isBeyond(table, key)) this.#known.set(nameOf(table, key), key)
  }

  /** To be called while nothing is on its way to the disk: what is forgotten is read there again. */
  forgetTooMany(): void {
    if (this.#known.size > KNOWN_MAX) this.#known.clear()
  }

  #highest(table: string, key: string): string {
    const name = nameOf(table, key)
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const prefix = key.slice(0, key.lastIndexOf('-') + 1)
    const found = this.#database.get(HIGHEST, table, prefix, `${prefix}\u{10FFFF}`)?.['key']
    const highest = typeof found === 'string' ? found : ''
    this.#known.set(name, highest)
    return highest
  }
}

const nameOf = (table: string, key: string): string => table + key.slice(0, key.lastIndexOf('-'))
