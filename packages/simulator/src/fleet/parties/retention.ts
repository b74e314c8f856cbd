import { type AcquirerTables, type JournalEntry } from '@fiftyfive/acquiring'

/** Forgets what nobody will ask for any more; a month of a large fleet would not fit. */
export interface Retention {
  committed(entries: readonly JournalEntry[]): void
}

const KEPT = 4_000

/** Keeps the newest payments of all. */
export class NewestOnly implements Retention {
  readonly #tables: AcquirerTables
  readonly #received: string[] = []

  constructor(tables: AcquirerTables) {
    this.#tables = tables
  }

  committed(entries: readonly JournalEntry[]): void {
    for (const entry of entries) if (entry.type === 'payment-received') this.#received.push(entry.payment.key)
    if (this.#received.length < 2 * KEPT) return
    for (const key of this.#received.splice(0, KEPT)) this.#tables.rows.apply({ do: 'remove', table: 'payment', key })
  }
}

/** Keeps payments until their batch is closed, and of a terminal's closed batches the last. */
export class UntilSettled implements Retention {
  readonly #tables: AcquirerTables
  readonly #payments = new Map<string, string[]>()
  readonly #closed = new Map<string, string>()

  constructor(tables: AcquirerTables) {
    this.#tables = tables
  }

  committed(entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      if (entry.type === 'payment-received') {
        const { key } = entry.payment
        const batch = key.slice(0, key.lastIndexOf('-'))
        const known = this.#payments.get(batch)
        if (known) known.push(key)
        else this.#payments.set(batch, [key])
      }
      if (entry.type === 'batch-posted') this.#close(entry.batch)
    }
  }

  #close(batch: string): void {
    const { rows } = this.#tables
    for (const key of this.#payments.get(batch) ?? []) rows.apply({ do: 'remove', table: 'payment', key })
    this.#payments.delete(batch)
    for (const table of ['posting', 'line'] as const)
      for (const { key } of rows.rowsOf(table, batch)) rows.apply({ do: 'remove', table, key })
    const terminal = batch.slice(0, batch.lastIndexOf('-'))
    const before = this.#closed.get(terminal)
    if (before !== undefined) rows.apply({ do: 'remove', table: 'batch', key: before })
    this.#closed.set(terminal, batch)
  }
}
