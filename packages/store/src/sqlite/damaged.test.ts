import { copyFileSync, existsSync, mkdtempSync, openSync, rmSync, utimesSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { prepareObservations } from './observations.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fiftyfive-damaged-'))
  path = join(folder, 'observations.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const event = (sequence: number) => `INSERT INTO fleet_event VALUES (${sequence}, 0, 'kind', 'subject', 'detail')`
const events = () => {
  const database = new DatabaseSync(path)
  const { count } = database.prepare('SELECT count(*) AS count FROM fleet_event').get() as { count: number }
  database.close()
  return count
}

/** As it lies there when nobody closed it: 500 events, most of them in the file, and a log. */
function stop(): void {
  const living = join(folder, 'living.db')
  prepareObservations(living, 0)
  const database = new DatabaseSync(living)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF')
  for (let number = 0; number < 500; number++) database.exec(event(number))
  database.exec('PRAGMA wal_checkpoint(PASSIVE)')
  database.exec(event(500))
  for (const suffix of ['', '-wal', '-shm']) copyFileSync(living + suffix, path + suffix)
  database.close()
}

/** The pages from the second on are not what was written. */
function tear(): void {
  const file = openSync(path, 'r+')
  for (let page = 1; page < 8; page++) writeSync(file, Buffer.alloc(4_096, page), 0, 4_096, page * 4_096)
}

const BOOTED = 1_800_000_000_000
const writtenAt = (at: number) => utimesSync(`${path}-wal`, at / 1_000, at / 1_000)

it('goes on with what a machine that stopped left whole', () => {
  stop()
  writtenAt(BOOTED - 1)
  expect(prepareObservations(path, BOOTED)).toBeUndefined()
  expect(events()).toBe(501)
})

it('begins anew where it left something damaged, and keeps that aside', () => {
  stop()
  tear()
  writtenAt(BOOTED - 1)
  expect(prepareObservations(path, BOOTED)).toBe(`${path}.damaged`)
  expect(existsSync(`${path}.damaged`)).toBe(true)
  expect(events()).toBe(0)
})

it('does not look through a file whose process alone ended', () => {
  stop()
  tear()
  writtenAt(BOOTED + 1)
  expect(() => prepareObservations(path, BOOTED)).not.toThrow()
  expect(existsSync(`${path}.damaged`)).toBe(false)
})
