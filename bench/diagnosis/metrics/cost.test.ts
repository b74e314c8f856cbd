import { expect, test } from 'vitest'
import type { AttemptTruth, Scenario } from '../truth.ts'
import { costOf } from './cost.ts'

const HOUR_MS = 3_600_000
const attempt = (id: string, at: number) => ({
  id,
  at,
  terminal: 'T1',
  merchant: 'M1',
  card: id,
  range: '622588',
  entryMode: 'chip' as const,
  pinPresent: true,
  code: '55',
  forwarded: true,
})
const truth = (id: string, rest: Partial<AttemptTruth> = {}): AttemptTruth => ({
  kind: 'attempt',
  id,
  owner: 'terminal',
  fault: 'f',
  sale: id,
  tryCounted: true,
  ...rest,
})

/** A fault at hour 0 that loses a sale of 10 yuan each hour. */
const scenario: Scenario = {
  name: 'one',
  terminals: 1,
  days: 1,
  attempts: ['a', 'b', 'c', 'd'].map((id, index) => attempt(id, index * HOUR_MS)),
  attemptTruths: [truth('a'), truth('b'), truth('c'), truth('d', { owner: 'cardholder' })],
  faults: [
    {
      kind: 'fault',
      id: 'f',
      cause: 'dead-key',
      owner: 'terminal',
      scope: ['terminal=T1'],
      from: 0,
      until: 9 * HOUR_MS,
    },
  ],
  sales: ['a', 'b', 'c', 'd'].map((id) => ({ kind: 'sale', id, amount_minor: 1_000, outcome: 'lost' })),
}
const found = {
  delay_min: 30,
  delay_attempts: 1,
  delay_cards: 1,
  scopeF1: 1,
  rightCause: true,
  rightOwner: true,
  rightAction: true,
  harmfulAction: false,
}

test('a fault costs sales and tries until an hour after it was found', () => {
  const [fault] = scenario.faults
  if (!fault) throw new Error('a fault')
  const score = { faults: [{ fault, cards: 3, found }], falseIncidents: 2, terminalDays: 1 }
  expect(costOf(scenario, score)).toEqual({
    lostSales_minor: 2_000,
    falseIncidents_minor: 60_000,
    harmfulActions_minor: 0,
    triesBurnt: 2,
    lostSalesMax_minor: 3_000,
    triesBurntMax: 3,
  })
})

test('one that nobody finds costs everything, and acting wrongly costs too', () => {
  const [fault] = scenario.faults
  if (!fault) throw new Error('a fault')
  const missed = costOf(scenario, { faults: [{ fault, cards: 3 }], falseIncidents: 0, terminalDays: 1 })
  expect(missed).toMatchObject({ lostSales_minor: 3_000, triesBurnt: 3 })
  const harmful = {
    faults: [{ fault, cards: 3, found: { ...found, harmfulAction: true } }],
    falseIncidents: 0,
    terminalDays: 1,
  }
  expect(costOf(scenario, harmful).harmfulActions_minor).toBe(60_000)
})
