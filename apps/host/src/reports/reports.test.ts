import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import type { MerchantReport, ReportLine } from '@fiftyfive/contract'
import { Turns } from '@fiftyfive/kernel'
import {
  observationFigures,
  observationLog,
  type ObservationRow,
  openAccountStore,
  openAcquirerDatabase,
  openOwnStore,
} from '@fiftyfive/store/sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSealing } from '../accounts/sealing.ts'
import { renderReport, Reports } from './index.ts'

const MERCHANT = '898310154110001'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const local = (text: string): number => Date.parse(`${text}+08:00`)
const CALLER = { actor: 'test', address: 'here' }

let directory: string
let now: number
let told: ReportLine[]
let host: Awaited<ReturnType<typeof open>>

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-reports-'))
  told = []
  now = local('2026-11-18T10:00:00')
  host = await open()
  const merchant = { id: MERCHANT, name: { en: '=Corner "Tea" <House>', 'zh-CN': '街角茶馆堃' } }
  await host.own.store.commit(now, [{ type: 'merchant-registered', merchant }])
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

/** What a host has of it all, on the same files as before. */
async function open() {
  const database = openAcquirerDatabase(join(directory, 'host.db'))
  const observations = openAcquirerDatabase(join(directory, 'observations.db'))
  const store = openAccountStore(join(directory, 'accounts.db'))
  const own = openOwnStore(database)
  const log = observationLog(observations)
  const clock = { now: () => now }
  const reports = new Reports({
    clock,
    figures: observationFigures(observations),
    log,
    store: own.store,
    reports: own.reports,
    accounts: {
      store,
      clock,
      sealing: openSealing(join(directory, 'accounts.key')),
      secondFactorRequired: false,
      lent: [],
      turns: new Turns(),
    },
    tell: async (line) => void told.push(line),
  })
  return {
    own,
    log,
    reports,
    async close() {
      await own.catchUp()
      await Promise.all([database.close(), observations.close(), store.close()])
    },
  }
}

const attempt = (number: number, at: number, cause = ''): ObservationRow => ({
  id: `T0000001-000001-${String(number).padStart(6, '0')}`,
  at,
  card: `card-${number}`,
  terminal: 'T0000001',
  status: cause === '' ? 'approved' : 'declined',
  cause,
  owner: cause === 'dead-key' ? 'terminal' : '',
  trySpent: cause === '' ? 0 : 1,
  rescued: 0,
  merchant: MERCHANT,
  model: '',
  version: '',
  range: '',
  issuer: '',
  entry: 'chip',
  panLength: '16',
  key: '',
  maskedPan: '622848******1234',
  amount_minor: 1_280,
  body: JSON.stringify({ timeline: [{ at }, { at: at + 200 }] }),
})
const ids = async () => ((await host.reports.list({ limit: 50 })) ?? []).map(({ id }) => id)

it('makes each report once: when its week is over, after a restart, and after weeks of standstill', async () => {
  await host.reports.round()
  expect(await ids()).toEqual([])
  now = local('2026-11-23T00:00:30')
  expect(await host.reports.round()).toBe(1)
  expect(await ids()).toEqual([`${MERCHANT}.weekly.2026-11-16`])
  await host.close()
  host = await open()
  expect(await host.reports.round()).toBe(0)
  now = local('2026-12-08T09:00:00')
  await Promise.all([host.reports.round(), host.reports.round()])
  expect((await ids()).toSorted()).toEqual(
    ['weekly.2026-11-16', 'weekly.2026-11-23', 'weekly.2026-11-30', 'monthly.2026-11-01']
      .map((id) => `${MERCHANT}.${id}`)
      .toSorted(),
  )
  expect(new Set(told.map(({ id }) => id)).size).toBe(4)
})

it('counts what belongs to the period, in local days, beside the period before', async () => {
  await host.reports.round()
  const monday = local('2026-11-16T00:00:00')
  await host.log.put([
    attempt(1, monday - 1),
    attempt(2, monday),
    attempt(3, monday + 2 * DAY_MS + 30, 'dead-key'),
    attempt(4, monday + 7 * DAY_MS - 1),
    attempt(5, monday + 7 * DAY_MS),
  ])
  now = monday + 7 * DAY_MS + HOUR_MS
  await host.reports.round()
  const report = (await host.reports.find(`${MERCHANT}.weekly.2026-11-16`)) as MerchantReport
  expect(report.payments).toEqual({ attempts: 3, approved: 2, approved_minor: 2_560, refused: 1 })
  expect(report.before).toMatchObject({ attempts: 1, approved: 1 })
  expect(report.days.map(({ attempts, refused }) => [attempts, refused])).toEqual([
    [1, 0],
    [0, 0],
    [1, 1],
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 0],
  ])
  expect(report).toMatchObject({ triesBurnt: 1, customers: { refused: 1, lost: 1 }, sales: { lost_minor: 1_280 } })
  expect(report.answer.median_ms).toBe(200)
})

it('leaves out what nobody wants to come by itself, and makes one when somebody asks', async () => {
  await host.reports.setSchedule(CALLER, { merchant: MERCHANT, weekly: false, monthly: false })
  now = local('2026-12-08T09:00:00')
  expect(await host.reports.round()).toBe(0)
  const line = await host.reports.make(CALLER, MERCHANT)
  expect(await ids()).toEqual([line.id])
  expect(told).toEqual([line])
})

it('is one file without script or anything from elsewhere, and no name becomes markup or a formula', async () => {
  await host.log.put([attempt(1, now - HOUR_MS), attempt(2, now - HOUR_MS, 'dead-key')])
  const { id } = await host.reports.make(CALLER, MERCHANT)
  const report = (await host.reports.find(id)) as MerchantReport
  const html = String((await renderReport(report, 'html', 'en')).content)
  expect(html).toContain('=Corner &quot;Tea&quot; &lt;House&gt;')
  expect(html).not.toMatch(/<script|<House|https?:|url\(|@import|<link|<img/)
  expect(html.match(/<svg/g)?.length).toBeGreaterThan(1)
  const evil = { ...report, settled: [{ ...settled, terminal: '=cmd|' }] }
  const csv = String((await renderReport(evil, 'csv', 'en')).content)
  const cells = csv.split('\r\n').flatMap((line) => line.split(','))
  expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([])
  expect(csv).toContain("'=cmd| 000001")
})

const settled = {
  key: 'T0000001-000001',
  terminal: 'T0000001',
  batch: '000001',
  closedAt: 0,
  state: 'settled' as const,
  sales: 1,
  sales_minor: 1_280,
  refunds: 0,
  refunds_minor: 0,
  net_minor: 1_280,
}

it('on paper has every Chinese character as text in a font that it carries', async () => {
  await host.log.put([attempt(1, now - HOUR_MS), attempt(2, now - HOUR_MS, 'dead-key')])
  const { id } = await host.reports.make(CALLER, MERCHANT)
  const report = (await host.reports.find(id)) as MerchantReport
  const pdf = Buffer.from((await renderReport(report, 'pdf', 'zh-CN')).content)
  expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7')
  const text = pdf.toString('latin1')
  const fonts = text.match(/\/Type \/Font\n/g)?.length ?? 0
  expect(fonts).toBeGreaterThan(0)
  expect(text.match(/\/FontFile2 /g)?.length).toBe(text.match(/\/FontDescriptor /g)?.length)
  const mapped = charactersOf(pdf)
  expect(
    [...'街角茶馆堃最近七天报告密码被拒概要每日付款按键失灵您可以这样做'].filter((each) => !mapped.has(each)),
  ).toEqual([])
  expect(pdf.length).toBeLessThan(200_000)
})

/** What the fonts of a PDF say their glyphs mean: the ToUnicode maps in its streams (ISO 32000-1, 9.10.3). */
function charactersOf(pdf: Buffer): ReadonlySet<string> {
  const characters = new Set<string>()
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    if (pdf.subarray(at - 3, at).toString() === 'end') continue
    const stream = pdf.subarray(at + 7, pdf.indexOf('endstream', at))
    const map = inflated(stream)
    if (!map.includes('beginbfrange')) continue
    for (const [, hex = ''] of map.matchAll(/<([0-9a-f]{4,})>/gi))
      for (const [unit] of hex.matchAll(/.{4}/g)) characters.add(String.fromCharCode(Number.parseInt(unit, 16)))
  }
  return characters
}

const inflated = (stream: Buffer): string => {
  try {
    return inflateSync(stream).toString('latin1')
  } catch {
    return ''
  }
}
