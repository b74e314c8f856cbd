import { type JournalEntry, project } from '@fiftyfive/acquiring'
import type { Change } from '@fiftyfive/kernel'
import { touched } from './touched.ts'

/** Lines that are applied to the rows of a database at once. */
export const LINES_AT_ONCE = 1_000

/**
 * What a line of the journal changes, told again: rows may be as they were before it or as they became later. What is to
 * be made may be there already then.
 */
export const changesOf = (body: string): readonly Change[] =>
  project(JSON.parse(body) as JournalEntry).map((change) => (change.do === 'make' ? { ...change, do: 'put' } : change))

/** The rows that have to be known for these changes, each once. */
export const rowsFor = (changes: readonly Change[]) => [
  ...new Map(changes.flatMap(touched).map((name) => [name.join('/'), name])).values(),
]

export interface Rebuilt {
  readonly entries: number
  readonly rows: number
  /** Rows that differed from what the journal comes to, were missing, or were there without reason. */
  readonly different: number
}

/** Rows that one of two tables has and the other has not, or has otherwise; each key counts once. */
export const countDifferent = (one: string, other: string, columns: string): string => {
  const only = (left: string, right: string) =>
    `SELECT tbl, key FROM (SELECT ${columns} FROM ${left} EXCEPT SELECT ${columns} FROM ${right}) AS only_${left}`
  return `SELECT count(*) AS n FROM (${only(one, other)} UNION ${only(other, one)}) AS differing`
}
