import { mkdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { StoreFailure } from '../store-failure.ts'
import { migrate } from './migrate.ts'
import { Prepared, type Rows } from './prepared.ts'
import type { Batch, Statement, WriterReply } from './writer.ts'

interface Write {
  readonly statements: readonly Statement[]
  readonly resolve: () => void
  readonly reject: (reason: Error) => void
}

/** What rows are given to, by the one who writes. */
export interface Takes<Row> {
  put(rows: readonly Row[]): Promise<void>
}

/** A connection that only reads, in the thread that made it. */
export class Reader extends Prepared {
  constructor(path: string) {
    super(new DatabaseSync(path, { readOnly: true }))
  }
}

/**
 * One SQLite file: WAL, `synchronous=FULL`, a single writer in a worker, reads in this thread. Writes of callers who
 * come while a transaction is under way share the next one (group commit without a timer): the writer takes whatever has
 * come by the time it is free, and does not wait to be told that it may go on.
 */
export class Database implements Rows {
  readonly #reader: Reader
  readonly #writer: Worker
  /** Of the SQL texts that the writer knows. */
  readonly #numbers = new Map<string, number>()
  /** Of this turn of the event loop: all writes that what has come by now sets off leave together, as one message. */
  #waiting: Write[] = []
  /** Batches on their way, the oldest first. */
  #writing: (readonly Write[])[] = []
  #closed: (() => void) | undefined
  #failure: Error | undefined

  constructor(path: string, migrations: readonly string[]) {
    mkdirSync(dirname(path), { recursive: true })
    migrate(path, migrations)
    this.#reader = new Reader(path)
    const name = basename(path)
    this.#writer = new Worker(new URL('./writer.ts', import.meta.url), { name, workerData: path })
    this.#writer.on('message', (reply: WriterReply) => this.#landed(reply))
    this.#writer.on('error', (failure) =>
      this.#fail(new StoreFailure(`the journal's writer ended: ${String(failure)}`)),
    )
    this.#writer.on('exit', () => this.#closed?.())
  }

  /** Nothing more can be written: the caller found that something is wrong. */
  fail(failure: StoreFailure): StoreFailure {
    this.#fail(failure)
    return failure
  }

  /** Resolves when all statements are on disk, together. Rejects when they are not; then nothing more can be written. */
  write(statements: readonly Statement[]): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ statements, resolve, reject }) === 1) setImmediate(() => this.#flush())
    })
  }

  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.#reader.all(sql, ...values)
  }
  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#reader.get(sql, ...values)
  }

  async close(): Promise<void> {
    await this.write([])
    await new Promise<void>((resolve) => {
      this.#closed = resolve
      this.#writer.postMessage('close')
    })
    this.#reader.close()
  }

  #flush(): void {
    const writes = this.#waiting
    if (writes.length === 0) return
    this.#waiting = []
    this.#writing.push(writes)
    this.#writer.postMessage(this.#batchOf(writes))
  }

  #batchOf(writes: readonly Write[]): Batch {
    const texts: string[] = []
    const flat: SQLInputValue[] = []
    const replacing = new Map<string, Statement>()
    const add = ({ sql, values }: Statement): void => {
      let number = this.#numbers.get(sql)
      if (number === undefined) {
        number = this.#numbers.size
        this.#numbers.set(sql, number)
        texts.push(sql)
      }
      flat.push(number, values.length)
      for (const value of values) flat.push(value)
    }
    for (const { statements } of writes) {
      for (const statement of statements) {
        if (statement.replaces === undefined) add(statement)
        else replacing.set(statement.replaces, statement)
      }
    }
    for (const statement of replacing.values()) add(statement)
    return { texts, flat }
  }

  #landed(reply: WriterReply): void {
    if (!reply.ok) {
      this.#fail(new StoreFailure(`the journal could not be written: ${reply.message}`))
      return
    }
    for (const landed of this.#writing.splice(0, reply.batches)) for (const { resolve } of landed) resolve()
  }

  #fail(failure: Error): void {
    this.#failure = failure
    for (const { reject } of [...this.#writing.flat(), ...this.#waiting]) reject(failure)
    this.#writing = []
    this.#waiting = []
  }
}
