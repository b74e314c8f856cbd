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
  find(id: string): FoundObservation | undefined
  /** Newest first. */
  list(query: ObservationQuery): readonly FoundObservation[]
  /** Of the newest since then, what stands under `attempt` in their bodies, as JSON: cheaper than the whole. */
  attempts(since: number, limit: number): readonly string[]
  /** How many there are of each kind since then. */
  count(since: number): readonly ObservationCount[]
}

export function observationLog(database: Rows & Pick<Database, 'write'>): ObservationLog & Takes<ObservationRow> {
  const put = `INSERT OR REPLACE INTO observation (id, at, card, terminal, status, cause, owner, trySpent, rescued, merchant, model,
    version, card_range, issuer, entry, pan_length, key_check, masked_pan, amount_minor, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  return {
    put: (rows) => database.write(rows.map((row) => ({ sql: put, values: valuesOf(row) }))),
    find: (id) => database.get(`SELECT ${FOUND} FROM observation WHERE id = ?`, id) as FoundObservation | undefined,
    list(query) {
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
      const filter = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
      // The page is found in an index alone; only its rows are read.
      // A search looks at all of them, and must not read the attempts themselves for that.
      const index = query.text || query.places ? 'INDEXED BY observation_facts' : ''
      const page = `SELECT id FROM observation ${index} ${filter} ORDER BY at DESC, id DESC LIMIT ?`
      const sql = `SELECT ${FOUND} FROM observation WHERE id IN (${page}) ORDER BY at DESC, id DESC`
      return database.all(sql, ...values, query.limit) as unknown as FoundObservation[]
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

const FOUND = 'id, at, cause, body'

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
