import { fromHex, toHex } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { candidateFrom, orderCandidates, wantsChoice } from './application-selection.ts'

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

test('what the cardholder reads: the preferred name where this terminal has its letters, else the label, else the name', () => {
  const label = (elements: object) => candidateFrom({ ...card('A000000333010102'), ...elements }, unionPay)?.label
  const preferred = { '9F12': Uint8Array.from([...'CRÉDIT'], (letter) => letter.charCodeAt(0)) }
  expect(label({ ...preferred, '9F11': Uint8Array.of(1) })).toBe('CRÉDIT')
  expect(label({ ...preferred, '9F11': Uint8Array.of(5) })).toBe('DEBIT')
  expect(label(preferred)).toBe('DEBIT')
  expect(label({ '50': new TextEncoder().encode('银联借记卡') })).toBe('银联借记卡')
  expect(label({ '50': new Uint8Array() })).toBe('A000000333010102')
})

test('the cardholder is asked where there is a choice, and where the one application wants to be confirmed', () => {
  const one = (priority: string) => candidateFrom(card('A000000333010101', priority), unionPay)
  const asks = (...priorities: string[]) =>
    wantsChoice(priorities.map(one).filter((candidate) => candidate !== undefined))
  expect(asks()).toBe(false)
  expect(asks('01')).toBe(false)
  expect(asks('81')).toBe(true)
  expect(asks('01', '02')).toBe(true)
})
