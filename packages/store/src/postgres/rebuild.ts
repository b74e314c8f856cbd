import type { Client } from 'pg'
import { ChangedRows, COLUMNS, type StoredRow } from '../changed-rows.ts'
import { changesOf, countDifferent, LINES_AT_ONCE, type Rebuilt, rowsFor } from '../replay.ts'
import { names } from './columns.ts'
import { connect } from './connection.ts'
import { ROWS_BY_KEY } from './documents.ts'
import { putRows, removeRows } from './journal.ts'
import { LOCKS, migrate } from './schema.ts'

/** A host works on the database: what it remembers would not be what it finds afterwards. */
export class HostsAtWork extends Error {
  override readonly name = 'HostsAtWork'
}

/**
 * Makes the documents anew from the journal, in one transaction that nobody can write beside. With `write` false it only
 * tells what would change. Rejects with HostsAtWork while a host is connected.
 */
export async function rebuildSharedDocuments(url: string, write: boolean): Promise<Rebuilt> {
  const client = await connect(url, false)
  try {
    await migrate(client)
    await client.query('BEGIN; SELECT FROM journal_position FOR UPDATE; LOCK TABLE document IN EXCLUSIVE MODE')
    const hosts = await number(client, HOSTS)
    if (hosts > 0) throw new HostsAtWork(`${hosts} hosts are connected; stop them first`)
    await client.query('CREATE TEMP TABLE before ON COMMIT DROP AS SELECT * FROM document; DELETE FROM document')
    const entries = await replay(client)
    await client.query(
      'UPDATE document SET host = before.host FROM before WHERE document.tbl = before.tbl AND document.key = before.key',
    )
    const different = await number(client, countDifferent('before', 'document', COLUMNS))
    const rows = await number(client, 'SELECT count(*) AS n FROM document')
    await client.query(write ? 'COMMIT' : 'ROLLBACK')
    return { entries, rows, different }
  } finally {
    await client.end()
  }
}

const HOSTS = `SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
  AND classid = ${LOCKS.host} AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

const number = async (client: Client, text: string): Promise<number> =>
  Number((await client.query<{ n: string }>(text)).rows[0]?.n)

async function replay(client: Client): Promise<number> {
  const read = 'SELECT sequence, body FROM journal WHERE sequence > $1 ORDER BY sequence LIMIT $2'
  for (let entries = 0, last = 0; ;) {
    const lines = (await client.query<{ sequence: string; body: string }>(read, [last, LINES_AT_ONCE])).rows
    const changes = lines.flatMap(({ body }) => changesOf(body))
    const wanted = rowsFor(changes)
    const values = [names(wanted.map(([table]) => table)), names(wanted.map(([, key]) => key))]
    const found = await client.query<StoredRow>(ROWS_BY_KEY, values)
    const rows = new ChangedRows(found.rows)
    rows.apply(changes)
    const { put, removed } = rows.result()
    // Removed first: a name that one row gave up may be another's now.
    if (removed.length > 0) await client.query(removeRows(removed))
    if (put.length > 0) await client.query(putRows(put, 0))
    entries += lines.length
    if (lines.length < LINES_AT_ONCE) return entries
    last = Number(lines.at(-1)?.sequence)
  }
}
