import { DatabaseSync } from 'node:sqlite'
import type { Database } from './database.ts'
import { Prepared } from './prepared.ts'
import type { Statement } from './writer.ts'

/**
 * How writers open a file. `durable` false: nobody waits for the disk, so that what was committed survives the end of the
 * process, but not of the machine, which may leave the file damaged (`setAsideIfDamaged`).
 */
export function connectToWrite(path: string, durable: boolean): DatabaseSync {
  const connection = new DatabaseSync(path)
  connection.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${durable ? 'FULL' : 'OFF'}; PRAGMA busy_timeout = 5000`,
  )
  return connection
}

/**
 * Each row changes a page of each index, and the next rows change the same pages again. They are kept at hand (32 MB), and
 * copied from the log into the file when it has 8,000 of them instead of 1,000: that halves what a row costs.
 */
const SELDOM = 'PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 8000'

/** Reads and writes a file in the thread that made it: for a thread that nobody's payment waits for. Not durable at once. */
export class DirectWriter extends Prepared implements Pick<Database, 'write'> {
  constructor(path: string) {
    super(connectToWrite(path, false))
    this.connection.exec(SELDOM)
  }

  /** One transaction. It is over when this returns; whoever reads next sees it. */
  async write(statements: readonly Statement[]): Promise<void> {
    if (statements.length === 0) return
    this.connection.exec('BEGIN IMMEDIATE')
    try {
      for (const { sql, values } of statements) this.statement(sql).run(...values)
      this.connection.exec('COMMIT')
    } catch (failure) {
      if (this.connection.isTransaction) this.connection.exec('ROLLBACK')
      throw failure
    }
  }
}
