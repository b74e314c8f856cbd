import { DatabaseSync } from 'node:sqlite'
import type { Database } from './database.ts'
import { Prepared } from './prepared.ts'
import type { Statement } from './writer.ts'

/** How writers open a file: what is committed is on disk. */
export function connectToWrite(path: string): DatabaseSync {
  const connection = new DatabaseSync(path)
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000')
  return connection
}

/**
 * Each row changes a page of each index, and the next rows change the same pages again: they are kept at hand (32 MB), and
 * copied from the log into the file at every 2,000th page. Rarer would cost less, but whatever is given to the disk
 * at once holds up the journal's commits too, of this machine or of this disk: 8,000 pages did for 90 to 430 ms.
 */
const SELDOM = 'PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 2000'

/** Reads and writes a file in the thread that made it: for a thread that nobody's payment waits for. */
export class DirectWriter extends Prepared implements Pick<Database, 'write'> {
  constructor(path: string) {
    super(connectToWrite(path))
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
