import { type JournalEntry, project } from '@fiftyfive/acquiring'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { statementOf } from './documents.ts'

export interface Rebuilt {
  readonly entries: number
  readonly rows: number
  /** Rows that differed from what the journal comes to, were missing, or were there without reason. */
  readonly different: number
}

/**
 * Makes the documents anew from the journal, in one transaction. With `write` false it only tells what would change.
 * To be called while no host uses the file.
 */
export function rebuildDocuments(path: string, write: boolean): Rebuilt {
  const database = new DatabaseSync(path)
  const prepared = new Map<string, StatementSync>()
  const count = (sql: string) => Number(database.prepare(sql).get()?.['n'])
  try {
    database.exec('PRAGMA synchronous = FULL; BEGIN EXCLUSIVE')
    database.exec('CREATE TEMP TABLE before AS SELECT * FROM document; DELETE FROM document')
    let entries = 0
    for (const row of database.prepare('SELECT body FROM journal ORDER BY sequence').iterate()) {
      entries++
      for (const change of project(JSON.parse(String(row['body'])) as JournalEntry)) {
        const { sql, values } = statementOf(change)
        const statement = prepared.get(sql) ?? database.prepare(sql)
        prepared.set(sql, statement)
        statement.run(...values)
      }
    }
    const differing = (one: string, other: string) =>
      `SELECT tbl, key FROM (SELECT * FROM ${one} EXCEPT SELECT * FROM ${other})`
    const different = count(
      `SELECT count(*) AS n FROM (${differing('before', 'document')} UNION ${differing('document', 'before')})`,
    )
    const rows = count('SELECT count(*) AS n FROM document')
    database.exec(write ? 'COMMIT' : 'ROLLBACK')
    return { entries, rows, different }
  } finally {
    database.close()
  }
}
