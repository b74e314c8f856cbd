import type { DocumentReader, Row } from '@fiftyfive/kernel'
import type { Database } from './database.ts'
import type { Statement } from './writer.ts'

/** One table for the documents of all tables: their names are the party's business. */
export const DOCUMENT_SCHEMA = `
  CREATE TABLE document (
    tbl TEXT NOT NULL, key TEXT NOT NULL, status TEXT, alias TEXT, parent TEXT, body TEXT NOT NULL, extra TEXT,
    PRIMARY KEY (tbl, key)
  ) STRICT;
  CREATE UNIQUE INDEX document_alias ON document (tbl, alias) WHERE alias IS NOT NULL;
  CREATE INDEX document_parent ON document (tbl, parent, key) WHERE parent IS NOT NULL;
  CREATE INDEX document_open ON document (tbl, key) WHERE status = 'open';
`

export const PUT_DOCUMENT =
  'INSERT OR REPLACE INTO document (tbl, key, status, alias, parent, body, extra) VALUES (?, ?, ?, ?, ?, ?, ?)'
export const REMOVE_DOCUMENT = 'DELETE FROM document WHERE tbl = ? AND key = ?'

/** The statement that makes a row what it is now; undefined takes it away. */
export function statementOf(table: string, key: string, row: Row | undefined): Statement {
  if (!row) return { sql: REMOVE_DOCUMENT, values: [table, key] }
  const { status = null, alias = null, parent = null } = row
  const extra = row.extra === undefined ? null : JSON.stringify(row.extra)
  return { sql: PUT_DOCUMENT, values: [table, key, status, alias, parent, JSON.stringify(row.body), extra] }
}

/** Without waiting: SQLite reads in this thread. */
export const rowOfKey = (database: Database, table: string, key: string): Row | undefined =>
  rowOf(database.get(`${READ} AND key = ?`, table, key))
export const rowOfAlias = (database: Database, table: string, alias: string): Row | undefined =>
  rowOf(database.get(`${READ} AND alias = ?`, table, alias))

const READ = 'SELECT key, status, alias, parent, body, extra FROM document WHERE tbl = ?'

export function documentReader(database: Database): DocumentReader {
  const many = (condition: string, ...values: string[]): readonly Row[] =>
    database.all(`${READ} AND ${condition} ORDER BY key`, ...values).map((found) => rowOf(found) as Row)
  return {
    get: async (table, key) => rowOfKey(database, table, key),
    byAlias: async (table, alias) => rowOfAlias(database, table, alias),
    children: async (table, parent) => many('parent = ?', table, parent),
    open: async (table) => many("status = 'open'", table),
    startingWith: async (table, prefix) => many('key >= ? AND key < ?', table, prefix, `${prefix}\u{10FFFF}`),
    all: async (table) => many('true', table),
    count: async (table) => Number(database.get('SELECT count(*) AS n FROM document WHERE tbl = ?', table)?.['n']),
  }
}

function rowOf(found: Record<string, unknown> | undefined): Row | undefined {
  if (!found) return undefined
  const { key, status, alias, parent, body, extra } = found as Record<string, string | null>
  return {
    key: String(key),
    body: JSON.parse(String(body)),
    ...(status === null || status === undefined ? {} : { status }),
    ...(alias === null || alias === undefined ? {} : { alias }),
    ...(parent === null || parent === undefined ? {} : { parent }),
    ...(extra === null || extra === undefined ? {} : { extra: JSON.parse(extra) }),
  }
}
