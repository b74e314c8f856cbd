import type { SQLInputValue } from 'node:sqlite'
import type { Rows } from './prepared.ts'

/** What an observation can be narrowed to or grouped by, and the column that has it. */
const COLUMNS = {
  terminal: 'terminal',
  merchant: 'merchant',
  model: 'model',
  version: 'version',
  range: 'card_range',
  issuer: 'issuer',
  link: 'issuer',
  entry: 'entry',
  panLength: 'pan_length',
  key: 'key_check',
  card: 'card',
  cause: 'cause',
} as const
export type ObservationDimension = keyof typeof COLUMNS
export const isObservationDimension = (name: string): name is ObservationDimension => Object.hasOwn(COLUMNS, name)

/** Every part must fit: `model=FF-E1` and `version=2.0.1`. */
export type ObservationPlace = readonly { readonly dimension: ObservationDimension; readonly value: string }[]

export interface ObservationWindow {
  /** Milliseconds since 1970, the end not included. */
  readonly since: number
  readonly until: number
  /** One of these places; everywhere when absent. */
  readonly places?: readonly ObservationPlace[]
}

/** Sums over attempts. Refused: there is a verdict, so the PIN was in question. */
export interface ObservationSums {
  readonly attempts: number
  readonly approved: number
  readonly refused: number
  /** Refused, and the same card paid shortly afterwards. */
  readonly rescued: number
  readonly triesSpent: number
  /** Of tries spent, those on refusals that were not the cardholder's or an attacker's. */
  readonly triesBurnt: number
  readonly approved_minor: number
  /** Milliseconds since 1970; 0 when there is none. */
  readonly firstAt: number
  readonly lastAt: number
}

/** The first Monday of 1970 (UTC): weeks begin with it. */
export const MONDAY_MS = 4 * 86_400_000

const SUMS = `count(*) AS attempts, coalesce(sum(status = 'approved'), 0) AS approved, coalesce(sum(cause <> ''), 0) AS refused,
  coalesce(sum(cause <> '' AND rescued = 1), 0) AS rescued, coalesce(sum(trySpent), 0) AS triesSpent,
  coalesce(sum(trySpent = 1 AND owner NOT IN ('', 'cardholder', 'attacker')), 0) AS triesBurnt,
  coalesce(sum(CASE status WHEN 'approved' THEN amount_minor ELSE 0 END), 0) AS approved_minor,
  coalesce(min(at), 0) AS firstAt, coalesce(max(at), 0) AS lastAt`

/** One intention to pay that was refused at least once: the same card and amount at the same merchant. */
export interface RefusedSale {
  readonly merchant: string
  readonly cause: string
  readonly owner: string
  readonly week: number
  readonly rescued: boolean
  readonly sales: number
  readonly amount_minor: number
  readonly tries: number
}

/** One attempt of a card at a merchant. */
export interface CardAttempt {
  readonly card: string
  readonly merchant: string
  readonly at: number
  readonly approved: boolean
  readonly refused: boolean
}

export interface ObservationShare {
  readonly value: string
  readonly refused: number
  readonly attempts: number
}

/** Of the attempts with a value: all of them in the window, and those refused in its places. */
export interface ObservationContrast {
  readonly value: string
  readonly attempts: number
  readonly refusedInside: number
}

export interface ObservationFigures {
  sums(window: ObservationWindow): ObservationSums
  groups(dimension: ObservationDimension, window: ObservationWindow): readonly (ObservationSums & { value: string })[]
  /** How often a value occurs, refused and in all, most frequent first. */
  shares(dimension: ObservationDimension, window: ObservationWindow): readonly ObservationShare[]
  /** The same for several dimensions at once, in one pass over the window, with all values of each. */
  crossShares<Name extends ObservationDimension>(
    dimensions: readonly Name[],
    window: ObservationWindow,
  ): ReadonlyMap<Name, readonly ObservationShare[]>
  /** What was refused in the places of the window beside all attempts of its time, by several dimensions in one pass. */
  contrasts<Name extends ObservationDimension>(
    dimensions: readonly Name[],
    window: ObservationWindow,
  ): ReadonlyMap<Name, readonly ObservationContrast[]>
  /** Attempts and refusals in steps of time; steps without an attempt are left out. */
  steps(
    window: ObservationWindow,
    step_ms: number,
  ): readonly { readonly at: number; readonly attempts: number; readonly refused: number }[]
  /** Every attempt, since the window began and to this day, of cards that were refused in it there: in the order of time. */
  refusedCards(window: ObservationWindow): readonly CardAttempt[]
  /** Refused sales of the window by merchant, cause and week (of `week_ms`, counted from the first Monday of 1970). */
  refusedSales(window: ObservationWindow, week_ms: number): readonly RefusedSale[]
}

export function observationFigures(database: Rows): ObservationFigures {
  const all = <T>(sql: string, values: readonly SQLInputValue[]) => database.all(sql, ...values) as unknown as T[]
  return {
    sums(window) {
      const { where, values } = conditions(window)
      return all<ObservationSums>(`SELECT ${SUMS} FROM observation ${where}`, values)[0] as ObservationSums
    },
    groups(dimension, window) {
      const { where, values } = conditions(window)
      const column = COLUMNS[dimension]
      return all(
        `SELECT ${column} AS value, ${SUMS} FROM observation ${where} GROUP BY ${column} ORDER BY refused DESC, attempts DESC`,
        values,
      )
    },
    shares(dimension, window) {
      const { where, values } = conditions(window)
      const column = COLUMNS[dimension]
      return all(
        `SELECT ${column} AS value, sum(cause <> '') AS refused, count(*) AS attempts FROM observation ${where}
         GROUP BY ${column} ORDER BY refused DESC, attempts DESC LIMIT 50`,
        values,
      )
    },
    crossShares(dimensions, window) {
      const { where, values } = conditions(window)
      const { select, by } = crossed(dimensions)
      const rows = all<CrossRow>(
        `SELECT ${select}, sum(cause <> '') AS refused, count(*) AS attempts FROM observation ${where} GROUP BY ${by}`,
        values,
      )
      const shares = (column: string) =>
        summed(rows, column).map(([value, refused, attempts]) => ({ value, refused, attempts }))
      return new Map(dimensions.map((dimension, index) => [dimension, shares(`v${index}`)]))
    },
    contrasts(dimensions, { since, until, places }) {
      const { select, by } = crossed(dimensions)
      const inside = places ? anyOf(places) : { sql: '1', values: [] }
      const rows = all<CrossRow>(
        `SELECT ${select}, sum(cause <> '' AND ${inside.sql}) AS refused, count(*) AS attempts FROM observation
         WHERE at >= ? AND at < ? GROUP BY ${by}`,
        [...inside.values, since, until],
      )
      const contrasts = (column: string) =>
        summed(rows, column).map(([value, refusedInside, attempts]) => ({ value, refusedInside, attempts }))
      return new Map(dimensions.map((dimension, index) => [dimension, contrasts(`v${index}`)]))
    },
    steps(window, step_ms) {
      const { where, values } = conditions(window)
      return all(
        `SELECT at - at % CAST(? AS INTEGER) AS at, count(*) AS attempts, sum(cause <> '') AS refused FROM observation ${where}
         GROUP BY 1 ORDER BY 1`,
        [step_ms, ...values],
      )
    },
    refusedCards(window) {
      const { where, values } = conditions(window)
      return all<Omit<CardAttempt, 'approved' | 'refused'> & { readonly approved: number; readonly refused: number }>(
        `WITH refused AS MATERIALIZED (SELECT DISTINCT card, merchant FROM observation ${where} AND cause <> '' AND card <> '')
         SELECT card, merchant, at, status = 'approved' AS approved, cause <> '' AS refused FROM observation
         WHERE at >= ? AND (card, merchant) IN refused ORDER BY at`,
        [...values, window.since],
      ).map((row) => ({ ...row, approved: row.approved === 1, refused: row.refused === 1 }))
    },
    refusedSales(window, week_ms) {
      const { where, values } = conditions(window)
      const sale = `SELECT merchant, cause, owner, (at - ${MONDAY_MS}) / CAST(? AS INTEGER) AS week, max(rescued) AS rescued, max(amount_minor) AS amount_minor,
        sum(trySpent) AS tries, max(at) FROM observation ${where} AND cause <> ''
        GROUP BY card, amount_minor, merchant, 4`
      return all<Omit<RefusedSale, 'rescued'> & { readonly rescued: number }>(
        `SELECT merchant, cause, owner, week, rescued, count(*) AS sales, sum(amount_minor) AS amount_minor, sum(tries) AS tries
         FROM (${sale}) GROUP BY merchant, cause, owner, week, rescued`,
        [week_ms, ...values],
      ).map((row) => ({ ...row, rescued: row.rescued === 1 }))
    },
  }
}

type CrossRow = Readonly<Record<string, string | number>>

/** Several dimensions as columns `v0`, `v1` ... of one query. */
function crossed(dimensions: readonly ObservationDimension[]): { readonly select: string; readonly by: string } {
  const columns = dimensions.map((dimension) => COLUMNS[dimension])
  return { select: columns.map((column, index) => `${column} AS v${index}`).join(', '), by: columns.join(', ') }
}

/** Value, refused and attempts of the rows by the values of one column, most refused first. */
function summed(rows: readonly CrossRow[], column: string): (readonly [string, number, number])[] {
  const sums = new Map<string, { refused: number; attempts: number }>()
  for (const row of rows) {
    const value = String(row[column])
    let sum = sums.get(value)
    if (!sum) sums.set(value, (sum = { refused: 0, attempts: 0 }))
    sum.refused += Number(row['refused'])
    sum.attempts += Number(row['attempts'])
  }
  return [...sums]
    .toSorted(([, a], [, b]) => b.refused - a.refused || b.attempts - a.attempts)
    .map(([value, { refused, attempts }]) => [value, refused, attempts])
}

function conditions({ since, until, places }: ObservationWindow): { where: string; values: SQLInputValue[] } {
  if (!places) return { where: 'WHERE at >= ? AND at < ?', values: [since, until] }
  const { sql, values } = anyOf(places)
  const few =
    places.length === 1 ? FEW_OF.find((name) => places[0]?.some(({ dimension }) => dimension === name)) : undefined
  const index = few ? `INDEXED BY observation_${few} WHERE part IN (${PARTS}) AND` : 'WHERE'
  return { where: `${index} at >= ? AND at < ? AND ${sql}`, values: [since, until, ...values] }
}

/** What few attempts have in common: their index has them in each part of the table. */
const FEW_OF = ['card', 'terminal', 'merchant'] as const
/** All parts, as the schema numbers them. */
const PARTS = `WITH RECURSIVE parts(part) AS (SELECT min(number) >> 11 FROM observation
  UNION ALL SELECT part + 1 FROM parts WHERE part < (SELECT max(number) >> 11 FROM observation)) SELECT part FROM parts`

/** What holds for an observation in one of these places. */
export function anyOf(places: readonly ObservationPlace[]): {
  readonly sql: string
  readonly values: readonly string[]
} {
  const one = (parts: ObservationPlace) =>
    `(${parts.map(({ dimension }) => `${COLUMNS[dimension]} = ?`).join(' AND ')})`
  return { sql: `(${places.map(one).join(' OR ')})`, values: places.flat().map(({ value }) => value) }
}
