import { type Change, MemoryDocuments, type Row } from '@fiftyfive/kernel'
import { written } from './touched.ts'

/** A row as it lies in a database. */
export interface StoredRow {
  readonly tbl: string
  readonly key: string
  readonly status: string | null
  readonly alias: string | null
  readonly parent: string | null
  readonly body: string
  readonly extra: string | null
}
export const COLUMNS = 'tbl, key, status, alias, parent, body, extra'

/** JSON as it lies in the database: most rows are written back with the body they had, never taken apart. */
class Stored {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const json = (value: unknown): string | undefined =>
  value === undefined ? undefined : value instanceof Stored ? value.text : JSON.stringify(value)

/**
 * Changes of a batch, carried out in memory on the rows that were loaded for it, by the very code that the simulation
 * runs on; what comes out is written back at once.
 */
export class ChangedRows {
  readonly #rows = new MemoryDocuments()
  readonly #changed = new Map<string, readonly [table: string, key: string]>()

  constructor(loaded: readonly StoredRow[]) {
    for (const { tbl, key, status, alias, parent, body, extra } of loaded) {
      const row: Row = {
        key,
        body: new Stored(body),
        ...(status === null ? {} : { status }),
        ...(alias === null ? {} : { alias }),
        ...(parent === null ? {} : { parent }),
        ...(extra === null ? {} : { extra: new Stored(extra) }),
      }
      this.#rows.apply({ do: 'put', table: tbl, row })
    }
  }

  /** False when one of them makes a row that is there already; then none is carried out. */
  apply(changes: readonly Change[]): boolean {
    if (changes.some((change) => change.do === 'make' && this.#rows.row(change.table, change.row.key))) return false
    for (const change of changes) {
      this.#rows.apply(change)
      const name = written(change)
      this.#changed.set(name.join('/'), name)
    }
    return true
  }

  result(): { readonly put: readonly PutRow[]; readonly removed: readonly (readonly [string, string])[] } {
    const put: PutRow[] = []
    const removed: (readonly [string, string])[] = []
    for (const [table, key] of this.#changed.values()) {
      const row = this.#rows.row(table, key)
      if (row) put.push({ ...row, table, body: json(row.body) ?? 'null', extra: json(row.extra) })
      else removed.push([table, key])
    }
    return { put, removed }
  }
}

export interface PutRow {
  readonly table: string
  readonly key: string
  readonly status?: string
  readonly alias?: string
  readonly parent?: string
  readonly body: string
  readonly extra: string | undefined
}
