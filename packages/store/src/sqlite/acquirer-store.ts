import {
  type AcquirerStore,
  acquirerStoreOver,
  type AcquirerTable,
  type JournalEntry,
  project,
  subjectOf,
} from '@fiftyfive/acquiring'
import type { Change, DocumentReader, Instant, Row } from '@fiftyfive/kernel'
import { ACQUIRER_MIGRATIONS } from './acquirer-schema.ts'
import { Database } from './database.ts'
import { documentReader, statementOf } from './documents.ts'
import { ChainedJournal } from './journal.ts'

export const openAcquirerDatabase = (path: string): Database => new Database(path, ACQUIRER_MIGRATIONS)

/** The acquirer's store on SQLite. */
export function acquirerStore(database: Database): AcquirerStore {
  const journal = new ChainedJournal(database)
  const rows = new RememberedRows(documentReader(database))
  return acquirerStoreOver({
    async commit(at, entries) {
      const changes = entries.flatMap(project)
      await database.write([
        ...journal.append(entries.map((entry) => line(at, entry))),
        ...changes.map((change) => statementOf(change)),
      ])
      rows.forget(changes)
    },
    rows: rows.reader,
    async last(type) {
      const row = database.get('SELECT body FROM journal WHERE type = ? ORDER BY sequence DESC LIMIT 1', type)
      return row && (JSON.parse(String(row['body'])) as JournalEntry)
    },
  })
}

/** Read with every payment and seldom changed. */
const REMEMBERED: ReadonlySet<AcquirerTable> = new Set(['merchant', 'terminal', 'batch', 'zone'])
const ROWS_MAX = 20_000

/**
 * Keeps rows that every payment reads. Nobody else writes to the file, so a row is good until a commit that changes it
 * is on disk; before that nobody may act on the change.
 */
class RememberedRows {
  readonly reader: DocumentReader<AcquirerTable>
  readonly #rows = new Map<string, Row | undefined>()

  constructor(reader: DocumentReader<AcquirerTable>) {
    this.reader = {
      ...reader,
      get: async (table, key) => {
        if (!REMEMBERED.has(table)) return reader.get(table, key)
        const name = `${table}/${key}`
        if (this.#rows.has(name)) return this.#rows.get(name)
        const row = await reader.get(table, key)
        if (this.#rows.size >= ROWS_MAX) this.#rows.clear()
        this.#rows.set(name, row)
        return row
      },
    }
  }

  forget(changes: readonly Change<AcquirerTable>[]): void {
    for (const change of changes) {
      if (REMEMBERED.has(change.table))
        this.#rows.delete(`${change.table}/${'row' in change ? change.row.key : change.key}`)
    }
  }
}

const line = (at: Instant, entry: JournalEntry) => ({
  at,
  type: entry.type,
  subject: subjectOf(entry),
  body: JSON.stringify(entry),
})
