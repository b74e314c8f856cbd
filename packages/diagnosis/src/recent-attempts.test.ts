import { describe, expect, it } from 'vitest'
import type { Attempt } from './attempt.ts'
import { RecentAttempts } from './recent-attempts.ts'

const attempt = (id: number, change: Partial<Attempt> = {}): Attempt => ({
  id: String(id),
  at: id * 1_000,
  terminal: 'T0000001',
  merchant: 'M',
  card: 'card',
  range: '622588',
  entryMode: 'chip',
  pinPresent: true,
  code: '55',
  forwarded: true,
  link: 'bank',
  ...change,
})

describe('recent attempts', () => {
  it('are given newest first, without the attempt itself, and what came later apart', () => {
    const recent = new RecentAttempts()
    for (const id of [1, 2, 3]) recent.add(attempt(id))
    const around = recent.around(attempt(2))
    expect(around.card.map(({ id }) => id)).toEqual(['1'])
    expect(around.terminal.map(({ id }) => id)).toEqual(['1'])
    expect(around.later?.map(({ id }) => id)).toEqual(['3'])
  })
  it('forget beyond three days, and keep at most fifty of a terminal', () => {
    const recent = new RecentAttempts()
    for (let id = 1; id <= 60; id++) recent.add(attempt(id, { card: String(id) }))
    expect(recent.around(attempt(61)).terminal).toHaveLength(50)
    const daysLater = attempt(270_000, { card: '60' })
    expect(recent.around(daysLater).card).toEqual([])
  })
  it('know which refusals of the card a new attempt may explain', () => {
    const recent = new RecentAttempts()
    recent.add(attempt(1))
    recent.add(attempt(2, { code: '00' }))
    expect(recent.refusedBefore(attempt(3)).map(({ id }) => id)).toEqual(['1'])
    expect(recent.refusedBefore(attempt(700))).toEqual([])
  })
})
