import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

/** What reads rows of a file. */
export interface Rows {
  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[]
  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined
}

/** A connection in the thread that made it; each SQL text is prepared once. */
export class Prepared implements Rows {
  protected readonly connection: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  constructor(connection: DatabaseSync) {
    this.connection = connection
  }

  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.statement(sql).all(...values)
  }
  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.statement(sql).get(...values)
  }
  close(): void {
    this.connection.close()
  }

  protected statement(sql: string): StatementSync {
    let found = this.#prepared.get(sql)
    if (!found) this.#prepared.set(sql, (found = this.connection.prepare(sql)))
    return found
  }
}
