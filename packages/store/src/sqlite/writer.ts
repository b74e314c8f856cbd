// Runs in a worker: the one connection that writes. A batch is one transaction, so that one fsync makes many commits durable.
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { connectToWrite } from './direct-writer.ts'
import { LogCopier } from './log-copier.ts'

export interface Statement {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
  /** Of statements that are sent together and say the same here, only the last needs to be carried out. */
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
/** How many batches, in the order in which they came, are on disk now. */
export type WriterReply =
  { readonly ok: true; readonly batches: number } | { readonly ok: false; readonly message: string }

/** Most values of one transaction; more wait for the next, so that no commit waits for a giant one. */
const VALUES_MAX = 4_096

const path = workerData as string
const database = connectToWrite(path)
const copier = new LogCopier(database, path)
const prepared: StatementSync[] = []
let isClosing = false
/** After one nothing more is written: no line may be missing between two that are there. */
let failure: WriterReply | undefined

/** Everything that has come by now, up to a limit, as one transaction: what came while the last one was written shares it. */
function write(first: Batch): WriterReply {
  if (failure) return failure
  try {
    database.exec('BEGIN IMMEDIATE')
    let batches = 0
    let values = 0
    for (let batch: Batch | undefined = first; batch; batch = values < VALUES_MAX ? nextBatch() : undefined) {
      carryOut(batch)
      batches++
      values += batch.flat.length
    }
    database.exec('COMMIT')
    return { ok: true, batches }
  } catch (thrown) {
    // Not retried: after a failed fsync nobody knows what is on disk (invariant: a failed write stops the process).
    failure = { ok: false, message: thrown instanceof Error ? thrown.message : String(thrown) }
    return failure
  }
}

function carryOut({ texts, flat }: Batch): void {
  for (const text of texts) prepared.push(database.prepare(text))
  for (let at = 0; at < flat.length;) {
    const statement = prepared[flat[at] as number] as StatementSync
    const end = at + 2 + (flat[at + 1] as number)
    statement.run(...flat.slice(at + 2, end))
    at = end
  }
}

function nextBatch(): Batch | undefined {
  const received = parentPort && receiveMessageOnPort(parentPort)
  const message = received?.message as Batch | 'close' | undefined
  if (message !== 'close') return message
  isClosing = true
  return undefined
}

parentPort?.on('message', (batch: Batch | 'close') => {
  if (batch === 'close') isClosing = true
  else {
    const reply = write(batch)
    parentPort?.postMessage(reply)
    // After the answer: what is on disk is on disk, whatever becomes of the copy of the log.
    if (reply.ok) copier.committed()
  }
  if (isClosing) void close()
})

async function close(): Promise<void> {
  await copier.close()
  database.close()
  parentPort?.close()
}
