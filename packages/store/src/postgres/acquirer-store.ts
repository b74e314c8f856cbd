import {
  type AcquirerStore,
  type AcquirerTable,
  acquirerStoreOver,
  type JournalEntry,
  type Payment,
  project,
  subjectOf,
} from '@fiftyfive/acquiring'
import type { DocumentReader, Instant } from '@fiftyfive/kernel'
import type { Client, QueryResultRow } from 'pg'
import type { CardKeyStore } from '../card-keys.ts'
import { type ChainedLine, type JournalReport, verifyChain } from '../chain.ts'
import { connect, inTurn, requireSafe } from './connection.ts'
import { documentReader } from './documents.ts'
import { PostgresJournal } from './journal.ts'
import type { ReportStore } from '../reports.ts'
import { reportStore } from './reports.ts'
import { LOCKS, migrate } from './schema.ts'

/** References are given out in blocks of so many, so that no two hosts ever give the same. */
const REFERENCES_IN_BLOCK = 100_000
const REFERENCES_MAX = 100_000_000

/** The acquirer's store on PostgreSQL, which any number of hosts share. */
export interface SharedStore {
  readonly store: AcquirerStore
  readonly rows: DocumentReader<AcquirerTable>
  readonly cardKeys: CardKeyStore
  readonly reports: ReportStore
  /** Reserves a block of running numbers for DE 37 and gives its first and its last. */
  reserveReferences(): Promise<{ readonly first: number; readonly last: number }>
  /** True for one host at a time: the one that delivers what is owed and recovers what a dead host left open. */
  leads(): Promise<boolean>
  close(): Promise<void>
}

/** `commitMax_ms`: after so long without an answer a commit counts as hanging, and ends the store. */
export async function openSharedStore(url: string, commitMax_ms?: number): Promise<SharedStore> {
  const first = await connect(url, false)
  const host = await prepare(first)
  const [left, right, reader] = await Promise.all([connect(url, true), connect(url, true), connect(url, true)])
  const journal = new PostgresJournal([left, right], host, commitMax_ms)
  // Losing this connection lets go of the host's number, and others may take over what it has open: it must stop too.
  for (const client of [first, reader]) client.on('error', () => journal.fail(new Error('the connection was lost')))
  const rows = documentReader(reader, (failure) => journal.fail(failure))
  const query = inTurn(first)
  const ask = <Found extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<readonly Found[]> =>
    query<Found>(text, values).then(
      (found) => found.rows,
      (failure: Error) => {
        throw journal.fail(failure)
      },
    )
  const over = acquirerStoreOver({
    commit: (at, entries) =>
      journal.commit({ lines: entries.map((entry) => line(at, entry)), changes: entries.flatMap(project) }),
    rows,
    async last(type) {
      const text = 'SELECT body FROM journal WHERE type = $1 ORDER BY sequence DESC LIMIT 1'
      const [found] = await ask<{ body: string }>(text, [type])
      return found && (JSON.parse(found.body) as JournalEntry)
    },
  })
  let leading = false
  return {
    rows,
    cardKeys: cardKeys(ask),
    reports: reportStore(ask),
    store: { ...over, openPayments: async () => abandoned(await ask<{ key: string }>(ABANDONED, [LOCKS.host]), over) },
    async reserveReferences() {
      const [found] = await ask<{ n: string }>("SELECT nextval('reference_block') AS n", [])
      const start = ((Number(found?.n) - 1) * REFERENCES_IN_BLOCK) % REFERENCES_MAX
      return { first: start, last: start + REFERENCES_IN_BLOCK - 1 }
    },
    async leads() {
      if (leading) return true
      const [found] = await ask<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCKS.delivery])
      leading = found?.mine === true
      return leading
    },
    async close() {
      await journal.close()
      await Promise.all([first, left, right, reader].map((client) => client.end()))
    },
  }
}

type Ask = <Found extends QueryResultRow>(text: string, values: readonly unknown[]) => Promise<readonly Found[]>

const cardKeys = (ask: Ask): CardKeyStore => ({
  all: () => ask('SELECT id, day, wrapped FROM card_key ORDER BY day', []),
  async add(keys) {
    for (const { id, day, wrapped } of keys)
      await ask('INSERT INTO card_key (day, id, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        day,
        id,
        wrapped,
      ])
  },
  async remove(ids) {
    await ask('DELETE FROM card_key WHERE id = ANY ($1::text[])', [ids])
  },
  async history() {
    const lines = await ask<{ body: string }>("SELECT body FROM journal WHERE type = 'card-key' ORDER BY sequence", [])
    return lines.map(({ body }) => body)
  },
})

/** Open payments of hosts that are gone. A host is there as long as it holds the lock of its number. */
const ABANDONED = `SELECT key FROM document WHERE tbl = 'payment' AND status = 'open' AND NOT EXISTS (
    SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = $1 AND objid = host
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  ) ORDER BY key`

async function abandoned(rows: readonly { key: string }[], store: AcquirerStore): Promise<readonly Payment[]> {
  const payments = await Promise.all(rows.map(async ({ key }) => store.payment(key)))
  return payments.filter((payment) => payment?.status === 'open') as Payment[]
}

async function prepare(client: Client): Promise<number> {
  try {
    await requireSafe(client)
    await migrate(client)
    return await takeHostNumber(client)
  } catch (failure) {
    await client.end()
    throw failure
  }
}

async function takeHostNumber(client: Client): Promise<number> {
  const found = await client.query<{ n: string }>("SELECT nextval('host_number') AS n")
  const number = Number(found.rows[0]?.n)
  await client.query('SELECT pg_advisory_lock($1, $2)', [LOCKS.host, number])
  return number
}

const line = (at: Instant, entry: JournalEntry) => ({
  at,
  type: entry.type,
  subject: subjectOf(entry),
  body: JSON.stringify(entry),
})

const LINES_AT_ONCE = 1_000

/** Checks the journal of a database from its beginning. */
export const verifySharedJournal = (url: string): Promise<JournalReport> => verify(url, 'journal')
/** The same of what people did: the audit log of the accounts. */
export const verifySharedAudit = (url: string): Promise<JournalReport> => verify(url, 'account_journal')

async function verify(url: string, table: 'journal' | 'account_journal'): Promise<JournalReport> {
  const client = await connect(url, false)
  try {
    // One snapshot for all of it, while others go on writing.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const kept = await client.query<{ day: string; hash: string }>(`SELECT day, hash FROM ${table}_head`)
    return await verifyChain(linesOf(client, table), new Map(kept.rows.map(({ day, hash }) => [day, hash])))
  } finally {
    await client.end()
  }
}

async function* linesOf(client: Client, table: string): AsyncGenerator<ChainedLine> {
  for (let after = 0; ;) {
    const text = `SELECT sequence, at, type, subject, body, hash FROM ${table} WHERE sequence > $1
      ORDER BY sequence LIMIT $2`
    const found = await client.query<Omit<ChainedLine, 'at' | 'sequence'> & { sequence: string; at: string }>(text, [
      after,
      LINES_AT_ONCE,
    ])
    for (const row of found.rows) yield { ...row, sequence: Number(row.sequence), at: Number(row.at) }
    after = Number(found.rows.at(-1)?.sequence)
    if (found.rows.length < LINES_AT_ONCE) return
  }
}
