import { expect, test } from 'vitest'
import { linear, ticksUpTo, timesWithin } from './scale.ts'

test('a scale maps its ends to its ends, also downwards', () => {
  const y = linear(0, 1, 100, 0)
  expect([y(0), y(0.25), y(1)]).toEqual([100, 75, 0])
  expect(linear(5, 5, 10, 20)(5)).toBe(10)
})

test('ticks are round and reach the highest value', () => {
  expect(ticksUpTo(1, 4)).toEqual([0, 0.5, 1])
  expect(ticksUpTo(37, 4)).toEqual([0, 10, 20, 30, 40])
  expect(ticksUpTo(0, 4)).toEqual([0])
  for (const max of [0.003, 0.9, 7, 12_345]) expect(ticksUpTo(max, 4).at(-1)).toBeGreaterThanOrEqual(max)
})

test('times are round in the zone of whoever reads', () => {
  const minute = 60_000
  expect(timesWithin(10 * minute + 1, 16 * minute, 8)).toEqual([11, 12, 13, 14, 15, 16].map((at) => at * minute))
  const day = 1_440 * minute
  const midnight = timesWithin(0, 5 * day, 6, 8 * 60 * minute)
  expect(midnight[0]).toBe(16 * 60 * minute)
  expect(midnight).toHaveLength(5)
})
