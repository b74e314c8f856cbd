import type { SQLInputValue } from 'node:sqlite'
import type { Database, Takes } from './database.ts'
import type { Rows } from './prepared.ts'
import { anyOf, type ObservationPlace } from './observation-figures.ts'

/** One row of what the console shows. `body` is the caller's JSON, masked before it comes here. */
export interface ObservationRow {
  readonly id: string
  readonly at: number
  readonly card: string
  readonly terminal: string
  readonly status: string
  readonly cause: string
  /** Whose fault the cause is; empty when unknown or approved. */
  readonly owner: string
  /** 1 when the issuer counted a PIN try for it. */
  readonly trySpent: number
  /** 1 when the same card paid shortly afterwards. */
  readonly rescued: number
  readonly merchant: string
  readonly model: string
  readonly version: string
  /** Leading digits that select the issuer. */
  readonly range: string
  readonly issuer: string
  readonly entry: string
  /** Digits of the card number, as text; empty when not known. */
  readonly panLength: string
  /** Which of the terminal's keys the PIN was under: `current`, `previous`, `other`; empty when not known. */
  readonly key: string
  readonly maskedPan: string
  readonly amount_minor: number
  readonly body: string
}
/** What comes back: the caller's own JSON has the rest. */
export type FoundObservation = Pick<ObservationRow, 'id' | 'at' | 'cause' | 'body'>

export interface ObservationCount {
  readonly status: string
  readonly cause: string
  readonly owner: string
  readonly trySpent: number
  readonly rescued: number
  readonly count: number
}

export interface ObservationQuery {
  /** Only rows before this one in the order newest first: its time and id. */
  readonly before?: { readonly at: number; readonly id: string }
  readonly since?: number
  readonly status?: string
  readonly cause?: string
  /** Only what has a cause. */
  readonly refused?: true
  /** Only what lies in one of these. */
  readonly places?: readonly ObservationPlace[]
  readonly terminal?: string
  readonly merchant?: string
  readonly issuer?: string
  readonly card?: string
  /** Part of the id or of the masked card number. */
  readonly text?: string
  readonly limit: number
}

export interface ObservationLog {
  /** Looks at all there are, or at so many of the newest, roughly. */
  find(id: string, most?: number): FoundObservation | undefined
  /** Newest first. */
  list(query: ObservationQuery): readonly FoundObservation[]
  /** Of the newest since then, what stands under `attempt` in their bodies, as JSON: cheaper than the whole. */
  attempts(since: number, limit: number): readonly string[]
  /** How many there are of each kind since then. */
  count(since: number): readonly ObservationCount[]
}

/** A row that is given again (the same id and time) takes the place of the one before. */
export interface ObservationLogWriter extends ObservationLog, Takes<ObservationRow> {
  remove(row: Pick<ObservationRow, 'id' | 'at'>): Promise<void>
  hasBefore(at: number): boolean
  /** Takes away what is older than that, the oldest first and no more than so many. */
  forget(before: number, limit: number): Promise<void>
}

export function observationLog(database: Rows & Pick<Database, 'write'>): ObservationLogWriter {
  const found = (sql: string, ...values: SQLInputValue[]) =>
    database.all(`SELECT ${FOUND} FROM observation ${sql}`, ...values) as unknown as FoundObservation[]

  /** By part, of those that have been asked about. What is taken away since makes them too high at most. */
  const newestAt = new Map<number, number>()

  const endOf = (end: 'min' | 'max'): number =>
    Number(database.get(`SELECT ${end}(number) AS number FROM observation`)?.['number'] ?? -1)

  /** Numbers of the parts of the table, the newest first: of all, or of those with so many of the newest rows. */
  function* parts(most = Infinity): Generator<number> {
    const newest = endOf('max')
    const oldest = partOf(Math.max(endOf('min'), newest - most))
    for (let part = partOf(newest); part >= oldest; part--) yield part
  }

  /** The time of the newest row of a part that nothing is added to any more. */
  function newestIn(part: number): number {
    const at = newestAt.get(part) ?? Number(database.get(NEWEST_IN, part)?.['at'] ?? -Infinity)
    newestAt.set(part, at)
    return at
  }

  /** The newest of one card, terminal or merchant: of each part no more than could still be among them. */
  function listOf(column: (typeof KEYS)[number], query: ObservationQuery): FoundObservation[] {
    const { sql, values } = conditionsOf({ ...query, [column]: undefined })
    const page = `INDEXED BY observation_${column} WHERE part = ? AND ${column} = ? AND at >= ? AND ${sql} ORDER BY at DESC, id DESC LIMIT ?`
    // The last but one may yet be added to, should the last be emptied.
    const complete = partOf(endOf('max')) - 1
    let newest: FoundObservation[] = []
    for (const part of parts()) {
      const oldest = newest.length < query.limit ? 0 : (newest.at(-1) as FoundObservation).at
      const since = Math.max(oldest, query.since ?? 0)
      if (since > 0 && part < complete && newestIn(part) < since) continue
      const rows = found(page, part, query[column] as string, since, ...values, query.limit)
      if (rows.length > 0) newest = [...newest, ...rows].toSorted(newestFirst).slice(0, query.limit)
    }
    return newest
  }

  return {
    put: (rows) => database.write(rows.flatMap((row) => [removal(row), { sql: INSERT, values: valuesOf(row) }])),
    remove: (row) => database.write([removal(row)]),
    hasBefore: (at) => database.get('SELECT 1 FROM observation WHERE at < ? LIMIT 1', at) !== undefined,
    forget: (before, limit) => database.write([{ sql: FORGET, values: [before, limit] }]),
    find(id, most) {
      for (const part of parts(most)) {
        const [row] = found('WHERE part = ? AND id = ?', part, id)
        if (row) return row
      }
      return undefined
    },
    list(query) {
      // A search looks at all of them, and must not read the attempts themselves for that.
      const isSearch = query.text !== undefined || query.places !== undefined
      const column = isSearch ? undefined : KEYS.find((key) => query[key] !== undefined)
      if (column) return listOf(column, query)
      const { sql, values } = conditionsOf(query)
      // The page is found in an index alone; only its rows are read.
      const page = `SELECT number FROM observation ${isSearch ? 'INDEXED BY observation_facts' : ''} WHERE ${sql} ORDER BY at DESC, id DESC LIMIT ?`
      return found(`WHERE number IN (${page}) ORDER BY at DESC, id DESC`, ...values, query.limit)
    },
    attempts: (since, limit) =>
      database
        .all(
          `SELECT body -> '$.attempt' AS attempt FROM observation WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?`,
          since,
          limit,
        )
        .map((row) => String(row['attempt'])),
    count: (since) =>
      database.all(
        `SELECT status, cause, owner, trySpent, rescued, count(*) AS count FROM observation WHERE at >= ?
         GROUP BY status, cause, owner, trySpent, rescued`,
        since,
      ) as unknown as ObservationCount[],
  }
}

/** As the schema has it: 2,048 rows. */
const partOf = (number: number): number => Math.floor(number / 2_048)
const FOUND = 'id, at, cause, body'
/** Two statements: for `INSERT OR REPLACE` SQLite would keep each page as it was before, in a file of its own. */
const DELETE = `DELETE FROM observation WHERE number =
  (SELECT number FROM observation INDEXED BY observation_facts WHERE at = ? AND id = ?)`
const removal = ({ at, id }: Pick<ObservationRow, 'id' | 'at'>) => ({ sql: DELETE, values: [at, id] })
const NEWEST_IN = 'SELECT max(at) AS at FROM observation INDEXED BY observation_terminal WHERE part = ?'
const FORGET = `DELETE FROM observation WHERE number IN
  (SELECT number FROM observation INDEXED BY observation_facts WHERE at < ? ORDER BY at LIMIT ?)`
const INSERT = `INSERT INTO observation (id, at, card, terminal, status, cause, owner, trySpent, rescued, merchant, model,
  version, card_range, issuer, entry, pan_length, key_check, masked_pan, amount_minor, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
/** What each part of the table has an index for, the narrowest first. */
const KEYS = ['card', 'terminal', 'merchant'] as const

const newestFirst = (left: FoundObservation, right: FoundObservation): number =>
  right.at - left.at || (right.id < left.id ? -1 : right.id > left.id ? 1 : 0)

function conditionsOf(query: ObservationQuery): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const conditions: string[] = []
  const values: SQLInputValue[] = []
  const where = (condition: string, ...bound: SQLInputValue[]) => {
    conditions.push(condition)
    values.push(...bound)
  }
  if (query.before) where('(at, id) < (?, ?)', query.before.at, query.before.id)
  if (query.since !== undefined) where('at >= ?', query.since)
  if (query.status) where('status = ?', query.status)
  // Said twice, so that the index of what was refused is known to have it.
  if (query.cause) where("cause = ? AND cause <> ''", query.cause)
  if (query.refused) where("cause <> ''")
  if (query.places) {
    const inside = anyOf(query.places)
    where(inside.sql, ...inside.values)
  }
  if (query.terminal) where('terminal = ?', query.terminal)
  if (query.issuer) where('issuer = ?', query.issuer)
  if (query.merchant) where('merchant = ?', query.merchant)
  if (query.card) where('card = ?', query.card)
  if (query.text) where('(instr(id, ?) > 0 OR instr(masked_pan, ?) > 0)', query.text, query.text)
  return { sql: conditions.length > 0 ? conditions.join(' AND ') : 'TRUE', values }
}

const valuesOf = (row: ObservationRow): SQLInputValue[] => [
  row.id,
  row.at,
  row.card,
  row.terminal,
  row.status,
  row.cause,
  row.owner,
  row.trySpent,
  row.rescued,
  row.merchant,
  row.model,
  row.version,
  row.range,
  row.issuer,
  row.entry,
  row.panLength,
  row.key,
  row.maskedPan,
  row.amount_minor,
  row.body,
]
