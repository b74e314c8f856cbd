import type { Change, DocumentReader, Row } from '@fiftyfive/kernel'
import type { Database } from './database.ts'
import type { Statement } from './writer.ts'

/** One table for the documents of all tables: their names are the party's business. */
export const DOCUMENT_SCHEMA = `
  CREATE TABLE document (
    tbl TEXT NOT NULL, key TEXT NOT NULL, status TEXT, alias TEXT, parent TEXT, body TEXT NOT NULL, extra TEXT,
    PRIMARY KEY (tbl, key)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX document_alias ON document (tbl, alias) WHERE alias IS NOT NULL;
  CREATE INDEX document_parent ON document (tbl, parent, key) WHERE parent IS NOT NULL;
  CREATE INDEX document_open ON document (tbl, key) WHERE status = 'open';
`

/** The statement that carries a change out. */
export function statementOf(change: Change): Statement {
  switch (change.do) {
    case 'make':
      return insert('ABORT', change.table, change.row)
    case 'put':
      return insert('REPLACE', change.table, change.row)
    case 'add':
      return insert('IGNORE', change.table, change.row)
    case 'remove':
      return sql('DELETE FROM document WHERE tbl = ? AND key = ?', change.table, change.key)
    case 'set': {
      const update = 'UPDATE document SET status = ?3, extra = coalesce(?4, extra) WHERE tbl = ?1 AND key = ?2'
      return sql(update, change.table, change.key, change.status, json(change.extra))
    }
    case 'move': {
      const { table, key, to, from, when } = change
      const update =
        'UPDATE document SET status = ?3 WHERE tbl = ?1 AND key = ?2 AND status IN (SELECT value FROM json_each(?4))'
      if (!when) return sql(update, table, key, to, JSON.stringify(from))
      const only = `${update} AND EXISTS (SELECT 1 FROM document WHERE tbl = ?5 AND key = ?6)`
      return sql(only, table, key, to, JSON.stringify(from), when.table, when.key)
    }
  }
}

function insert(conflict: 'ABORT' | 'REPLACE' | 'IGNORE', table: string, row: Row): Statement {
  const text = `INSERT OR ${conflict} INTO document (tbl, key, status, alias, parent, body, extra) VALUES (?, ?, ?, ?, ?, ?, ?)`
  const { key, status = null, alias = null, parent = null } = row
  return sql(text, table, key, status, alias, parent, JSON.stringify(row.body), json(row.extra))
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
const sql = (text: string, ...values: (string | number | null)[]): Statement => ({ sql: text, values })

export function documentReader(database: Database): DocumentReader {
  const read = 'SELECT key, status, alias, parent, body, extra FROM document WHERE tbl = ?'
  const one = (condition: string, table: string, value: string): Row | undefined =>
    rowOf(database.get(`${read} AND ${condition}`, table, value))
  const many = (condition: string, ...values: string[]): readonly Row[] =>
    database.all(`${read} AND ${condition} ORDER BY key`, ...values).map((found) => rowOf(found) as Row)
  return {
    get: async (table, key) => one('key = ?', table, key),
    byAlias: async (table, alias) => one('alias = ?', table, alias),
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
