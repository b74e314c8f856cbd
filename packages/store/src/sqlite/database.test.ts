import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { StoreFailure } from '../store-failure.ts'
import { Database } from './database.ts'

const INSERT = 'INSERT INTO line (number) VALUES (?)'
let folder: string
let database: Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fiftyfive-database-'))
  database = new Database(join(folder, 'lines.db'), ['CREATE TABLE line (number INTEGER PRIMARY KEY) STRICT'])
})
afterEach(async () => {
  await database.close().catch(() => undefined)
  rmSync(folder, { recursive: true, force: true })
})

const numbers = () => database.all('SELECT number FROM line ORDER BY number').map(({ number }) => number)
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('tells each of many writes, in their order, once it is there to be read', async () => {
  const told: number[] = []
  const writes: Promise<void>[] = []
  const write = async (number: number): Promise<void> => {
    await database.write([{ sql: INSERT, values: [number] }])
    expect(numbers()).toContain(number)
    told.push(number)
  }
  for (let number = 0; number < 300; number++) {
    writes.push(write(number))
    // Some leave together, some come while others are written.
    if (number % 7 === 0) await turn()
  }
  await Promise.all(writes)
  expect(told).toEqual(Array.from({ length: 300 }, (_, index) => index))
})

it('writes nothing more after what failed, though it was on its way already', async () => {
  await database.write([{ sql: INSERT, values: [1] }])
  const outcomes: Promise<void>[] = []
  const write = (number: number): void => {
    const outcome = database.write([{ sql: INSERT, values: [number] }])
    // It may fail before all are asked for their outcomes.
    outcome.catch(() => undefined)
    outcomes.push(outcome)
  }
  write(1)
  for (let number = 2; number < 20; number++) {
    await turn()
    write(number)
  }
  for (const outcome of await Promise.allSettled(outcomes))
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreFailure) })
  expect(numbers()).toEqual([1])
})

it('lets the log begin anew while it goes on writing, and leaves none behind', async () => {
  const wide = new Database(join(folder, 'wide.db'), ['CREATE TABLE wide (body TEXT NOT NULL) STRICT'])
  const size = (suffix: string) => statSync(join(folder, `wide.db${suffix}`)).size
  const body = 'x'.repeat(100_000)
  // 60 MB, where 4 MB are copied: what SQLite does by itself would begin at 128 MB.
  for (let number = 0; number < 600; number++) {
    await wide.write([{ sql: 'INSERT INTO wide (body) VALUES (?)', values: [body] }])
  }
  expect(size('-wal')).toBeLessThan(30e6)
  expect(size('')).toBeGreaterThan(30e6)
  await wide.close()
  expect(existsSync(join(folder, 'wide.db-wal'))).toBe(false)
  expect(size('')).toBeGreaterThan(60e6)
})
