import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate } from './migrate.ts'

const FIRST = 'CREATE TABLE paid (amount INTEGER NOT NULL) STRICT; INSERT INTO paid VALUES (100), (250)'
const SECOND = 'ALTER TABLE paid ADD COLUMN currency TEXT'
/** Empties the table before it turns out that it cannot go on. */
const BROKEN = 'DELETE FROM paid; INSERT INTO gone VALUES (1)'

let directory: string
const path = () => join(directory, 'host.db')
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'fiftyfive-migrate-'))))
afterEach(() => rmSync(directory, { recursive: true, force: true }))

function read(): { readonly version: unknown; readonly rows: readonly unknown[] } {
  const database = new DatabaseSync(path(), { readOnly: true })
  const version = database.prepare('PRAGMA user_version').get()?.['user_version']
  const rows = database.prepare('SELECT * FROM paid ORDER BY amount').all()
  database.close()
  return { version, rows: rows.map((row) => ({ ...row })) }
}

it('takes the steps that a file has not had yet, and none twice', () => {
  migrate(path(), [FIRST])
  migrate(path(), [FIRST, SECOND])
  migrate(path(), [FIRST, SECOND])
  const currency = null
  expect(read()).toEqual({
    version: 2,
    rows: [
      { amount: 100, currency },
      { amount: 250, currency },
    ],
  })
})

it('tries a copy first: a step that fails, also after one that did not, leaves the file as it was', () => {
  migrate(path(), [FIRST])
  const before = read()
  expect(() => migrate(path(), [FIRST, SECOND, BROKEN])).toThrow('gone')
  // Without the copy the second step would stay.
  expect(read()).toEqual(before)
  expect(readdirSync(directory).filter((name) => name.includes('migrating'))).toEqual([])
})
