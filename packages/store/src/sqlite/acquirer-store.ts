import { type AcquirerStore, acquirerStoreOver, type JournalEntry, project, subjectOf } from '@fiftyfive/acquiring'
import type { Instant } from '@fiftyfive/kernel'
import { ACQUIRER_MIGRATIONS } from './acquirer-schema.ts'
import { Database } from './database.ts'
import { documentReader, statementOf } from './documents.ts'
import { ChainedJournal } from './journal.ts'

export const openAcquirerDatabase = (path: string): Database => new Database(path, ACQUIRER_MIGRATIONS)

/** The acquirer's store on SQLite. */
export function acquirerStore(database: Database): AcquirerStore {
  const journal = new ChainedJournal(database)
  return acquirerStoreOver({
    commit: (at, entries) =>
      database.write([
        ...journal.append(entries.map((entry) => line(at, entry))),
        ...entries.flatMap((entry) => project(entry).map(statementOf)),
      ]),
    rows: documentReader(database),
    async last(type) {
      const row = database.get('SELECT body FROM journal WHERE type = ? ORDER BY sequence DESC LIMIT 1', type)
      return row && (JSON.parse(String(row['body'])) as JournalEntry)
    },
  })
}

const line = (at: Instant, entry: JournalEntry) => ({
  at,
  type: entry.type,
  subject: subjectOf(entry),
  body: JSON.stringify(entry),
})
