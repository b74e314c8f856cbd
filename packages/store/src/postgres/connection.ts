import { Turns } from '@fiftyfive/kernel'
import { Client, type QueryResult, type QueryResultRow } from 'pg'

/**
 * Every commit waits for the disk. Point look-ups keep their indexes: a statement that was planned while a table was
 * empty would scan it for good.
 */
const SESSION = `
  SET synchronous_commit = on; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
  SET jit = off; SET client_min_messages = warning
`

export async function connect(url: string, pipelined: boolean): Promise<Client> {
  const client = new Client({ connectionString: url, pipeline: pipelined, keepAlive: true })
  await client.connect()
  await client.query(SESSION)
  return client
}

/** Asks one thing after the other of a connection that is not pipelined, whoever asks: pg 9 refuses what comes in between. */
export function inTurn(
  client: Client,
): <Row extends QueryResultRow>(text: string, values: readonly unknown[]) => Promise<QueryResult<Row>> {
  const turns = new Turns()
  return <Row extends QueryResultRow>(text: string, values: readonly unknown[]) =>
    turns.take('', () => client.query<Row>(text, [...values]))
}

/**
 * Refuses a server on which a commit would be lost or hang. Left over `synchronous_standby_names` without a standby
 * make every commit wait for good, in silence.
 */
export async function requireSafe(client: Client): Promise<void> {
  const shown = await client.query<{ fsync: string; pages: string; standbys: string; attached: number }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
       current_setting('synchronous_standby_names') AS standbys,
       (SELECT count(*)::int FROM pg_stat_replication WHERE sync_state IS NULL OR sync_state IN ('sync', 'quorum')) AS attached`,
  )
  const found = shown.rows[0]
  if (found?.fsync !== 'on' || found.pages !== 'on')
    throw new Error('PostgreSQL runs with fsync or full_page_writes off: it would lose payments that were answered')
  if (found.standbys !== '' && found.attached === 0)
    throw new Error(
      `synchronous_standby_names is '${found.standbys}' and no such standby is attached: every commit would hang. ` +
        'Attach the standby, or ALTER SYSTEM RESET synchronous_standby_names and reload.',
    )
}
