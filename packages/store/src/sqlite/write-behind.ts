import { type Change, type DocumentReader, MemoryDocuments, PassingMap, type Row } from '@fiftyfive/kernel'
import { changesOf } from '../replay.ts'
import { StoreFailure } from '../store-failure.ts'
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
/** 256 at once held up the commit that they came with, and those behind it, by 10 to 25 ms. */
const LIMITS: WriteBehindLimits = { waiting: 1_536, atOnce: 48 }
/** Read with every payment and seldom changed. */
const REMEMBERED: ReadonlySet<string> = new Set(['merchant', 'terminal', 'batch', 'zone'])
const REMEMBERED_MAX = 20_000
/** Asked with every payment whether they have its key, which hardly ever they have. */
const KEYS_RISE: ReadonlySet<string> = new Set(['payment', 'reversal'])

/** What is known of the rows of one table besides what is on disk. */
class Pending {
  /** Rows that differ from what is on disk, in the order in which they began to: since which line of the journal. */
  readonly waiting = new PassingMap<number>()
  /** Rows on their way to the disk, which may have changed again meanwhile. */
  readonly leaving = new PassingMap<true>()
  /** Keys and aliases of rows that a commit under way is making. */
  readonly making = new PassingMap<true>()
  readonly makingAliases = new PassingMap<true>()
  /** What was read from the disk lately, also that there was nothing. */
  readonly remembered = new Map<string, Row | undefined>()

  /** The first line of the journal that is not on disk yet. */
  get since(): number {
    for (const first of this.waiting.values()) return first
    return Infinity
  }

  has(key: string): boolean {
    return this.waiting.has(key) || this.leaving.has(key)
  }
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
  readonly #rows = new MemoryDocuments(false)
  /** By table. A key is looked up as it is: a name of table and key would be made and hashed anew each time. */
  readonly #pending = new Map<string, Pending>()
  readonly #highestKeys: HighestKeys
  readonly #limits: WriteBehindLimits
  #isLeaving = false
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
      const { making, makingAliases } = this.#of(table)
      const isMade = making.has(row.key) || (row.alias !== undefined && makingAliases.has(row.alias))
      const isTaken = isMade || this.#row(table, row.key) !== undefined || this.#isNamed(table, row)
      if (isTaken) throw this.#database.fail(new StoreFailure(`a row that was to be made is there already: ${table}`))
    }
    for (const change of changes) {
      if (change.do !== 'make') continue
      const { making, makingAliases } = this.#of(change.table)
      making.set(change.row.key, true)
      if (change.row.alias === undefined) continue
      makingAliases.set(change.row.alias, true)
      this.#nameGiven(change.row.alias)
    }
  }

  /** Takes over the changes of lines that have become durable, in their order. */
  apply(changes: readonly Change[], first: number, last: number): void {
    for (const change of changes) {
      if (change.do !== 'make') continue
      const { making, makingAliases } = this.#of(change.table)
      making.delete(change.row.key)
      if (change.row.alias !== undefined) makingAliases.delete(change.row.alias)
    }
    this.#apply(changes, first, last)
  }

  /** What is to be written along with the next commit: nothing unless much is waiting. `landed` must follow. */
  due(): readonly Statement[] {
    return this.#countWaiting('all') > this.#limits.waiting && !this.#isLeaving
      ? this.#leave(this.#limits.atOnce, 'all')
      : []
  }

  landed(): void {
    for (const [table, pending] of this.#pending) {
      for (const key of pending.leaving.keys()) if (!pending.waiting.has(key)) this.#rows.remove(table, key)
      pending.leaving.clear()
    }
    this.#isLeaving = false
    this.#highestKeys.forgetTooMany()
  }

  /**
   * Writes what is waiting by now, in parts between which commits have their turn, until fewer than `least` rows are left. For
   * when there is time, and before many rows are read at once. How many rows that were. Unless all are asked for, rows that are
   * open stay: they are about to change, and would have to be read and written again.
   */
  async catchUp(least = 1): Promise<number> {
    while (this.#isLeaving) await this.#database.write([])
    const which = least > 1 ? 'settled' : 'all'
    let rows = 0
    for (let left = this.#countWaiting(which); left >= least; left -= this.#limits.atOnce) {
      rows += Math.min(left, this.#limits.atOnce)
      await this.#database.write(this.#leave(this.#limits.atOnce, which))
      this.landed()
    }
    return rows
  }

  get = (table: string, key: string): Row | undefined => this.#row(table, key)
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
    const { waiting, leaving } = this.#of(table)
    if (waiting.size > 0 || leaving.size > 0) await this.catchUp()
    return this.#reader
  }

  #of(table: string): Pending {
    let pending = this.#pending.get(table)
    if (!pending) this.#pending.set(table, (pending = new Pending()))
    return pending
  }

  #countWaiting(which: 'all' | 'settled'): number {
    let count = 0
    if (which === 'all') for (const { waiting } of this.#pending.values()) count += waiting.size
    else {
      for (const [table, { waiting }] of this.#pending)
        for (const key of waiting.keys()) if (!this.#isOpen(table, key)) count++
    }
    return count
  }

  #isOpen(table: string, key: string): boolean {
    return this.#rows.row(table, key)?.status === 'open'
  }

  #row(table: string, key: string): Row | undefined {
    const pending = this.#of(table)
    if (pending.has(key)) return this.#rows.row(table, key)
    if (KEYS_RISE.has(table)) {
      return this.#highestKeys.isBeyond(table, key) ? undefined : rowOfKey(this.#database, table, key)
    }
    const { remembered } = pending
    const known = remembered.get(key)
    if (known || remembered.has(key)) return known
    const row = rowOfKey(this.#database, table, key)
    if (row && !REMEMBERED.has(table)) return row
    if (remembered.size >= REMEMBERED_MAX) remembered.clear()
    remembered.set(key, row)
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
      const { table } = change
      const key = 'row' in change ? change.row.key : change.key
      const when = change.do === 'move' ? change.when : undefined
      // A new row is nowhere yet.
      if (change.do !== 'make') this.#borrow(table, key)
      const isLent = when !== undefined && this.#borrow(when.table, when.key)
      this.#rows.apply(change)
      if ('row' in change && table === 'payment' && change.row.alias !== undefined) this.#nameGiven(change.row.alias)
      const { waiting, remembered } = this.#of(table)
      remembered.delete(key)
      if (!waiting.has(key)) waiting.set(key, first)
      if (isLent && !this.#of(when.table).has(when.key)) this.#rows.remove(when.table, when.key)
    }
    this.#applied = last
  }

  /** A row that a change reads or writes and that is only on disk comes into memory; whether it did, and has to leave again. */
  #borrow(table: string, key: string): boolean {
    if (this.#of(table).has(key)) return false
    const row = this.#row(table, key)
    if (row) this.#rows.apply({ do: 'put', table, row })
    return row !== undefined
  }

  #leave(count: number, which: 'all' | 'settled'): readonly Statement[] {
    const statements: Statement[] = []
    const oldestFirst = [...this.#pending].toSorted(([, left], [, right]) => left.since - right.since)
    for (const [table, pending] of oldestFirst) {
      for (const key of pending.waiting.keys()) {
        if (statements.length === count) break
        if (which === 'settled' && this.#isOpen(table, key)) continue
        pending.leaving.set(key, true)
        if (KEYS_RISE.has(table)) this.#highestKeys.raise(table, key)
        statements.push(statementOf(table, key, this.#rows.row(table, key)))
      }
      for (const key of pending.leaving.keys()) pending.waiting.delete(key)
    }
    this.#isLeaving = true
    const oldest = Math.min(...[...this.#pending.values()].map(({ since }) => since))
    const sequence = oldest === Infinity ? this.#applied : oldest - 1
    return [...statements, { sql: 'UPDATE projected SET sequence = ?', values: [sequence] }]
  }
}

const HIGHEST_ALIAS = "SELECT max(alias) AS alias FROM document WHERE tbl = 'payment' AND alias IS NOT NULL"
