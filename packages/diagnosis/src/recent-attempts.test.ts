import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Attempt, OtherAttempt } from './attempt.ts'
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

describe('recent attempts in few rows', () => {
  const each = { card: 20, terminal: 50, link: 50 }
  /** Lists of whole attempts; what was told of the same one before goes. */
  function listed(heard: readonly Attempt[], what: keyof typeof each, of: Attempt): OtherAttempt[] {
    const list: Attempt[] = []
    for (const attempt of heard) {
      if (attempt[what] !== of[what]) continue
      const before = list.findIndex(({ id }) => id === attempt.id)
      if (before >= 0) list.splice(before, 1)
      else if (list.length >= each[what]) list.shift()
      list.push(attempt)
    }
    return list.filter(({ at, id }) => at <= of.at && id !== of.id).toReversed()
  }
  const named = (attempts: readonly OtherAttempt[]) =>
    attempts.map(({ id, at, card, terminal, pinPad }) => ({ id, at, card, terminal, digits: pinPad?.digits }))

  it('are what lists of them would be', () => {
    const facts = record({
      id: integer({ min: 0, max: 90 }),
      card: constantFrom('a', 'b', 'c'),
      terminal: constantFrom('T1', 'T2'),
      link: constantFrom('one', 'two'),
      code: constantFrom('00', '00', '55'),
      padded: boolean(),
    })
    assert(
      property(array(facts, { minLength: 1, maxLength: 160 }), (all) => {
        const recent = new RecentAttempts()
        const heard = all.map(({ id, padded, ...change }, index) =>
          attempt(index, {
            ...change,
            // One attempt is of one card, at one terminal, over one link.
            id: `${id}-${change.card}-${change.terminal}-${change.link}`,
            ...(padded ? { pinPad: { digits: 4 + (id % 3), clears: 0, time: 'normal', entry: 1 } } : {}),
          }),
        )
        for (const each of heard) recent.add(each)
        const last = heard.at(-1) as Attempt
        const around = recent.around(last)
        for (const what of ['card', 'terminal', 'link'] as const)
          expect(named(around[what])).toEqual(named(listed(heard, what, last)))
      }),
    )
  })
})
