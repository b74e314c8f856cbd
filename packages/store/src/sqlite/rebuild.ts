import { DatabaseSync } from 'node:sqlite'
import { ChangedRows, COLUMNS, type StoredRow } from '../changed-rows.ts'
import { changesOf, countDifferent, LINES_AT_ONCE, type Rebuilt, rowsFor } from '../replay.ts'
import { REMOVE_DOCUMENT, PUT_DOCUMENT } from './documents.ts'

/**
 * Makes the documents anew from the journal, in one transaction. With `write` false it only tells what would change.
 * To be called while no host uses the file.
 */
export function rebuildDocuments(path: string, write: boolean): Rebuilt {
  const database = new DatabaseSync(path)
  const number = (sql: string) => Number(database.prepare(sql).get()?.['n'])
  try {
    database.exec('PRAGMA synchronous = FULL; BEGIN EXCLUSIVE')
    // What a host that was killed had not written yet is no difference.
    replay(database, number('SELECT sequence AS n FROM projected'))
    database.exec('CREATE TEMP TABLE before AS SELECT * FROM document; DELETE FROM document')
    const entries = replay(database, 0)
    database.exec('UPDATE projected SET sequence = (SELECT coalesce(max(sequence), 0) FROM journal)')
    const different = number(countDifferent('before', 'document', COLUMNS))
    const rows = number('SELECT count(*) AS n FROM document')
    database.exec(write ? 'COMMIT' : 'ROLLBACK')
    return { entries, rows, different }
  } finally {
    database.close()
  }
}

/** Applies the lines behind this one and tells how many there were. */
function replay(database: DatabaseSync, after: number): number {
  const read = database.prepare('SELECT sequence, body FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?')
  const find = database.prepare(`SELECT ${COLUMNS} FROM document WHERE tbl = ? AND key = ?`)
  const put = database.prepare(PUT_DOCUMENT)
  const remove = database.prepare(REMOVE_DOCUMENT)
  for (let entries = 0, last = after; ;) {
    const lines = read.all(last, LINES_AT_ONCE)
    const changes = lines.flatMap(({ body }) => changesOf(String(body)))
    const found = rowsFor(changes).map(([table, key]) => find.get(table, key))
    const rows = new ChangedRows(found.filter((row) => row !== undefined) as unknown as StoredRow[])
    rows.apply(changes)
    const result = rows.result()
    for (const { table, key, status = null, alias = null, parent = null, body, extra = null } of result.put)
      put.run(table, key, status, alias, parent, body, extra)
    for (const [table, key] of result.removed) remove.run(table, key)
    entries += lines.length
    if (lines.length < LINES_AT_ONCE) return entries
    last = Number(lines.at(-1)?.['sequence'])
  }
}
