import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { JournalEntry } from '@fiftyfive/acquiring'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquirerStore, openAcquirerDatabase } from './acquirer-store.ts'
import { verifyJournal } from './journal.ts'

const DAY_MS = 86_400_000
const START = Date.UTC(2027, 2, 4, 12)

let directory: string
let path: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-journal-'))
  path = join(directory, 'host.db')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const reversal = (number: number): JournalEntry => ({
  type: 'reversal-received',
  key: `T0000001-000001-${number}`,
  terminalId: 'T0000001',
  reason: '98',
})

async function write(...days: readonly number[]): Promise<void> {
  const database = openAcquirerDatabase(path)
  const store = acquirerStore(database)
  await Promise.all(
    days.map((day, index) => store.commit(START + day * DAY_MS + index, [reversal(index), reversal(100 + index)])),
  )
  await database.close()
}

function tamper(sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

describe('the chain of the journal', () => {
  it('holds over days, restarts and a clock that goes back', async () => {
    await write(0, 0, 1, 1)
    await write(0, 1, 2)
    const report = await verifyJournal(path)
    expect(report).toMatchObject({ entries: 14, unchained: 0 })
    expect(report.broken).toBeUndefined()
    expect(Object.keys(report.days)).toEqual(['2027-03-04', '2027-03-05', '2027-03-06'])
  })

  it.each([
    [
      'a changed amount or code',
      "UPDATE journal SET body = replace(body, '98', '06') WHERE sequence = 3",
      { sequence: 3 },
    ],
    ['a changed time', 'UPDATE journal SET at = at + 1 WHERE sequence = 3', { sequence: 3 }],
    ['an entry taken away', 'DELETE FROM journal WHERE sequence = 3', { sequence: 4 }],
    ['entries in another order', 'UPDATE journal SET sequence = 99 WHERE sequence = 3', { sequence: 4 }],
    ['an entry without a hash', "UPDATE journal SET hash = '' WHERE sequence = 3", { sequence: 3 }],
    ['a day that lost its end', 'DELETE FROM journal WHERE sequence = 6', { day: '2027-03-04' }],
    ['a journal that lost its chain', "UPDATE journal SET hash = ''", { day: '2027-03-04' }],
  ])('shows %s', async (_name, sql, broken) => {
    await write(0, 0, 0)
    tamper(sql)
    expect((await verifyJournal(path)).broken).toEqual(broken)
  })
})
