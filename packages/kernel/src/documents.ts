import { assert } from './assert.ts'
import { PassingMap } from './passing-map.ts'

/**
 * What a party remembers, as rows of JSON documents. A party says once, as data, how an entry of its journal changes
 * them; memory, SQLite and PostgreSQL carry the same changes out, so that all say the same after the same history.
 */
export interface Row {
  readonly key: string
  /** Fixed when the row is made, unless the whole row is put again. */
  readonly body: unknown
  /** `open` means that somebody has to come back to it. */
  readonly status?: string
  /** What may be added later, such as the answer of a payment. */
  readonly extra?: unknown
  /** Another unique name within the table. */
  readonly alias?: string
  /** The key of what it belongs to, in this or another table. */
  readonly parent?: string
}

/** A row that was to be made is there already: somebody else, who shares the store, made it first. */
export class RowExists extends Error {
  override readonly name = 'RowExists'
}

export type Change<Table extends string = string> =
  /** Makes a row; that its key or alias is there already is a bug, and nothing of the commit may become durable. */
  | { readonly do: 'make'; readonly table: Table; readonly row: Row }
  /** Makes or replaces the row. */
  | { readonly do: 'put'; readonly table: Table; readonly row: Row }
  /** Makes the row; nothing when its key is there already. */
  | { readonly do: 'add'; readonly table: Table; readonly row: Row }
  | { readonly do: 'remove'; readonly table: Table; readonly key: string }
  /** Sets status and extra of a row; nothing when there is none. */
  | {
      readonly do: 'set'
      readonly table: Table
      readonly key: string
      readonly status: string
      readonly extra?: unknown
    }
  /** Sets the status of a row that has one of `from`; with `when`, only if that row exists. */
  | {
      readonly do: 'move'
      readonly table: Table
      readonly key: string
      readonly from: readonly string[]
      readonly to: string
      readonly when?: { readonly table: Table; readonly key: string }
    }

/** Rows come in the order of their keys. */
export interface DocumentReader<Table extends string = string> {
  /** At once, where it is at hand. */
  get(table: Table, key: string): Promise<Row | undefined> | Row | undefined
  byAlias(table: Table, alias: string): Promise<Row | undefined>
  children(table: Table, parent: string): Promise<readonly Row[]>
  /** Rows whose status is `open`. */
  open(table: Table): Promise<readonly Row[]>
  startingWith(table: Table, prefix: string): Promise<readonly Row[]>
  all(table: Table): Promise<readonly Row[]>
  count(table: Table): Promise<number>
}

/** The rows of one table, and how else they are found. */
class Table {
  readonly rows = new PassingMap<Row>()
  /** Keys by alias. */
  readonly aliases = new PassingMap<string>()
  readonly children = new Map<string, Set<string>>()
  readonly open = new PassingMap<true>()
  /** Keys by all but their last part: of the payments of a batch, of the exceptions of a terminal. */
  readonly groups = new PassingMap<Set<string>>()
  /** Of how many parts any group's name ever was. */
  deepest = 0
}

/** The same in memory: the reference that every store is tested against, and the store of simulations. */
export class MemoryDocuments<Name extends string = string> implements DocumentReader<Name> {
  readonly #tables = new Map<string, Table>()
  readonly #isSearched: boolean

  /** `isSearched` false: rows are found by their key and alias alone, and cost less to come and go. */
  constructor(isSearched = true) {
    this.#isSearched = isSearched
  }

  apply(change: Change<Name>): void {
    switch (change.do) {
      case 'make': {
        const { table, row } = change
        const taken =
          this.row(table, row.key) ?? (row.alias === undefined ? undefined : this.rowByAlias(table, row.alias))
        assert(!taken, `a new row: ${table}`)
        return this.#write(table, row)
      }
      case 'put':
        return this.#write(change.table, change.row)
      case 'add':
        if (!this.row(change.table, change.row.key)) this.#write(change.table, change.row)
        return
      case 'remove':
        return this.remove(change.table, change.key)
      case 'set': {
        const row = this.row(change.table, change.key)
        const { status, extra } = change
        if (row) this.#write(change.table, { ...row, status, ...(extra === undefined ? {} : { extra }) })
        return
      }
      case 'move': {
        const row = this.row(change.table, change.key)
        const { when, from, to } = change
        if (!row || !from.includes(row.status ?? '') || (when && !this.row(when.table, when.key))) return
        return this.#write(change.table, { ...row, status: to })
      }
    }
  }

  row(table: Name, key: string): Row | undefined {
    return this.#tables.get(table)?.rows.get(key)
  }
  rows(table: Name): readonly Row[] {
    return [...(this.#tables.get(table)?.rows.values() ?? [])]
  }
  size(table: Name): number {
    return this.#tables.get(table)?.rows.size ?? 0
  }
  /** How many rows are `open`. */
  openSize(table: Name): number {
    return this.#tables.get(table)?.open.size ?? 0
  }
  rowByAlias(name: Name, alias: string): Row | undefined {
    const table = this.#tables.get(name)
    return table?.rows.get(table.aliases.get(alias) ?? '')
  }
  rowsStartingWith(name: Name, prefix: string): readonly Row[] {
    const table = this.#tables.get(name)
    if (!table) return []
    // No other group can have such keys.
    if (prefix.endsWith(PART) && partsOf(prefix) >= table.deepest)
      return sortedRows(table, table.groups.get(prefix) ?? [])
    const found: string[] = []
    for (const [group, keys] of table.groups.entries()) {
      if (!group.startsWith(prefix) && !prefix.startsWith(group)) continue
      for (const key of keys) if (key.startsWith(prefix)) found.push(key)
    }
    return sortedRows(table, found)
  }
  rowsOf(name: Name, parent: string): readonly Row[] {
    const table = this.#tables.get(name)
    return table ? sortedRows(table, table.children.get(parent) ?? []) : []
  }
  openRows(name: Name): readonly Row[] {
    const table = this.#tables.get(name)
    return table ? sortedRows(table, table.open.keys()) : []
  }

  get = async (table: Name, key: string): Promise<Row | undefined> => this.row(table, key)
  byAlias = async (table: Name, alias: string): Promise<Row | undefined> => this.rowByAlias(table, alias)
  children = async (table: Name, parent: string): Promise<readonly Row[]> => this.rowsOf(table, parent)
  open = async (table: Name): Promise<readonly Row[]> => this.openRows(table)
  startingWith = async (table: Name, prefix: string): Promise<readonly Row[]> => this.rowsStartingWith(table, prefix)
  all = async (table: Name): Promise<readonly Row[]> => this.rows(table).toSorted(byKey)
  count = async (table: Name): Promise<number> => this.size(table)

  remove(name: Name, key: string): void {
    const table = this.#tables.get(name)
    const row = table?.rows.get(key)
    if (!table || !row) return
    if (row.alias !== undefined) table.aliases.delete(row.alias)
    table.rows.delete(key)
    if (!this.#isSearched) return
    unlink(table, row)
    leave(table.groups, groupOf(key), key)
  }

  #write(name: Name, row: Row): void {
    const table = entry(this.#tables, name, () => new Table())
    const { key, alias, parent, status } = row
    const before = table.rows.get(key)
    table.rows.set(key, row)
    if (before?.alias !== alias) {
      if (before?.alias !== undefined) table.aliases.delete(before.alias)
      if (alias !== undefined) table.aliases.set(alias, key)
    }
    if (!this.#isSearched) return
    if (before) unlink(table, before)
    else joinGroup(table, key)
    if (parent !== undefined) entry(table.children, parent, () => new Set()).add(key)
    if (status === 'open') table.open.set(key, true)
  }
}

function unlink(table: Table, { key, parent, status }: Row): void {
  if (status === 'open') table.open.delete(key)
  if (parent !== undefined) leave(table.children, parent, key)
}

type Sets = Map<string, Set<string>> | PassingMap<Set<string>>

function leave(sets: Sets, name: string, key: string): void {
  const set = sets.get(name)
  set?.delete(key)
  if (set?.size === 0) sets.delete(name)
}

/** Ends each part of a key but the last. */
const PART = '-'
const groupOf = (key: string): string => key.slice(0, key.lastIndexOf(PART) + 1)

function joinGroup(table: Table, key: string): void {
  const group = groupOf(key)
  const keys = table.groups.get(group)
  if (keys) return void keys.add(key)
  table.groups.set(group, new Set([key]))
  table.deepest = Math.max(table.deepest, partsOf(group))
}

function partsOf(group: string): number {
  let parts = 0
  for (let at = group.indexOf(PART); at >= 0; at = group.indexOf(PART, at + 1)) parts++
  return parts
}

const sortedRows = ({ rows }: Table, keys: Iterable<string>): readonly Row[] =>
  Array.from(keys, (key) => rows.get(key) as Row).toSorted(byKey)

const byKey = (left: Row, right: Row): number => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0)

function entry<V>(map: Map<string, V> | PassingMap<V>, key: string, make: () => V): V {
  let found = map.get(key)
  if (found === undefined) {
    found = make()
    map.set(key, found)
  }
  return found
}
