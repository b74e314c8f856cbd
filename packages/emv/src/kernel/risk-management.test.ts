import { seededRandom } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import { ruleOfTap } from './contactless-limits.ts'
import { manageRisk, type CardCounters } from './risk-management.ts'
import { transactionStatus } from './transaction-status.ts'

const never = { floorLimit_minor: 10_000, threshold_minor: 2_000, target_percent: 0, targetMax_percent: 0 }
const counters: CardCounters = { counter: 9 }
const random = seededRandom('risk')

describe('terminal risk management (EMV Book 3, 10.6)', () => {
  test('the floor limit counts earlier payments of the same card', () => {
    expect(manageRisk(never, 9_999, 0, counters, random)).toEqual([])
    expect(manageRisk(never, 10_000, 0, counters, random)).toEqual(['floor-limit-exceeded'])
    expect(manageRisk(never, 6_000, 4_000, counters, random)).toEqual(['floor-limit-exceeded'])
  })

  test.each([
    [1_999, 20],
    [2_000, 20],
    [6_000, 50],
    [9_999, 80],
  ])('%i fen goes online in about %i percent of cases', (amount, percent) => {
    const chance = { ...never, target_percent: 20, targetMax_percent: 80 }
    const drawn = Array.from({ length: 4_000 }, () => manageRisk(chance, amount, 0, counters, random).length)
    const share = (100 * drawn.reduce((sum, one) => sum + one, 0)) / drawn.length
    expect(Math.abs(share - (percent * 100) / 99)).toBeLessThan(3)
  })

  test('velocity: payments in a row, a new card, and a card that does not tell', () => {
    const limits = { lowerLimit: 3, upperLimit: 5 }
    const at = (counter: number, lastOnline?: number) =>
      manageRisk(never, 1, 0, { counter, ...limits, ...(lastOnline === undefined ? {} : { lastOnline }) }, random)
    expect(at(9, 6)).toEqual([])
    expect(at(9, 5)).toEqual(['lower-offline-limit-exceeded'])
    expect(at(9, 3)).toEqual(['lower-offline-limit-exceeded', 'upper-offline-limit-exceeded'])
    expect(at(1, 0)).toEqual(['new-card'])
    expect(at(9)).toEqual(['lower-offline-limit-exceeded', 'upper-offline-limit-exceeded'])
  })
})

test('a tap: free below the limit, PIN without a second tap above, the chip beyond', () => {
  const limits = { transaction_minor: 500_000, verification_minor: 100_000, floor_minor: 0 }
  expect(ruleOfTap(99_999, limits)).toEqual({ take: true, pin: false, online: true })
  expect(ruleOfTap(100_000, limits)).toEqual({ take: true, pin: true, online: true })
  expect(ruleOfTap(500_000, limits)).toMatchObject({ take: false })
  expect(ruleOfTap(1, { ...limits, floor_minor: 2 })).toMatchObject({ online: false })
})

test('transaction status by bit (EMV Book 3, annex C6)', () => {
  expect([...transactionStatus(['cardholder-verification', 'card-risk-management'])]).toEqual([0x60, 0])
  expect([
    ...transactionStatus([
      'offline-data-authentication',
      'issuer-authentication',
      'terminal-risk-management',
      'script-processing',
    ]),
  ]).toEqual([0x9c, 0])
})
