import type { Client } from 'pg'
import {
  type AccountChange,
  type AccountRecordKind,
  type AccountStore,
  type AuditEntry,
  auditBody,
  type AuditedLine,
  auditFrom,
  type AuditQuery,
  RecordChanged,
} from '../accounts.ts'
import { dayOf, Heads } from '../chain.ts'
import { StoreFailure } from '../store-failure.ts'
import { connect } from './connection.ts'
import { migrate } from './schema.ts'

/** Written by whoever was last: two hosts that see the same person at once do not quarrel over it. */
const LAST_WRITER_WINS: ReadonlySet<AccountRecordKind> = new Set(['session', 'delivery', 'incident'])
/** What was deleted is remembered so long, for hosts that have not heard of it. */
const TOMBSTONES_MS = 3_600_000
const FORGET_EVERY = 500

interface StoredRecord {
  readonly kind: AccountRecordKind
  readonly id: string
  readonly body: string | null
  readonly version: string
}
interface Position {
  readonly version: string
  readonly sequence: string
  readonly hash: string
}
interface Known {
  readonly body: string | undefined
  readonly version: number
}

/**
 * Accounts that hosts share. Each host has the records in memory and fetches what others changed before it answers a
 * request (`refresh`), so that reading needs no question; a commit takes the lock of the one row that says where
 * records and audit log stand, and writes nothing when a record is not as this host knew it.
 */
export async function openSharedAccountStore(url: string): Promise<AccountStore> {
  const client = await connect(url, false)
  try {
    await migrate(client)
    const store = new SharedAccounts(client)
    await store.refresh()
    return store
  } catch (failure) {
    await client.end()
    throw failure
  }
}

class SharedAccounts implements AccountStore {
  readonly #client: Client
  readonly #records = new Map<AccountRecordKind, Map<string, Known>>()
  readonly #listeners = new Set<(change: AccountChange) => void>()
  /** Version up to which the records are here. */
  #version = 0
  #refreshedAt = 0
  #isOpen = false
  #failure: Error | undefined
  /** One question at a time. */
  #turn: Promise<unknown> = Promise.resolve()
  #coming: Promise<void> | undefined

  constructor(client: Client) {
    this.#client = client
    for (const event of ['error', 'end'] as const)
      client.on(event, () => (this.#failure ??= new StoreFailure('the connection of the accounts was lost')))
  }

  find<T>(kind: AccountRecordKind, id: string): T | undefined {
    const body = this.#of(kind).get(id)?.body
    return body === undefined ? undefined : (JSON.parse(body) as T)
  }

  all<T>(kind: AccountRecordKind): readonly T[] {
    return this.entries<T>(kind).map(([, body]) => body)
  }

  entries<T>(kind: AccountRecordKind): readonly (readonly [id: string, body: T])[] {
    const there = [...this.#of(kind)].filter(([, { body }]) => body !== undefined)
    return there
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { body }]) => [id, JSON.parse(body as string) as T] as const)
  }

  /** Whoever comes while one is fetched waits for the next, which is sure to have what was there when it was asked. */
  refresh(): Promise<void> {
    this.#coming ??= this.#inTurn(async () => {
      this.#coming = undefined
      // Deletions from before may be forgotten: everything is fetched anew.
      await this.#fetch(performance.now() - this.#refreshedAt > TOMBSTONES_MS / 2)
    })
    return this.#coming
  }

  commit(at: number, audit: readonly AuditEntry[], changes: readonly AccountChange[]): Promise<void> {
    // As this host knew them when it decided, however long it waits for its turn.
    const known = changes.map(({ kind, id }) => this.#of(kind).get(id)).map(stateOf)
    return this.#inTurn(async () => {
      await this.#client.query('BEGIN')
      try {
        const { rows } = await this.#client.query<Position>(
          'SELECT version, sequence, hash FROM account_position FOR UPDATE',
        )
        const position = rows[0] as Position
        await this.#requireUnchanged(changes, known)
        const version = Number(position.version) + 1
        await this.#append(at, audit, position)
        for (const { kind, id, body } of changes)
          await this.#client.query({ name: 'put-record', text: PUT, values: [kind, id, textOf(body), version, at] })
        if (changes.length > 0) await this.#client.query('UPDATE account_position SET version = $1', [version])
        if (version % FORGET_EVERY === 0) await this.#client.query(FORGET, [at - TOMBSTONES_MS])
        await this.#client.query('COMMIT')
        for (const { kind, id, body } of changes) this.#of(kind).set(id, { body: textOf(body) ?? undefined, version })
      } catch (failure) {
        await this.#client.query('ROLLBACK')
        if (failure instanceof RecordChanged) await this.#fetch(false)
        throw failure
      }
    })
  }

  async audit({ before, limit, type, text }: AuditQuery): Promise<readonly AuditedLine[]> {
    const { rows } = await this.#inTurn(() =>
      this.#client.query<{ sequence: string; at: string; type: string; subject: string; body: string; hash: string }>(
        `SELECT sequence, at, type, subject, body, hash FROM account_journal
         WHERE ($1::bigint IS NULL OR sequence < $1) AND ($2::text IS NULL OR type = $2)
           AND ($3::text IS NULL OR strpos(subject, $3) > 0 OR strpos(body, $3) > 0)
         ORDER BY sequence DESC LIMIT $4`,
        [before ?? null, type ?? null, text ?? null, limit],
      ),
    )
    return rows.map(({ sequence, at, body, ...rest }) => ({
      ...rest,
      sequence: Number(sequence),
      at: Number(at),
      ...auditFrom(body),
    }))
  }

  onForeignChange(listener: (change: AccountChange) => void): void {
    this.#listeners.add(listener)
  }

  async close(): Promise<void> {
    await this.#turn
    await this.#client.end()
  }

  #of(kind: AccountRecordKind): Map<string, Known> {
    let found = this.#records.get(kind)
    if (!found) this.#records.set(kind, (found = new Map()))
    return found
  }

  async #fetch(anew: boolean): Promise<void> {
    const { rows } = await this.#client.query<StoredRecord>({
      name: 'changed-records',
      text: 'SELECT kind, id, body, version FROM account_record WHERE version > $1 ORDER BY version',
      values: [anew ? 0 : this.#version],
    })
    if (anew) this.#records.clear()
    for (const { kind, id, body, version: written } of rows) {
      const version = Number(written)
      this.#version = version
      const records = this.#of(kind)
      // One's own.
      if ((records.get(id)?.version ?? 0) >= version) continue
      records.set(id, { body: body ?? undefined, version })
      if (!this.#isOpen) continue
      const change = { kind, id, body: body === null ? undefined : (JSON.parse(body) as unknown) }
      for (const listener of this.#listeners) listener(change)
    }
    this.#refreshedAt = performance.now()
    this.#isOpen = true
  }

  async #requireUnchanged(changes: readonly AccountChange[], known: readonly number[]): Promise<void> {
    for (const [index, { kind, id }] of changes.entries()) {
      if (LAST_WRITER_WINS.has(kind)) continue
      const { rows } = await this.#client.query<{ body: string | undefined; version: string }>({
        name: 'record',
        text: 'SELECT body, version FROM account_record WHERE kind = $1 AND id = $2 AND body IS NOT NULL',
        values: [kind, id],
      })
      const [there] = rows
      if (stateOf(there && { body: there.body, version: Number(there.version) }) !== known[index])
        throw new RecordChanged(`${kind} ${id} was changed by another host`)
    }
  }

  async #append(at: number, audit: readonly AuditEntry[], { sequence, hash }: Position): Promise<void> {
    if (audit.length === 0) return
    const day = dayOf(at)
    const { rows } = await this.#client.query<{ hash: string }>(
      'SELECT hash FROM account_journal_head WHERE day = $1',
      [day],
    )
    const heads = new Heads(
      rows.map((row) => [day, row.hash]),
      hash,
    )
    let number = Number(sequence)
    for (const entry of audit) {
      const line = { at, type: entry.type, subject: entry.subject, body: auditBody(entry) }
      const linked = heads.link(line)
      await this.#client.query({
        name: 'append-audit',
        text: 'INSERT INTO account_journal (sequence, at, type, subject, body, hash) VALUES ($1, $2, $3, $4, $5, $6)',
        values: [++number, at, line.type, line.subject, line.body, linked.hash],
      })
    }
    await this.#client.query(KEEP_HEAD, [day, heads.newest])
    await this.#client.query('UPDATE account_position SET sequence = $1, hash = $2', [number, heads.newest])
  }

  /** A commit that fails for anything but a conflict means that nobody knows what is on disk. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(async () => {
      if (this.#failure) throw this.#failure
      try {
        return await work()
      } catch (failure) {
        if (failure instanceof RecordChanged) throw failure
        throw (this.#failure ??= new StoreFailure(`the accounts could not be reached: ${(failure as Error).message}`))
      }
    })
    this.#turn = done.catch(() => undefined)
    return done
  }
}

const PUT = `INSERT INTO account_record (kind, id, body, version, at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, version = excluded.version, at = excluded.at`
const KEEP_HEAD = `INSERT INTO account_journal_head (day, hash) VALUES ($1, $2)
  ON CONFLICT (day) DO UPDATE SET hash = excluded.hash`

const FORGET = 'DELETE FROM account_record WHERE body IS NULL AND at < $1'

/** A record that was deleted is like one that never was. */
const stateOf = (known: Known | undefined): number => (known?.body === undefined ? 0 : known.version)

const textOf = (body: unknown): string | null => (body === undefined ? null : JSON.stringify(body))
