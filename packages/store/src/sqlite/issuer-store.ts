import type { Authorization, CardAccount, IssuerEntry, IssuerStore } from '@fiftyfive/issuing'
import type { Instant } from '@fiftyfive/kernel'
import { Database } from './database.ts'
import { CHAIN_MIGRATION, ChainedJournal } from './journal.ts'
import type { Statement } from './writer.ts'

const ISSUER_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE card (token TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE authorization (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
]

export const openIssuerDatabase = (path: string): Database =>
  new Database(path, [...ISSUER_MIGRATIONS, CHAIN_MIGRATION])

/** The issuer's store on SQLite. */
export function issuerStore(database: Database): IssuerStore {
  const journal = new ChainedJournal(database)
  return {
    commit: (at, entries) =>
      database.write([...journal.append(entries.map((entry) => line(at, entry))), ...entries.map(projection)]),
    async card(token) {
      return body<CardAccount>(database.get('SELECT body FROM card WHERE token = ?', token))
    },
    async cards() {
      return database.all('SELECT body FROM card').map((row) => body<CardAccount>(row) as CardAccount)
    },
    async authorization(key) {
      return body<Authorization>(database.get('SELECT body FROM authorization WHERE key = ?', key))
    },
  }
}

const body = <T>(row: Record<string, unknown> | undefined): T | undefined =>
  row && (JSON.parse(String(row['body'])) as T)

const line = (at: Instant, entry: IssuerEntry) => ({
  at,
  type: entry.type,
  subject: subjectOf(entry),
  body: JSON.stringify(entry),
})

const subjectOf = (entry: IssuerEntry): string =>
  entry.type === 'card-changed' ? entry.card.token : entry.authorization.key

const projection = (entry: IssuerEntry): Statement =>
  entry.type === 'card-changed'
    ? {
        sql: 'INSERT OR REPLACE INTO card (token, body) VALUES (?, ?)',
        values: [entry.card.token, JSON.stringify(entry.card)],
      }
    : {
        sql: 'INSERT OR REPLACE INTO authorization (key, body) VALUES (?, ?)',
        values: [entry.authorization.key, JSON.stringify(entry.authorization)],
      }
