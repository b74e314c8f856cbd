import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { ObservationRow } from '../sqlite/observation-log.ts'
import { connect, inTurn } from './connection.ts'

/** Attempts on their way from each host to all others, masked as the console shows them. */
export interface SharedAttempts {
  /** Gives them to the others; what was given before is replaced. */
  publish(rows: readonly ObservationRow[]): Promise<void>
  /** What others published since the last call, oldest first, at most `BATCH_MAX`; at the start all that is kept. */
  arrived(): Promise<readonly ObservationRow[]>
  /** Takes away what is older than that. */
  forget(before: number): Promise<void>
  close(): Promise<void>
}

const BATCH_MAX = 500

/**
 * A connection of its own: nothing of a payment waits for what is only shown. A row carries the transaction that wrote it,
 * and is read once no transaction older than that is under way, so that none is passed over whose commit came late.
 */
export async function openSharedAttempts(url: string): Promise<SharedAttempts> {
  const client = await connect(url, false)
  // The payments' own connections to the same server tell whether the host can go on; the next question fails here.
  client.on('error', () => undefined)
  const host = randomUUID()
  const query = inTurn(client)
  let position = { changed: '0', id: '' }
  return {
    async publish(rows) {
      // In one order on all hosts: two that write the same attempts do not wait for one another.
      const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      if (sorted.length > 0) await query(PUT, [host, ...columnsOf(sorted)])
    },
    async arrived() {
      const { rows } = await query<Found>(ARRIVED, [host, position.changed, position.id, BATCH_MAX])
      const last = rows.at(-1)
      if (last) position = { changed: last.changed, id: last.id }
      return rows.map(({ body }) => JSON.parse(body) as ObservationRow)
    },
    async forget(before) {
      await query('DELETE FROM shared_attempt WHERE at < $1', [before])
    },
    close: () => end(client),
  }
}

interface Found {
  readonly id: string
  readonly changed: string
  readonly body: string
}

const columnsOf = (rows: readonly ObservationRow[]) => [
  rows.map(({ id }) => id),
  rows.map(({ at }) => at),
  rows.map((row) => JSON.stringify(row)),
]

const PUT = `INSERT INTO shared_attempt (host, id, at, body)
  SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[])
  ON CONFLICT (id) DO UPDATE SET host = excluded.host, at = excluded.at, body = excluded.body, changed = pg_current_xact_id()`

const ARRIVED = `SELECT id, changed::text, body FROM shared_attempt
  WHERE host <> $1 AND (changed, id) > ($2::xid8, $3) AND changed < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY changed, id LIMIT $4`

const end = (client: Client): Promise<void> => client.end().catch(() => undefined)
