import type { SQLInputValue } from 'node:sqlite'
import { type AccountChange, type AccountRecordKind, type AccountStore, auditBody, auditFrom } from '../accounts.ts'
import { Database } from './database.ts'
import { CHAIN_MIGRATION, ChainedJournal } from './journal.ts'
import type { Statement } from './writer.ts'

/** Accounts of the console, their sessions and the audit log, in a file apart from the payments. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_subject ON journal (subject);
  CREATE TABLE record (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id))
    STRICT, WITHOUT ROWID;
  `,
  CHAIN_MIGRATION,
]

export function openAccountStore(path: string): AccountStore {
  const database = new Database(path, MIGRATIONS)
  const journal = new ChainedJournal(database)
  return {
    commit: (at, audit, changes) =>
      database.write([
        ...journal.append(
          audit.map((entry) => ({ at, type: entry.type, subject: entry.subject, body: auditBody(entry) })),
        ),
        ...changes.map(put),
      ]),
    find: <T>(kind: AccountRecordKind, id: string) =>
      parse<T>(database.get('SELECT body FROM record WHERE kind = ? AND id = ?', kind, id)),
    all: <T>(kind: AccountRecordKind) =>
      database.all('SELECT body FROM record WHERE kind = ? ORDER BY id', kind).map((row) => parse<T>(row) as T),
    entries: <T>(kind: AccountRecordKind) =>
      database
        .all('SELECT id, body FROM record WHERE kind = ? ORDER BY id', kind)
        .map((row) => [String(row['id']), parse<T>(row) as T] as const),
    async audit({ before, limit, type, text }) {
      const conditions = ['1']
      const values: SQLInputValue[] = []
      const where = (condition: string, ...bound: SQLInputValue[]) => {
        conditions.push(condition)
        values.push(...bound)
      }
      if (before !== undefined) where('sequence < ?', before)
      if (type) where('type = ?', type)
      if (text) where('(instr(subject, ?) > 0 OR instr(body, ?) > 0)', text, text)
      const sql = `SELECT * FROM journal WHERE ${conditions.join(' AND ')} ORDER BY sequence DESC LIMIT ?`
      return database.all(sql, ...values, limit).map((row) => ({
        sequence: Number(row['sequence']),
        at: Number(row['at']),
        type: String(row['type']),
        subject: String(row['subject']),
        hash: String(row['hash']),
        ...auditFrom(String(row['body'])),
      }))
    },
    refresh: () => Promise.resolve(),
    onForeignChange: () => undefined,
    close: () => database.close(),
  }
}

const parse = <T>(row: Record<string, unknown> | undefined): T | undefined =>
  row && (JSON.parse(String(row['body'])) as T)

const put = ({ kind, id, body }: AccountChange): Statement =>
  body === undefined
    ? { sql: 'DELETE FROM record WHERE kind = ? AND id = ?', values: [kind, id] }
    : {
        sql: 'INSERT OR REPLACE INTO record (kind, id, body) VALUES (?, ?, ?)',
        values: [kind, id, JSON.stringify(body)],
      }
