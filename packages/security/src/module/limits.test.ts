import { expect, it } from 'vitest'
import { isGuessablePin } from './blocklist.ts'
import { FailureLimits } from './limits.ts'

it('counts failures within a window, apart for each subject, until one succeeds', () => {
  const clock = { now_ms: 0, now: () => clock.now_ms }
  const limits = new FailureLimits(clock, { failures: 2, window_ms: 100 })
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
