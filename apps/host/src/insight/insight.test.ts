import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Incident } from '@fiftyfive/diagnosis'
import { observationFigures, observationLog, type ObservationRow, openAcquirerDatabase } from '@fiftyfive/store/sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { insightOf } from './insight.ts'

const NOW = 1_790_000_000_000
const MINUTE_MS = 60_000
let directory: string
let database: ReturnType<typeof openAcquirerDatabase>

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-insight-'))
  database = openAcquirerDatabase(join(directory, 'observations.db'))
})
afterEach(async () => {
  await database.close()
  rmSync(directory, { recursive: true, force: true })
})

const attempt = (number: number, terminal: string, isRefused: boolean): ObservationRow => ({
  id: `${terminal}-000001-${String(number).padStart(6, '0')}`,
  at: NOW - 10 * MINUTE_MS + number * 1_000,
  card: `card-${number}`,
  terminal,
  status: isRefused ? 'failed' : 'approved',
  cause: isRefused ? 'dead-key' : '',
  owner: isRefused ? 'terminal' : '',
  trySpent: 0,
  rescued: 0,
  merchant: '898310154110001',
  model: '',
  version: '',
  range: '',
  issuer: '',
  entry: 'chip',
  panLength: '16',
  key: '',
  maskedPan: '622848******1234',
  amount_minor: 1_280,
  body: '{}',
})
const incident = (id: string, scope: readonly string[], rest: Partial<Incident> = {}): Incident => ({
  id,
  scope,
  symptom: 'malformed-block',
  state: 'open',
  since: NOW - 10 * MINUTE_MS,
  foundAt: NOW - 9 * MINUTE_MS,
  updatedAt: NOW,
  figures: {
    failed: 0,
    sessions: 0,
    expected: 0,
    cards: 0,
    merchants: 0,
    terminals: 0,
    amountAtRisk_minor: 0,
    nearLockout: 0,
    controlRate: 0,
  },
  cause: 'dead-key',
  confidence: 0.9,
  ranking: [],
  evidence: [],
  ...rest,
})

/** Two broken tills of three; the third refuses one of ten. */
async function seen(own: Incident, others: readonly Incident[]) {
  const log = observationLog(database)
  for (let number = 0; number < 10; number++)
    for (const terminal of ['A0000001', 'B0000001', 'C0000001'])
      await log.put([attempt(number, terminal, terminal !== 'C0000001' || number === 0)])
  const figures = observationFigures(database)
  const nameOf = (merchant: string) => ({ en: merchant, 'zh-CN': merchant })
  return insightOf(own, { figures, events: { list: () => [] }, incidents: [own, ...others], nameOf }, NOW)
}

it('compares with what no incident touches', async () => {
  const { elsewhere, steps } = await seen(incident('i-1', ['terminal=A0000001']), [
    incident('i-2', ['terminal=B0000001']),
    incident('i-3', ['terminal=C0000001'], { state: 'dismissed' }),
  ])
  expect(elsewhere).toEqual({ attempts: 10, refused: 1 })
  expect(steps.reduce((sum, step) => sum + step.elsewhere.attempts, 0)).toBe(10)
  expect(steps.reduce((sum, step) => sum + step.inside.refused, 0)).toBe(10)
})

it('compares with all the rest where other incidents are everywhere, or long over', async () => {
  const own = incident('i-1', ['terminal=A0000001'])
  const everywhere = incident('i-2', ['merchant=898310154110001'])
  expect((await seen(own, [everywhere])).elsewhere).toEqual({ attempts: 20, refused: 11 })
  const over = incident('i-3', ['terminal=B0000001'], {
    since: NOW - 90 * MINUTE_MS,
    ended: { at: NOW - 60 * MINUTE_MS, why: 'recovered' },
  })
  expect((await seen(own, [over])).elsewhere).toEqual({ attempts: 20, refused: 11 })
})

it('takes a place that the log has no column for as everywhere', async () => {
  const { elsewhere, merchants } = await seen(incident('i-1', ['region=north']), [])
  expect(elsewhere).toEqual({ attempts: 0, refused: 0 })
  expect(merchants).toMatchObject([{ attempts: 30, refused: 21 }])
})
