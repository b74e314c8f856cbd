import type { AttemptSummary } from '@fiftyfive/contract'
import { expect, test } from 'vitest'
import { addArrivals, matches, mergeAttempts } from './stream.ts'

const attempt = (id: string, at: number, more: Partial<AttemptSummary> = {}): AttemptSummary => ({
  id,
  at,
  kind: 'sale',
  terminal: 'T0000001',
  merchantName: { en: 'Harbour Tea', 'zh-CN': '海港茶铺' },
  maskedPan: '622588******1234',
  amount_minor: 12800,
  currency: 'CNY',
  entryMode: 'chip',
  status: 'declined',
  code: '55',
  cause: 'slip',
  ...more,
})

test('filters narrow by exact value, search by part of number or card', () => {
  const one = attempt('T0000001-000001-000042', 1)
  expect(matches(one, {})).toBe(true)
  expect(matches(one, { status: 'declined', cause: 'slip', terminal: 'T0000001', q: '**1234' })).toBe(true)
  expect(matches(one, { q: '000042' })).toBe(true)
  expect(matches(one, { status: 'approved' })).toBe(false)
  expect(matches(one, { cause: 'forgotten' })).toBe(false)
  expect(matches(one, { terminal: 'T000000' })).toBe(false)
  expect(matches(one, { q: '9999' })).toBe(false)
})

test('an arrival replaces its row and the newest comes first', () => {
  const merged = mergeAttempts(
    [attempt('a', 1), attempt('b', 2)],
    [attempt('c', 3), attempt('a', 1, { status: 'reversed' })],
    {},
  )
  expect(merged.map(({ id, status }) => `${id} ${status}`)).toEqual(['c declined', 'b declined', 'a reversed'])
})

test('a row that a change takes out of the filter leaves the list', () => {
  const pending = attempt('a', 1, { status: 'pending' })
  expect(mergeAttempts([pending], [attempt('a', 1)], { status: 'pending' })).toEqual([])
})

const many = (from: number, count: number) =>
  new Map(Array.from({ length: count }, (_, index) => [`${from + index}`, attempt(`${from + index}`, from + index)]))

test('arrivals are bounded, and it is said when some were let go', () => {
  const first = addArrivals(new Map(), many(0, 300))
  expect(first).toMatchObject({ dropped: false })
  const changed = addArrivals(first.arrived, many(0, 1))
  expect([...changed.arrived.keys()].at(-1)).toBe('0')
  const over = addArrivals(changed.arrived, many(300, 1))
  expect(over.dropped).toBe(true)
  expect(over.arrived.size).toBe(100)
  expect([...over.arrived.keys()].slice(-2)).toEqual(['0', '300'])
})
