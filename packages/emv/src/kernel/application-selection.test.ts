import { fromHex, toHex } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { candidateFrom, orderCandidates } from './application-selection.ts'

const unionPay = { aid: fromHex('A000000333'), partial: true }
const card = (aid: string, priority?: string) => ({
  '84': fromHex(aid),
  '50': new TextEncoder().encode('DEBIT'),
  ...(priority ? { '87': fromHex(priority) } : {}),
})

test('a longer name is accepted only where the terminal says so', () => {
  expect(candidateFrom(card('A000000333010101', '01'), unionPay)).toMatchObject({ label: 'DEBIT', priority: 1 })
  expect(candidateFrom(card('A000000333010101'), { ...unionPay, partial: false })).toBeUndefined()
  expect(candidateFrom(card('A0000000031010'), unionPay)).toBeUndefined()
  expect(candidateFrom({}, unionPay)).toBeUndefined()
})

test('order: by priority, those without one last, each name once', () => {
  const candidates = ['A000000333010103:00', 'A000000333010102:82', 'A000000333010101:01', 'A000000333010102:82']
    .map((text) => text.split(':') as [string, string])
    .map(([aid, priority]) => candidateFrom(card(aid, priority), unionPay))
    .filter((candidate) => candidate !== undefined)
  const ordered = orderCandidates(candidates)
  expect(ordered.map(({ aid }) => toHex(aid).slice(-2))).toEqual(['01', '02', '03'])
  expect(ordered.map(({ needsConfirmation }) => needsConfirmation)).toEqual([false, true, false])
})
