import type { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'

/** Pages of the log (4 kB) from which on they are copied into the file. */
const PAGES = 1_000
/** Should the copying fail, SQLite does it within a commit from so many pages on, rather than let the log grow. */
const PAGES_MAX = 32_000
/** Asking costs some microseconds. */
const COMMITS_BETWEEN_LOOKS = 16

/**
 * Copies what was committed from SQLite's log into the file, in a thread beside the one that commits: within a commit, as
 * SQLite does it by itself, copying 1,000 pages and waiting for the disk held up the payments of 20 to 40 ms. What came
 * meanwhile is little, and is copied by the writer, between two commits: then the log begins anew at its start.
 */
export class LogCopier {
  readonly #writing: DatabaseSync
  readonly #path: string
  #worker: Worker | undefined
  #isCopying = false
  #commits = 0

  constructor(writing: DatabaseSync, path: string) {
    this.#writing = writing
    this.#path = path
    writing.exec(`PRAGMA wal_autocheckpoint = ${PAGES_MAX}`)
  }

  /** To be called after each commit, when it has been told of. */
  committed(): void {
    if (this.#isCopying || ++this.#commits < COMMITS_BETWEEN_LOOKS) return
    this.#commits = 0
    if (this.#pagesToCopy() < PAGES) return
    this.#isCopying = true
    this.#worker ??= this.#start()
    this.#worker.postMessage('copy')
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }

  /** 0 as well when that cannot be told: what is committed is safe in the log, so nothing here may stop the writer. */
  #pagesToCopy(): number {
    try {
      const { log, checkpointed } = this.#writing.prepare('PRAGMA wal_checkpoint(NOOP)').get() as Record<string, number>
      return (log as number) - (checkpointed as number)
    } catch {
      return 0
    }
  }

  #start(): Worker {
    const script = new URL('./log-copier-worker.ts', import.meta.url)
    const worker = new Worker(script, { name: 'log-copier', workerData: this.#path })
    worker.on('message', () => this.#finish())
    // What cannot be copied (a full disk) is in the log as it was, and it stays the writer's at PAGES_MAX.
    worker.on('error', () => undefined)
    worker.unref()
    return worker
  }

  #finish(): void {
    try {
      this.#writing.exec('PRAGMA wal_checkpoint(PASSIVE)')
      this.#isCopying = false
    } catch {
      // As above.
    }
  }
}
