import type { Authorization, CardAccount, IssuerEntry, IssuerStore, ZoneKeyState } from '@fiftyfive/issuing'
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
const ZONE_MIGRATION = 'CREATE TABLE zone (link TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;'
/** One acquirer at a time. */
const ZONE = 'acquirer'

export const openIssuerDatabase = (path: string): Database =>
  new Database(path, [...ISSUER_MIGRATIONS, CHAIN_MIGRATION, ZONE_MIGRATION])

/** The issuer's store on SQLite. */
export function issuerStore(database: Database): IssuerStore {
  const journal = new ChainedJournal(database)
  // Asked for with every message, and hardly ever changed.
  let zone = body<ZoneKeyState>(database.get('SELECT body FROM zone WHERE link = ?', ZONE))
  return {
    async commit(at, entries) {
      await database.write([...journal.append(entries.map((entry) => line(at, entry))), ...entries.map(projection)])
      for (const entry of entries) if (entry.type === 'zone-keys') zone = entry.zone
    },
    zoneKeys: () => Promise.resolve(zone),
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

function subjectOf(entry: IssuerEntry): string {
  if (entry.type === 'zone-keys') return ZONE
  return entry.type === 'card-changed' ? entry.card.token : entry.authorization.key
}

const TABLES = {
  'card-changed': { table: 'card', key: 'token' },
  authorization: { table: 'authorization', key: 'key' },
  'zone-keys': { table: 'zone', key: 'link' },
} as const

function projection(entry: IssuerEntry): Statement {
  const { table, key } = TABLES[entry.type]
  const row = entry.type === 'zone-keys' ? entry.zone : entry.type === 'card-changed' ? entry.card : entry.authorization
  const sql = `INSERT OR REPLACE INTO ${table} (${key}, body) VALUES (?, ?)`
  return { sql, values: [subjectOf(entry), JSON.stringify(row)] }
}
