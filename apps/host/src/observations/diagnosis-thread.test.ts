import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Attempt } from '@fiftyfive/diagnosis'
import { openObservationReader, prepareObservations } from '@fiftyfive/store/sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DiagnosisThread } from './diagnosis-thread.ts'
import type { StoredAttempt } from './stored-attempt.ts'

let directory: string
let path: string
let thread: DiagnosisThread
let reasons: string[]
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-diagnosis-'))
  path = join(directory, 'observations.db')
  reasons = []
})
afterEach(async () => {
  await thread.close()
  rmSync(directory, { recursive: true, force: true })
})
const start = () =>
  (thread = new DiagnosisThread({ path }, (news) => news.news === 'failed' && reasons.push(news.reason)))

const attempt: Attempt = {
  id: 'T0000001-000001-000042',
  at: 1_000,
  terminal: 'T0000001',
  merchant: '898310154110001',
  card: 'token',
  range: '622588',
  entryMode: 'chip',
  pinPresent: true,
  code: '55',
  forwarded: true,
}
const { id, at, code, terminal } = attempt
const stored: StoredAttempt = {
  id,
  at,
  kind: 'sale',
  terminal,
  merchantName: { en: 'Shop', 'zh-CN': '店' },
  maskedPan: '622588******5678',
  amount_minor: 1_000,
  currency: 'CNY',
  entryMode: 'chip',
  status: 'declined',
  code,
  attempt,
  verdicts: [],
  messages: [],
  timeline: [],
}
const find = async (): Promise<StoredAttempt | undefined> => {
  const body = await thread.ask({ do: 'find', id })
  return body === undefined ? undefined : (JSON.parse(body) as StoredAttempt)
}

it('keeps an attempt with the verdict that was given before it was over, and none for a terminal that only claims it', async () => {
  prepareObservations(path)
  start()
  // It is not at work yet. Whoever cannot wait goes without.
  expect(await thread.ask({ do: 'judge', attempt }, 0)).toBeUndefined()
  const verdict = await thread.ask({ do: 'judge', attempt })
  expect(verdict?.attempt).toBe(id)
  thread.tell(JSON.stringify(stored))
  thread.tell({ do: 'take-unrecorded', body: JSON.stringify({ ...stored, status: 'approved' }) })
  expect(await find()).toMatchObject({ status: 'declined', cause: verdict?.cause, verdicts: [verdict] })
  await thread.ask({ do: 'write' })
  expect(await find()).toMatchObject({ status: 'declined' })
  expect(reasons).toEqual([])
})

it('forgets what a terminal only claimed once the payment of that number happens', async () => {
  prepareObservations(path)
  start()
  thread.tell({ do: 'take-unrecorded', body: JSON.stringify({ ...stored, code: 'A0', status: 'failed' }) })
  await thread.ask({ do: 'write' })
  thread.tell(JSON.stringify({ ...stored, at: at + 5_000, attempt: { ...attempt, at: at + 5_000 } }))
  await thread.ask({ do: 'write' })
  const observations = openObservationReader(path)
  expect(observations.log.list({ limit: 10 }).map((row) => row.at)).toEqual([at + 5_000])
  observations.close()
  expect(reasons).toEqual([])
})

it('takes away what is older than it is told, and nothing else', async () => {
  prepareObservations(path)
  start()
  const later = `${id.slice(0, -1)}3`
  thread.tell(JSON.stringify(stored))
  thread.tell(
    JSON.stringify({ ...stored, id: later, at: at + 5_000, attempt: { ...attempt, id: later, at: at + 5_000 } }),
  )
  await thread.ask({ do: 'write' })
  await thread.ask({ do: 'forget', before: at + 1 })
  expect(await find()).toBeUndefined()
  expect(await thread.ask({ do: 'find', id: later })).toBeDefined()
  expect(reasons).toEqual([])
})

it('answers nothing while its thread cannot work, holds no more than it may, and goes on as soon as it can', async () => {
  start()
  for (let number = 0; number <= 20_000; number++) thread.tell(JSON.stringify(number))
  expect(thread.dropped).toBe(1)
  expect(await thread.ask({ do: 'judge', attempt })).toBeUndefined()
  expect(reasons[0]).toContain('the thread ended')
  prepareObservations(path)
  await expect.poll(() => thread.ask({ do: 'judge', attempt }), { timeout: 20_000 }).toMatchObject({ attempt: id })
})
