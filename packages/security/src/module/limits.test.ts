import { expect, it } from 'vitest'
import { isGuessablePin } from './blocklist.ts'
import { FailureLimits } from './limits.ts'

it('counts failures within a window, apart for each subject, until one succeeds', () => {
  const clock = { now_ms: 0, now: () => clock.now_ms }
  const limits = new FailureLimits(clock, { failures: 2, window_ms: 100 }, () => undefined)
  limits.fail('a')
  expect(limits.exceeded('a')).toBe(false)
  limits.fail('a')
  expect([limits.exceeded('a'), limits.exceeded('b')]).toEqual([true, false])
  clock.now_ms = 99
  expect(limits.exceeded('a')).toBe(true)
  clock.now_ms = 100
  expect(limits.exceeded('a')).toBe(false)
  // A new window begins with the next failure, not with the first of the old one.
  limits.fail('a')
  clock.now_ms = 150
  limits.fail('a')
  expect(limits.exceeded('a')).toBe(true)
  limits.succeed('a')
  expect(limits.exceeded('a')).toBe(false)
  clock.now_ms = 1_000
  limits.fail('c')
  clock.now_ms = 1_200
  limits.fail('c')
  expect(limits.exceeded('c')).toBe(false)
})

it('tells what changed, and takes it over in another run while the window lasts', () => {
  const clock = { now_ms: 10, now: () => clock.now_ms }
  const changes: unknown[] = []
  const settings = { failures: 2, window_ms: 100 }
  const limits = new FailureLimits(clock, settings, (subject, failures) => changes.push([subject, failures]))
  limits.fail('a')
  clock.now_ms = 20
  limits.fail('a')
  limits.fail('b')
  limits.succeed('b')
  limits.succeed('c')
  expect(changes).toEqual([
    ['a', { count: 1, since: 10 }],
    ['a', { count: 2, since: 10 }],
    ['b', { count: 1, since: 20 }],
    ['b', { count: 0, since: 0 }],
  ])
  const restart = (): FailureLimits => {
    const again = new FailureLimits(clock, settings, () => undefined)
    for (const [subject, failures] of changes as [string, { count: number; since: number }][])
      again.restore(subject, failures)
    return again
  }
  expect([...restart().entries()]).toEqual([['a', { count: 2, since: 10 }]])
  expect([restart().exceeded('a'), restart().exceeded('b')]).toEqual([true, false])
  clock.now_ms = 110
  expect([...restart().entries(), ...limits.entries()]).toEqual([])
  expect(restart().exceeded('a')).toBe(false)
})

it('forgets the subject whose window began first when its memory is full', () => {
  const clock = { now_ms: 0, now: () => clock.now_ms }
  const limits = new FailureLimits(clock, { failures: 1, window_ms: 100, entries_max: 2 }, () => undefined)
  for (const subject of ['a', 'b', 'a', 'c']) {
    limits.fail(subject)
    clock.now_ms += 1
  }
  expect(['a', 'b', 'c'].map((subject) => limits.exceeded(subject))).toEqual([false, true, true])
})

it('knows the PINs that are guessed first', () => {
  for (const pin of [
    '0000',
    '1234',
    '7890',
    '4321',
    '2109',
    '1212',
    '123123',
    '121212',
    '1999',
    '2012',
    '999999',
    '12341234',
  ]) {
    expect([pin, isGuessablePin(pin)]).toEqual([pin, true])
  }
  for (const pin of ['1357', '8027', '802746', '1221', '3199', '190019', '12312', '135135135136']) {
    expect([pin, isGuessablePin(pin)]).toEqual([pin, false])
  }
})
