import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { Database, Rows } from './database.ts'
import type { Statement } from './writer.ts'

/** How writers open a file. `durable` false: a commit may be lost with the power, though never half of it. */
export function connectToWrite(path: string, durable: boolean): DatabaseSync {
  const connection = new DatabaseSync(path)
  connection.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}; PRAGMA busy_timeout = 5000`,
  )
  return connection
}

/**
 * Each row changes a page of each index, and the next rows change the same pages again. They are kept at hand (32 MB), and
 * copied from the log into the file when it has 8,000 of them instead of 1,000: that halves what a row costs.
 */
const SELDOM = 'PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 8000'

/** Reads and writes a file in the thread that made it: for a thread that nobody's payment waits for. Not durable at once. */
export class DirectWriter implements Rows, Pick<Database, 'write'> {
  readonly #connection: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  constructor(path: string) {
    this.#connection = connectToWrite(path, false)
    this.#connection.exec(SELDOM)
  }

  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.#statement(sql).all(...values)
  }
  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#statement(sql).get(...values)
  }

  /** One transaction. It is over when this returns; whoever reads next sees it. */
  async write(statements: readonly Statement[]): Promise<void> {
    if (statements.length === 0) return
    this.#connection.exec('BEGIN IMMEDIATE')
    try {
      for (const { sql, values } of statements) this.#statement(sql).run(...values)
      this.#connection.exec('COMMIT')
    } catch (failure) {
      if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK')
      throw failure
    }
  }

  close(): void {
    this.#connection.close()
  }

  #statement(sql: string): StatementSync {
    let found = this.#prepared.get(sql)
    if (!found) this.#prepared.set(sql, (found = this.#connection.prepare(sql)))
    return found
  }
}
