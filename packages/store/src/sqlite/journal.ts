import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Database } from './database.ts'
import type { Statement } from './writer.ts'

/** Adds the chain to a journal; entries written before it have an empty hash. */
export const CHAIN_MIGRATION = `
  ALTER TABLE journal ADD COLUMN hash TEXT NOT NULL DEFAULT '';
  CREATE TABLE journal_head (day TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

interface Line {
  /** Milliseconds since 1970, by the clock of whoever wrote it. */
  readonly at: number
  readonly type: string
  readonly subject: string
  readonly body: string
}

/** UTC, YYYY-MM-DD. */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** SHA-256 over the hash before and the line, each part with its length in front, so that no two lines look alike. */
function linkHash(previous: string, { at, type, subject, body }: Line): string {
  const hash = createHash('sha256')
  for (const part of [previous, String(at), type, subject, body]) hash.update(`${part.length}:${part}`)
  return hash.digest('hex')
}

/**
 * Where the chain stands. A line goes on from the line before it of the same day; the first of a day goes on from the
 * newest line of all. So each day can be checked and its last hash published by itself, also when the clock went back.
 */
class Heads {
  readonly days = new Map<string, string>()
  newest = ''

  link(line: Line): { readonly day: string; readonly hash: string } {
    const day = dayOf(line.at)
    const hash = linkHash(this.days.get(day) ?? this.newest, line)
    this.days.set(day, hash)
    this.newest = hash
    return { day, hash }
  }
}

/** Writes lines into the journal table of a database, each bound to those before it. One for each open database. */
export class ChainedJournal {
  readonly #heads = new Heads()

  constructor(database: Database) {
    for (const row of database.all('SELECT day, hash FROM journal_head'))
      this.#heads.days.set(String(row['day']), String(row['hash']))
    const newest = database.get('SELECT hash FROM journal ORDER BY sequence DESC LIMIT 1')?.['hash']
    if (typeof newest === 'string') this.#heads.newest = newest
  }

  /**
   * The statements that append these lines. To be written in the order of the calls: a write that fails ends the
   * database, so that no line can be missing between two that were written.
   */
  append(lines: readonly Line[]): Statement[] {
    const heads = new Map<string, string>()
    const statements = lines.map((line): Statement => {
      const { day, hash } = this.#heads.link(line)
      heads.set(day, hash)
      const sql = 'INSERT INTO journal (at, type, subject, body, hash) VALUES (?, ?, ?, ?, ?)'
      return { sql, values: [line.at, line.type, line.subject, line.body, hash] }
    })
    for (const values of heads)
      statements.push({ sql: 'INSERT OR REPLACE INTO journal_head (day, hash) VALUES (?, ?)', values })
    return statements
  }
}

export interface JournalReport {
  readonly entries: number
  /** Entries from before the chain, which prove nothing. */
  readonly unchained: number
  /** Last hash of each day, UTC: to be kept elsewhere, so that nobody can rewrite a day together with its chain. */
  readonly days: Readonly<Record<string, string>>
  /** The first entry that was changed, inserted or taken away, or the day that lost its end. */
  readonly broken?: { readonly sequence: number } | { readonly day: string }
}

/** Reads the journal in a database file from its beginning and checks every link. Throws when the file cannot be read. */
export function verifyJournal(path: string): JournalReport {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const heads = new Heads()
    let entries = 0
    let unchained = 0
    const rows = database
      .prepare('SELECT sequence, at, type, subject, body, hash FROM journal ORDER BY sequence')
      .iterate()
    for (const row of rows as Iterable<Line & { readonly sequence: number; readonly hash: string }>) {
      entries++
      if (row.hash === '' && heads.newest === '') unchained++
      else if (heads.link(row).hash !== row.hash) return report(entries, unchained, heads, { sequence: row.sequence })
    }
    const kept = database.prepare('SELECT day, hash FROM journal_head').all() as unknown as {
      day: string
      hash: string
    }[]
    const days = new Set([...heads.days.keys(), ...kept.map(({ day }) => day)])
    const recorded = new Map(kept.map(({ day, hash }) => [day, hash]))
    const cut = [...days].find((day) => heads.days.get(day) !== recorded.get(day))
    return report(entries, unchained, heads, cut === undefined ? undefined : { day: cut })
  } finally {
    database.close()
  }
}

const report = (entries: number, unchained: number, heads: Heads, broken: JournalReport['broken']): JournalReport => ({
  entries,
  unchained,
  days: Object.fromEntries(heads.days),
  ...(broken ? { broken } : {}),
})
