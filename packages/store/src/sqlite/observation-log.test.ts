import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ACQUIRER_MIGRATIONS } from './acquirer-schema.ts'
import { migrate } from './migrate.ts'
import type { ObservationRow } from './observation-log.ts'
import { openObservationWriter, type ObservationWriter, prepareObservations } from './observations.ts'

/** More than two parts of the table. */
const MANY = 5_000
const BEGIN = 1_700_000_000_000
const TERMINALS = 7

let directory: string
let path: string
let observations: ObservationWriter
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-observations-'))
  path = join(directory, 'observations.db')
})
afterEach(() => {
  observations.close()
  rmSync(directory, { recursive: true, force: true })
})

function open(): ObservationWriter['log'] {
  prepareObservations(path)
  observations = openObservationWriter(path)
  return observations.log
}

const row = (number: number, changed: Partial<ObservationRow> = {}): ObservationRow => ({
  id: `T000000${number % TERMINALS}-000001-${String(number).padStart(6, '0')}`,
  at: BEGIN + number,
  card: `card-${number % 11}`,
  terminal: `T000000${number % TERMINALS}`,
  status: number % 10 === 0 ? 'declined' : 'approved',
  cause: number % 10 === 0 ? 'slip' : '',
  owner: number % 10 === 0 ? 'cardholder' : '',
  trySpent: 0,
  rescued: 0,
  merchant: '898310154110001',
  model: 'FF-E1',
  version: '2.0.1',
  range: '622588',
  issuer: 'bank',
  entry: 'chip',
  panLength: '19',
  key: 'current',
  maskedPan: '622588*********0006',
  amount_minor: 1_000,
  body: JSON.stringify({ number }),
  ...changed,
})
const rows = Array.from({ length: MANY }, (_, number) => row(number))
const newestOf = (wanted: (row: ObservationRow) => boolean, limit: number): string[] =>
  rows
    .filter(wanted)
    .toReversed()
    .slice(0, limit)
    .map(({ id }) => id)

it('finds an attempt in whichever part of the table it lies, and looks no further back than it is told', async () => {
  const log = open()
  await log.put(rows)
  const [first, last] = [rows[0] as ObservationRow, rows.at(-1) as ObservationRow]
  expect(log.find(first.id)).toMatchObject({ at: first.at, body: first.body })
  expect(log.find(last.id, 1)).toMatchObject({ at: last.at })
  expect(log.find(first.id, 1)).toBeUndefined()
  expect(log.find('T0000000-000001-999999')).toBeUndefined()
})

it('lists the newest of a terminal, a card or a merchant over all parts, page by page', async () => {
  const log = open()
  // What came late lies in a newer part than what happened after it.
  await log.put([...rows.slice(1_000), ...rows.slice(0, 1_000)])
  const terminal = 'T0000003'
  const ofTerminal = newestOf((each) => each.terminal === terminal, MANY)
  const first = log.list({ terminal, limit: 400 })
  const last = first.at(-1) as (typeof first)[number]
  const second = log.list({ terminal, limit: 400, before: { at: last.at, id: last.id } })
  expect([...first, ...second].map(({ id }) => id)).toEqual(ofTerminal)

  expect(log.list({ card: 'card-5', since: BEGIN + 4_000, limit: 1_000 }).map(({ id }) => id)).toEqual(
    newestOf((each) => each.card === 'card-5' && each.at >= BEGIN + 4_000, MANY),
  )
  const merchant = '898310154110001'
  expect(log.list({ merchant, refused: true, limit: 20 }).map(({ id }) => id)).toEqual(
    newestOf((each) => each.cause !== '', 20),
  )
  expect(log.list({ merchant: 'another', limit: 20 })).toEqual([])
  expect(log.list({ limit: 20 }).map(({ id }) => id)).toEqual(newestOf(() => true, 20))
})

it('puts an attempt that has changed in the place of what it was, and forgets one', async () => {
  const log = open()
  const before = row(20)
  await log.put([before, row(30)])
  await log.put([row(20, { cause: 'forgotten', body: '{"changed":true}' })])
  expect(log.list({ limit: 10 }).map(({ cause }) => cause)).toEqual(['slip', 'forgotten'])
  expect(log.find(before.id)?.body).toBe('{"changed":true}')
  await log.remove(before)
  expect(log.find(before.id)).toBeUndefined()
  expect(log.list({ limit: 10 })).toHaveLength(1)
})

it('forgets the oldest, a few at a time, and finds the others as before', async () => {
  const log = open()
  await log.put(rows)
  const before = BEGIN + 4_500
  await log.forget(before, 4_000)
  expect(log.list({ limit: MANY })).toHaveLength(1_000)
  expect(log.hasBefore(before)).toBe(true)
  await log.forget(before, 4_000)
  expect(log.hasBefore(before)).toBe(false)
  const terminal = 'T0000003'
  expect(log.list({ terminal, limit: MANY }).map(({ id }) => id)).toEqual(
    newestOf((each) => each.terminal === terminal && each.at >= before, MANY),
  )
  await log.forget(Infinity, MANY)
  expect(log.list({ terminal, limit: 1 })).toEqual([])
  expect(log.find(row(4_999).id)).toBeUndefined()
})

it('keeps what a file of an earlier version holds', () => {
  migrate(path, ACQUIRER_MIGRATIONS.slice(0, -1))
  const earlier = new DatabaseSync(path)
  const put =
    earlier.prepare(`INSERT INTO observation (id, at, card, terminal, status, cause, owner, trySpent, rescued, merchant,
    model, version, card_range, issuer, entry, pan_length, masked_pan, amount_minor, body, key_check)
    VALUES (?, ?, ?, ?, 'approved', '', '', 0, 0, ?, '', '', '', '', 'chip', '19', ?, 1000, ?, 'current')`)
  for (const { id, at, card, terminal, merchant, maskedPan, body } of rows.slice(0, 10).toReversed()) {
    put.run(id, at, card, terminal, merchant, maskedPan, body)
  }
  earlier.close()
  const log = open()
  expect(log.list({ limit: 100 }).map(({ body }) => body)).toEqual(
    rows
      .slice(0, 10)
      .toReversed()
      .map(({ body }) => body),
  )
  expect(log.list({ terminal: 'T0000001', limit: 5 }).map(({ at }) => at)).toEqual([BEGIN + 8, BEGIN + 1])
})
