import { type Change, RowExists } from '@fiftyfive/kernel'
import type { Client } from 'pg'
import { dayOf, Heads, type Line } from '../chain.ts'
import { StoreFailure } from '../store-failure.ts'
import { ChangedRows, type PutRow, type StoredRow } from '../changed-rows.ts'
import { type RowName, touched } from '../touched.ts'
import { column, names, unnest } from './columns.ts'
import { ROWS_BY_KEY } from './documents.ts'

export interface Commit {
  readonly lines: readonly Line[]
  readonly changes: readonly Change[]
}

interface Waiting extends Commit {
  readonly resolve: () => void
  readonly reject: (reason: Error) => void
}

/** Most lines of one transaction; more wait for the next, so that no commit waits for a giant one. */
const BATCH_MAX = 512
/**
 * A commit that takes longer never ends by itself: most likely it waits for a synchronous standby that is gone. Long before,
 * terminals have given up, and reversals would only join what hangs.
 */
const COMMIT_MAX_MS = 10_000

const APPEND = `INSERT INTO journal (sequence, at, type, subject, body, hash)
  SELECT * FROM ${unnest('bigint', 'bigint', 'text', 'text', 'text', 'text')}`
const MOVE_ON = 'UPDATE journal_position SET sequence = $1, hash = $2'
const KEEP_HEADS = `INSERT INTO journal_head (day, hash) SELECT * FROM ${unnest('text', 'text')}
  ON CONFLICT (day) DO UPDATE SET hash = excluded.hash`
const PUT = `INSERT INTO document (tbl, key, status, alias, parent, body, extra, host)
  SELECT *, $8::integer FROM ${unnest('text', 'text', 'text', 'text', 'text', 'text', 'text')}
  ON CONFLICT (tbl, key) DO UPDATE SET status = excluded.status, alias = excluded.alias, parent = excluded.parent,
    body = excluded.body, extra = excluded.extra, host = excluded.host`
const REMOVE = `DELETE FROM document d USING ${unnest('text', 'text')} AS gone (tbl, key)
  WHERE d.tbl = gone.tbl COLLATE "C" AND d.key = gone.key COLLATE "C"`

/** Rows as this host leaves them. */
export const putRows = (put: readonly PutRow[], host: number) => ({
  name: 'put',
  text: PUT,
  values: [
    names(put.map(({ table }) => table)),
    names(put.map(({ key }) => key)),
    names(put.map(({ status }) => status)),
    names(put.map(({ alias }) => alias)),
    names(put.map(({ parent }) => parent)),
    column(put.map(({ body }) => body)),
    column(put.map(({ extra }) => extra)),
    host,
  ],
})

export const removeRows = (removed: readonly RowName[]) => ({
  name: 'remove',
  text: REMOVE,
  values: [names(removed.map(([table]) => table)), names(removed.map(([, key]) => key))],
})

/**
 * Writes commits in batches (group commit without a timer). Every batch of every host first takes the lock of the one
 * row that says where the journal stands: so the order is exact, each line is chained to the one before it, and of two
 * hosts never both go on from the same line. Two connections take turns, so that the next batch waits at the lock while
 * the one before it reaches the disk.
 */
export class PostgresJournal {
  readonly #idle: Client[]
  readonly #host: number
  readonly #commitMax_ms: number
  #waiting: Waiting[] = []
  /** Between asking for the lock and having it: a second batch must not overtake the first. */
  #locking = false
  #failure: Error | undefined
  #drained: (() => void) | undefined
  #writing = 0

  constructor(connections: readonly Client[], host: number, commitMax_ms = COMMIT_MAX_MS) {
    this.#idle = [...connections]
    this.#host = host
    this.#commitMax_ms = commitMax_ms
    for (const client of connections) {
      client.on('error', (failure) => this.fail(failure))
      client.on('end', () => this.fail(new Error('the connection ended')))
    }
  }

  /**
   * Resolves when all of it is on disk. Rejects with RowExists, and writes nothing, when it makes a row that another
   * host made first; with a StoreFailure when nobody knows what is on disk.
   */
  commit(commit: Commit): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...commit, resolve, reject })
      if (this.#waiting.length === 1) setImmediate(() => this.#flush())
    })
  }

  /** Resolves when nothing is waiting or under way any more; takes nothing from then on. */
  async close(): Promise<void> {
    if (!this.#failure && (this.#writing > 0 || this.#waiting.length > 0))
      await new Promise<void>((resolve) => (this.#drained = resolve))
    this.#failure ??= new StoreFailure('the store was closed')
  }

  #flush(): void {
    const client = this.#locking || this.#waiting.length === 0 || this.#failure ? undefined : this.#idle.pop()
    if (!client) return
    let lines = 0
    let count = 0
    for (const commit of this.#waiting) {
      if (count > 0 && lines + commit.lines.length > BATCH_MAX) break
      lines += commit.lines.length
      count++
    }
    void this.#write(client, this.#waiting.splice(0, count))
  }

  async #write(client: Client, batch: readonly Waiting[]): Promise<void> {
    this.#writing++
    const hangs = setTimeout(() => {
      const lost = this.fail(new Error('a commit does not end: is a synchronous standby gone?'))
      for (const { reject } of batch) reject(lost)
    }, this.#commitMax_ms)
    try {
      const { heads, sequence, rows } = await this.#lock(client, batch)
      const written: Waiting[] = []
      const lines: Line[] = []
      for (const commit of batch) {
        if (rows.apply(commit.changes)) {
          written.push(commit)
          lines.push(...commit.lines)
        } else commit.reject(new RowExists('another host made it first'))
      }
      await this.#append(client, lines, heads, sequence, rows)
      for (const { resolve } of written) resolve()
    } catch (failure) {
      const lost = this.fail(failure as Error)
      for (const { reject } of batch) reject(lost)
    }
    clearTimeout(hangs)
    this.#writing--
    this.#idle.push(client)
    this.#flush()
    if (this.#writing === 0 && this.#waiting.length === 0) this.#drained?.()
  }

  async #lock(client: Client, batch: readonly Waiting[]) {
    const days = new Set(batch.flatMap(({ lines }) => lines.map(({ at }) => dayOf(at))))
    const wanted = new Map<string, readonly [string, string]>()
    for (const { changes } of batch)
      for (const change of changes) for (const row of touched(change)) wanted.set(row.join('/'), row)
    const keys = [...wanted.values()]
    this.#locking = true
    // Sent at once and answered in turn. Each statement sees what was committed before it began, so the rows are as
    // they are under the lock.
    const [, position, kept, loaded] = await Promise.all([
      client.query('BEGIN'),
      client.query<{ sequence: string; hash: string }>({
        name: 'lock',
        text: 'SELECT sequence, hash FROM journal_position FOR UPDATE',
      }),
      client.query<{ day: string; hash: string }>({
        name: 'heads',
        text: 'SELECT day, hash FROM journal_head WHERE day = ANY ($1::text[])',
        values: [[...days]],
      }),
      client.query<StoredRow>({
        name: 'rows',
        text: ROWS_BY_KEY,
        values: [names(keys.map(([table]) => table)), names(keys.map(([, key]) => key))],
      }),
    ])
    this.#locking = false
    this.#flush()
    const at = position.rows[0]
    if (!at) throw new Error('journal_position is empty')
    return {
      heads: new Heads(
        kept.rows.map(({ day, hash }) => [day, hash]),
        at.hash,
      ),
      sequence: Number(at.sequence),
      rows: new ChangedRows(loaded.rows),
    }
  }

  async #append(
    client: Client,
    lines: readonly Line[],
    heads: Heads,
    sequence: number,
    rows: ChangedRows,
  ): Promise<void> {
    const hashes = lines.map((line) => heads.link(line).hash)
    const { put, removed } = rows.result()
    const statements = [
      client.query({
        name: 'append',
        text: APPEND,
        values: [
          column(lines.map((_, index) => sequence + index + 1)),
          column(lines.map(({ at }) => at)),
          names(lines.map(({ type }) => type)),
          names(lines.map(({ subject }) => subject)),
          column(lines.map(({ body }) => body)),
          column(hashes),
        ],
      }),
      client.query({ name: 'move-on', text: MOVE_ON, values: [sequence + lines.length, heads.newest] }),
      client.query({
        name: 'keep-heads',
        text: KEEP_HEADS,
        values: [column([...heads.days.keys()]), column([...heads.days.values()])],
      }),
      ...(put.length === 0 ? [] : [client.query(putRows(put, this.#host))]),
      ...(removed.length === 0 ? [] : [client.query(removeRows(removed))]),
      client.query('COMMIT'),
    ]
    const done = await Promise.all(statements)
    // A transaction that failed is answered ROLLBACK to its COMMIT, without an error.
    if (done.at(-1)?.command !== 'COMMIT') throw new Error('the transaction was rolled back')
  }

  /** Takes nothing more: called when a connection is lost, here or beside the journal. */
  fail(failure: Error): Error {
    this.#failure ??= new StoreFailure(`the journal could not be written: ${failure.message}`)
    for (const { reject } of this.#waiting) reject(this.#failure)
    this.#waiting = []
    this.#drained?.()
    return this.#failure
  }
}
