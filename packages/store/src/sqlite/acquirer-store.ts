import {
  type AcquirerStore,
  acquirerStoreOver,
  type AcquirerTable,
  type JournalEntry,
  project,
  subjectOf,
} from '@fiftyfive/acquiring'
import type { Change, DocumentReader, Instant } from '@fiftyfive/kernel'
import type { CardKeyStore } from '../card-keys.ts'
import { ACQUIRER_MIGRATIONS } from './acquirer-schema.ts'
import { cardKeys } from './card-keys.ts'
import type { ReportStore } from '../reports.ts'
import { reportStore } from './reports.ts'
import { Database } from './database.ts'
import { ChainedJournal } from './journal.ts'
import { type WriteBehindLimits, WriteBehindRows } from './write-behind.ts'

export const openAcquirerDatabase = (path: string): Database => new Database(path, ACQUIRER_MIGRATIONS)

/** The acquirer's store on SQLite. */
export interface OwnStore {
  readonly store: AcquirerStore
  readonly rows: DocumentReader<AcquirerTable>
  readonly cardKeys: CardKeyStore
  readonly reports: ReportStore
  /**
   * Brings the documents on disk up to the journal, until fewer than `least` (1) are behind. To be called now and then, and
   * before the database is closed. How many rows that were.
   */
  catchUp(least?: number): Promise<number>
}

export function openOwnStore(database: Database, limits?: WriteBehindLimits): OwnStore {
  const journal = new ChainedJournal(database)
  const rows = new WriteBehindRows(database, limits)
  const store = acquirerStoreOver({
    async commit(at, entries) {
      const changes: Change<AcquirerTable>[] = []
      for (const entry of entries) changes.push(...project(entry))
      rows.begin(changes)
      const first = journal.sequence + 1
      const lines = journal.append(entries.map((entry) => line(at, entry)))
      const last = journal.sequence
      const due = rows.due()
      await database.write([...lines, ...due])
      rows.apply(changes, first, last)
      if (due.length > 0) rows.landed()
    },
    rows,
    async last(type) {
      const row = database.get('SELECT body FROM journal WHERE type = ? ORDER BY sequence DESC LIMIT 1', type)
      return row && (JSON.parse(String(row['body'])) as JournalEntry)
    },
  })
  return {
    store,
    rows,
    cardKeys: cardKeys(database),
    reports: reportStore(database),
    catchUp: (least) => rows.catchUp(least),
  }
}

export const acquirerStore = (database: Database): AcquirerStore => openOwnStore(database).store

const line = (at: Instant, entry: JournalEntry) => ({
  at,
  type: entry.type,
  subject: subjectOf(entry),
  body: JSON.stringify(entry),
})
