import { DatabaseSync } from 'node:sqlite'
import { type ChainedLine, Heads, type JournalReport, type Line, verifyChain } from '../chain.ts'
import type { Database } from './database.ts'
import type { Statement } from './writer.ts'

/** Adds the chain to a journal; entries written before it have an empty hash. */
export const CHAIN_MIGRATION = `
  ALTER TABLE journal ADD COLUMN hash TEXT NOT NULL DEFAULT '';
  CREATE TABLE journal_head (day TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

/** Writes lines into the journal table of a database, each bound to those before it. One for each open database. */
export class ChainedJournal {
  readonly #heads = new Heads()
  #sequence: number

  constructor(database: Database) {
    for (const row of database.all('SELECT day, hash FROM journal_head'))
      this.#heads.days.set(String(row['day']), String(row['hash']))
    const newest = database.get('SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1')
    this.#sequence = Number(newest?.['sequence'] ?? 0)
    if (newest) this.#heads.newest = String(newest['hash'])
  }

  /** Number of the line that was appended last. */
  get sequence(): number {
    return this.#sequence
  }

  /**
   * The statements that append these lines. To be written in the order of the calls: a write that fails ends the
   * database, so that no line can be missing between two that were written.
   */
  append(lines: readonly Line[]): Statement[] {
    const statements: Statement[] = []
    for (const line of lines) {
      const { day, hash } = this.#heads.link(line)
      statements.push(
        { sql: APPEND, values: [++this.#sequence, line.at, line.type, line.subject, line.body, hash] },
        { sql: KEEP_HEAD, values: [day, hash], replaces: day },
      )
    }
    return statements
  }
}

const APPEND = 'INSERT INTO journal (sequence, at, type, subject, body, hash) VALUES (?, ?, ?, ?, ?, ?)'
const KEEP_HEAD = 'INSERT OR REPLACE INTO journal_head (day, hash) VALUES (?, ?)'

/** Reads the journal in a database file from its beginning and checks every link. Rejects when the file cannot be read. */
export async function verifyJournal(path: string): Promise<JournalReport> {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const lines = database
      .prepare('SELECT sequence, at, type, subject, body, hash FROM journal ORDER BY sequence')
      .iterate() as Iterable<unknown> as Iterable<ChainedLine>
    const kept = database.prepare('SELECT day, hash FROM journal_head').all()
    return await verifyChain(lines, new Map(kept.map(({ day, hash }) => [String(day), String(hash)])))
  } finally {
    database.close()
  }
}
