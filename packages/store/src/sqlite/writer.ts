// Runs in a worker: the one connection that writes. A batch is one transaction, so that one fsync makes many commits durable.
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { connectToWrite } from './direct-writer.ts'

export interface Statement {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
  /** Of the statements of one transaction that say the same here, only the last needs to be carried out. */
  readonly replaces?: string
}

/**
 * Statements as they cross to the writer: SQL texts that it does not know yet, then for each statement its text's
 * number, how many values follow, and the values. One flat list is copied far faster than many small objects.
 */
export interface Batch {
  readonly texts: readonly string[]
  readonly flat: readonly SQLInputValue[]
}
export type WriterReply = { readonly ok: true } | { readonly ok: false; readonly message: string }

const { path, durable } = workerData as { path: string; durable: boolean }
const database = connectToWrite(path, durable)
const prepared: StatementSync[] = []

function write({ texts, flat }: Batch): WriterReply {
  try {
    for (const text of texts) prepared.push(database.prepare(text))
    database.exec('BEGIN IMMEDIATE')
    for (let at = 0; at < flat.length;) {
      const statement = prepared[flat[at] as number] as StatementSync
      const end = at + 2 + (flat[at + 1] as number)
      statement.run(...flat.slice(at + 2, end))
      at = end
    }
    database.exec('COMMIT')
    return { ok: true }
  } catch (failure) {
    // Not retried: after a failed fsync nobody knows what is on disk (invariant: a failed write stops the process).
    return { ok: false, message: failure instanceof Error ? failure.message : String(failure) }
  }
}

parentPort?.on('message', (batch: Batch | 'close') => {
  if (batch === 'close') {
    database.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(write(batch))
})
