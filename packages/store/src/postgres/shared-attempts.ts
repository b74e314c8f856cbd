import { randomUUID } from 'node:crypto'
import { constants, deflateSync, inflateSync } from 'node:zlib'
import type { Client } from 'pg'
import type { ObservationRow } from '../sqlite/observation-log.ts'
import { connect, inTurn } from './connection.ts'

/** Attempts on their way from each host to all others, masked as the console shows them. */
export interface SharedAttempts {
  /** Gives them to the others, at once. What has changed is given again. */
  publish(rows: readonly ObservationRow[]): Promise<void>
  /** What others published since the last call, oldest first, a part at a time; at the start all that is kept. */
  arrived(): Promise<readonly ObservationRow[]>
  /** Takes away what is older than that. */
  forget(before: number): Promise<void>
  close(): Promise<void>
}

/** Packs that are read at once. */
const PACKS_MAX = 4

/**
 * A connection of its own: nothing of a payment waits for what is only shown. A pack carries the transaction that wrote it,
 * and is read once no transaction older than that is under way, so that none is passed over whose commit came late.
 */
export async function openSharedAttempts(url: string): Promise<SharedAttempts> {
  const client = await connect(url, false)
  // The payments' own connections to the same server tell whether the host can go on; the next question fails here.
  client.on('error', () => undefined)
  const host = randomUUID()
  const query = inTurn(client)
  let position = { changed: '0', number: '0' }
  return {
    async publish(rows) {
      if (rows.length === 0) return
      const newest = rows.reduce((latest, { at }) => Math.max(latest, at), 0)
      await query(PUT, [host, newest, packOf(rows)])
    },
    async arrived() {
      const { rows } = await query<Found>(ARRIVED, [host, position.changed, position.number, PACKS_MAX])
      const last = rows.at(-1)
      if (last) position = { changed: last.changed, number: last.number }
      return rows.flatMap(({ pack }) => rowsOf(pack))
    },
    async forget(before) {
      await query('DELETE FROM shared_attempts WHERE newest < $1', [before])
    },
    close: () => end(client),
  }
}

interface Found {
  readonly number: string
  readonly changed: string
  readonly pack: Buffer
}

/** Lines of JSON, a twelfth of their length: attempts are much alike. */
const packOf = (rows: readonly ObservationRow[]): Buffer =>
  deflateSync(rows.map((row) => JSON.stringify(row)).join('\n'), { level: constants.Z_BEST_SPEED })

const rowsOf = (pack: Buffer): ObservationRow[] =>
  (pack[0] === 0x7b ? pack : inflateSync(pack))
    .toString('utf8')
    .split('\n')
    .map((line) => JSON.parse(line) as ObservationRow)

const PUT = 'INSERT INTO shared_attempts (host, newest, pack) VALUES ($1, $2, $3)'

const ARRIVED = `SELECT number::text, changed::text, pack FROM shared_attempts
  WHERE host <> $1 AND (changed, number) > ($2::xid8, $3::bigint) AND changed < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY changed, number LIMIT $4`

const end = (client: Client): Promise<void> => client.end().catch(() => undefined)
