// Runs in a worker: the one connection that writes. A batch is one transaction, so that one fsync makes many commits durable.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

export interface Statement {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}
export type WriterReply = { readonly ok: true } | { readonly ok: false; readonly message: string }

const { path } = workerData as { path: string }
const database = new DatabaseSync(path)
database.exec(
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000',
)

const prepared = new Map<string, StatementSync>()
function statement(sql: string): StatementSync {
  let found = prepared.get(sql)
  if (!found) {
    found = database.prepare(sql)
    prepared.set(sql, found)
  }
  return found
}

function write(batch: readonly Statement[]): WriterReply {
  try {
    database.exec('BEGIN IMMEDIATE')
    for (const { sql, values } of batch) statement(sql).run(...values)
    database.exec('COMMIT')
    return { ok: true }
  } catch (failure) {
    // Not retried: after a failed fsync nobody knows what is on disk (invariant: a failed write stops the process).
    return { ok: false, message: failure instanceof Error ? failure.message : String(failure) }
  }
}

parentPort?.on('message', (batch: readonly Statement[] | 'close') => {
  if (batch === 'close') {
    database.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(write(batch))
})
