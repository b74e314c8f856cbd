import type { DocumentReader, Row } from '@fiftyfive/kernel'
import type { Client } from 'pg'
import { COLUMNS, type StoredRow } from '../changed-rows.ts'
import { names, unnest } from './columns.ts'

/** All rows of these tables and keys, in one question. */
export const ROWS_BY_KEY = `SELECT d.tbl, d.key, status, alias, parent, body, extra
  FROM ${unnest('text', 'text')} AS wanted (tbl, key)
  JOIN document d ON d.tbl = wanted.tbl COLLATE "C" AND d.key = wanted.key COLLATE "C"`

interface Wanted {
  readonly table: string
  readonly key: string
  readonly resolve: (row: Row | undefined) => void
  readonly reject: (reason: Error) => void
}

/**
 * Look-ups of callers who come while a question is under way share the next one. A question that fails means that the
 * database is gone, and is answered with what `failed` makes of it.
 */
export function documentReader(client: Client, failed: (failure: Error) => Error): DocumentReader {
  let waiting: Wanted[] = []
  let asking = false
  const ask = async (): Promise<void> => {
    if (asking || waiting.length === 0) return
    asking = true
    const wanted = waiting
    waiting = []
    try {
      const values = [names(wanted.map(({ table }) => table)), names(wanted.map(({ key }) => key))]
      const found = await client.query<StoredRow>({ name: 'rows', text: ROWS_BY_KEY, values })
      const rows = new Map(found.rows.map((row) => [`${row.tbl}/${row.key}`, row]))
      for (const { table, key, resolve } of wanted) resolve(rowOf(rows.get(`${table}/${key}`)))
    } catch (failure) {
      const lost = failed(failure as Error)
      for (const { reject } of wanted) reject(lost)
    }
    asking = false
    void ask()
  }
  const thrown = (failure: Error): never => {
    throw failed(failure)
  }
  const many = async (condition: string, ...values: string[]): Promise<readonly Row[]> => {
    const text = `SELECT ${COLUMNS} FROM document WHERE tbl = $1 AND ${condition} ORDER BY key`
    const found = await client.query<StoredRow>({ text, values }).catch(thrown)
    return found.rows.map((row) => rowOf(row) as Row)
  }
  return {
    get: (table, key) =>
      new Promise((resolve, reject) => {
        waiting.push({ table, key, resolve, reject })
        if (waiting.length === 1) setImmediate(() => void ask())
      }),
    byAlias: async (table, alias) => (await many('alias = $2', table, alias))[0],
    children: (table, parent) => many('parent = $2', table, parent),
    open: (table) => many("status = 'open'", table),
    startingWith: (table, prefix) => many('key >= $2 AND key < $3', table, prefix, `${prefix}\u{10FFFF}`),
    all: (table) => many('true', table),
    async count(table) {
      const text = 'SELECT count(*) AS n FROM document WHERE tbl = $1'
      const found = await client.query<{ n: string }>(text, [table]).catch(thrown)
      return Number(found.rows[0]?.n)
    },
  }
}

export function rowOf(found: StoredRow | undefined): Row | undefined {
  if (!found) return undefined
  const { key, status, alias, parent, body, extra } = found
  return {
    key,
    body: JSON.parse(body),
    ...(status === null ? {} : { status }),
    ...(alias === null ? {} : { alias }),
    ...(parent === null ? {} : { parent }),
    ...(extra === null ? {} : { extra: JSON.parse(extra) }),
  }
}
