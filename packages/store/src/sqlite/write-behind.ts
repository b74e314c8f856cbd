import { type Change, type DocumentReader, MemoryDocuments, type Row } from '@fiftyfive/kernel'
import { changesOf } from '../replay.ts'
import { StoreFailure } from '../store-failure.ts'
import { touched, written } from '../touched.ts'
import type { Database } from './database.ts'
import { documentReader, rowOfAlias, rowOfKey, statementOf } from './documents.ts'
import { HighestKeys } from './highest-keys.ts'
import type { Statement } from './writer.ts'

export interface WriteBehindLimits {
  /** More rows than this are not kept waiting. */
  readonly waiting: number
  /** So many of the oldest are written along with a commit then. */
  readonly atOnce: number
}
const LIMITS: WriteBehindLimits = { waiting: 1_536, atOnce: 256 }
/** Read with every payment and seldom changed. */
const REMEMBERED: ReadonlySet<string> = new Set(['merchant', 'terminal', 'batch', 'zone'])
const REMEMBERED_MAX = 20_000
/** Asked with every payment whether they have its key, which hardly ever they have. */
const KEYS_RISE: ReadonlySet<string> = new Set(['payment', 'reversal'])

interface Waiting {
  readonly table: string
  readonly key: string
  /** The first line of the journal whose change of this row is not on disk yet. */
  readonly since: number
}

/**
 * The documents of one SQLite file, which follow the journal at a distance: a commit writes lines that are next to one
 * another on disk, and a payment's row, which has a place of its own, is written once when its life is over instead of
 * at each of its steps. What is not written yet is kept in memory and is seen by every reader; `projected` tells from
 * which line on the journal has to be applied again after a crash. That some of those lines had been applied already
 * does no harm: each says what a row is to be, not how it differs.
 */
export class WriteBehindRows implements DocumentReader {
  readonly #database: Database
  readonly #reader: DocumentReader
  readonly #rows = new MemoryDocuments()
  /** Rows that differ from what is on disk, in the order in which they began to. */
  readonly #waiting = new Map<string, Waiting>()
  /** Rows on their way to the disk, which may have changed again meanwhile. */
  #leaving: ReadonlyMap<string, Waiting> = new Map()
  /** Rows that a commit under way is making. */
  readonly #making = new Set<string>()
  /** What was read from the disk lately, also that there was nothing. */
  readonly #remembered = new Map<string, Row | undefined>()
  readonly #highestKeys: HighestKeys
  readonly #limits: WriteBehindLimits
  #highestAlias: string
  #applied: number

  constructor(database: Database, limits = LIMITS) {
    this.#database = database
    this.#limits = limits
    this.#reader = documentReader(database)
    this.#highestKeys = new HighestKeys(database)
    const highest = database.get(HIGHEST_ALIAS)?.['alias']
    this.#highestAlias = typeof highest === 'string' ? highest : ''
    this.#applied = Number(database.get('SELECT sequence FROM projected')?.['sequence'])
    const lines = database.all('SELECT sequence, body FROM journal WHERE sequence > ? ORDER BY sequence', this.#applied)
    for (const { sequence, body } of lines) this.#apply(changesOf(String(body)), Number(sequence), Number(sequence))
  }

  /** To be called before the lines of a commit are written. That it makes a row that is there is a bug, and ends the store. */
  begin(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.do !== 'make') continue
      const { table, row } = change
      const isMade = namesOf(table, row).some((name) => this.#making.has(name))
      const isTaken = isMade || this.#row(table, row.key) !== undefined || this.#isNamed(table, row)
      if (isTaken) throw this.#database.fail(new StoreFailure(`a row that was to be made is there already: ${table}`))
    }
    for (const change of changes) {
      if (change.do !== 'make') continue
      for (const name of namesOf(change.table, change.row)) this.#making.add(name)
      if (change.row.alias !== undefined) this.#nameGiven(change.row.alias)
    }
  }

  /** Takes over the changes of lines that have become durable, in their order. */
  apply(changes: readonly Change[], first: number, last: number): void {
    for (const change of changes) {
      if (change.do === 'make') for (const name of namesOf(change.table, change.row)) this.#making.delete(name)
    }
    this.#apply(changes, first, last)
  }

  /** What is to be written along with the next commit: nothing unless much is waiting. `landed` must follow. */
  due(): readonly Statement[] {
    return this.#waiting.size > this.#limits.waiting && this.#leaving.size === 0 ? this.#leave(this.#limits.atOnce) : []
  }

  landed(): void {
    for (const [name, { table, key }] of this.#leaving) {
      if (!this.#waiting.has(name)) this.#rows.apply({ do: 'remove', table, key })
    }
    this.#leaving = new Map()
    this.#highestKeys.forgetTooMany()
  }

  /**
   * Writes all that is waiting by now, in parts between which commits have their turn. For when there is time, and before
   * many rows are read at once.
   */
  async catchUp(): Promise<void> {
    while (this.#leaving.size > 0) await this.#database.write([])
    for (let left = this.#waiting.size; left > 0; left -= this.#limits.atOnce) {
      await this.#database.write(this.#leave(this.#limits.atOnce))
      this.landed()
    }
  }

  get = async (table: string, key: string): Promise<Row | undefined> => this.#row(table, key)
  async byAlias(table: string, alias: string): Promise<Row | undefined> {
    return this.#rows.rowByAlias(table, alias) ?? (await this.#onDisk(table)).byAlias(table, alias)
  }
  children = async (table: string, parent: string): Promise<readonly Row[]> =>
    (await this.#onDisk(table)).children(table, parent)
  open = async (table: string): Promise<readonly Row[]> => (await this.#onDisk(table)).open(table)
  startingWith = async (table: string, prefix: string): Promise<readonly Row[]> =>
    (await this.#onDisk(table)).startingWith(table, prefix)
  all = async (table: string): Promise<readonly Row[]> => (await this.#onDisk(table)).all(table)
  count = async (table: string): Promise<number> => (await this.#onDisk(table)).count(table)

  /** A reader of the disk, once everything of this table is there that was known when it was asked for. */
  async #onDisk(table: string): Promise<DocumentReader> {
    if (this.#isWaiting(table)) await this.catchUp()
    return this.#reader
  }

  #isInMemory(name: string): boolean {
    return this.#waiting.has(name) || this.#leaving.has(name)
  }

  #isWaiting(wanted: string): boolean {
    for (const { table } of this.#waiting.values()) if (table === wanted) return true
    for (const { table } of this.#leaving.values()) if (table === wanted) return true
    return false
  }

  #row(table: string, key: string): Row | undefined {
    const name = nameOf(table, key)
    if (this.#isInMemory(name)) return this.#rows.row(table, key)
    if (KEYS_RISE.has(table)) {
      return this.#highestKeys.isBeyond(table, key) ? undefined : rowOfKey(this.#database, table, key)
    }
    if (this.#remembered.has(name)) return this.#remembered.get(name)
    const row = rowOfKey(this.#database, table, key)
    if (row && !REMEMBERED.has(table)) return row
    if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear()
    this.#remembered.set(name, row)
    return row
  }

  #isNamed(table: string, { alias }: Row): boolean {
    // References rise while the clock does: then one look at the highest is enough.
    if (alias === undefined || (table === 'payment' && alias > this.#highestAlias)) return false
    return (this.#rows.rowByAlias(table, alias) ?? rowOfAlias(this.#database, table, alias)) !== undefined
  }

  #nameGiven(alias: string): void {
    if (alias > this.#highestAlias) this.#highestAlias = alias
  }

  #apply(changes: readonly Change[], first: number, last: number): void {
    for (const change of changes) {
      const names = touched(change)
      for (const [table, key] of names) {
        const row = this.#isInMemory(nameOf(table, key)) ? undefined : this.#row(table, key)
        if (row) this.#rows.apply({ do: 'put', table, row })
      }
      this.#rows.apply(change)
      if ('row' in change && change.table === 'payment' && change.row.alias !== undefined)
        this.#nameGiven(change.row.alias)
      const [table, key] = written(change)
      const name = nameOf(table, key)
      this.#remembered.delete(name)
      if (!this.#waiting.has(name)) this.#waiting.set(name, { table, key, since: first })
      for (const [table, key] of names) {
        if (!this.#isInMemory(nameOf(table, key))) this.#rows.apply({ do: 'remove', table, key })
      }
    }
    this.#applied = last
  }

  #leave(count: number): readonly Statement[] {
    const leaving = new Map<string, Waiting>()
    const statements: Statement[] = []
    for (const [name, waiting] of this.#waiting) {
      if (leaving.size === count) break
      leaving.set(name, waiting)
      const { table, key } = waiting
      if (KEYS_RISE.has(table)) this.#highestKeys.raise(table, key)
      statements.push(statementOf(table, key, this.#rows.row(table, key)))
    }
    for (const name of leaving.keys()) this.#waiting.delete(name)
    this.#leaving = leaving
    const [oldest] = this.#waiting.values()
    const sequence = oldest ? oldest.since - 1 : this.#applied
    return [...statements, { sql: 'UPDATE projected SET sequence = ?', values: [sequence] }]
  }
}

const HIGHEST_ALIAS = "SELECT max(alias) AS alias FROM document WHERE tbl = 'payment' AND alias IS NOT NULL"

const nameOf = (table: string, key: string): string => `${table}/${key}`
const namesOf = (table: string, { key, alias }: Row): readonly string[] =>
  alias === undefined ? [nameOf(table, key)] : [nameOf(table, key), `${table} ${alias}`]
