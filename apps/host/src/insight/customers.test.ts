import type { CardAttempt } from '@fiftyfive/store/sqlite'
import { expect, it } from 'vitest'
import { peopleSums } from './customers.ts'

const MINUTE_MS = 60_000
const attempt = (card: string, minute: number, outcome: 'approved' | 'refused' | 'failed'): CardAttempt => ({
  card,
  merchant: 'shop',
  at: minute * MINUTE_MS,
  approved: outcome === 'approved',
  refused: outcome === 'refused',
})

it('counts who did not come back, who was refused again and again, and the time it took', () => {
  const { customers, till } = peopleSums(
    [
      attempt('pays after two tries', 0, 'refused'),
      attempt('pays after two tries', 1, 'refused'),
      attempt('pays after two tries', 3, 'approved'),
      attempt('gives up', 5, 'refused'),
      attempt('gives up', 6, 'refused'),
      attempt('gives up', 7, 'refused'),
      attempt('comes back next day', 10, 'refused'),
      attempt('comes back next day', 1_500, 'approved'),
    ],
    1_000 * MINUTE_MS,
  )
  expect(customers).toEqual({ refused: 3, repeatedly: 1, lost: 1 })
  // 1 + 2 minutes, then 1 + 1: who left the till no longer stands there.
  expect(till).toEqual({ spent_ms: 5 * MINUTE_MS, cost_minor: 250, receipt_ms: 3 * MINUTE_MS })
})

it('does not count a refusal after the window, nor a payment before the refusal as coming back', () => {
  const { customers } = peopleSums(
    [attempt('regular', 0, 'approved'), attempt('regular', 5, 'refused'), attempt('later', 200, 'refused')],
    100 * MINUTE_MS,
  )
  expect(customers).toEqual({ refused: 1, repeatedly: 0, lost: 1 })
})

it('tells the same card at two merchants apart', () => {
  const there = { ...attempt('one card', 1, 'approved'), merchant: 'another shop' }
  expect(peopleSums([attempt('one card', 0, 'refused'), there], 10 * MINUTE_MS).customers.lost).toBe(1)
})
