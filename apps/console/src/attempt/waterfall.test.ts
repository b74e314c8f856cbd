import { expect, test } from 'vitest'
import { waterfall } from './waterfall.ts'

test('bars lie end to end and the last one is their sum', () => {
  const { bars, sum, sumBar, zero } = waterfall([6, 2, -4])
  expect(zero).toBe(0)
  expect(bars).toEqual([
    { start: 0, width: 0.75 },
    { start: 0.75, width: 0.25 },
    { start: 0.5, width: 0.5 },
  ])
  expect(sum).toBe(4)
  expect(sumBar).toEqual({ start: 0, width: 0.5 })
})

test('lines that lie together can stand as one without changing the sum', () => {
  const { span } = waterfall([6, 2, -4])
  expect(span(1, 3)).toEqual({ sum: -2, bar: { start: 0.5, width: 0.25 } })
  expect(span(0, 2)).toEqual({ sum: 8, bar: { start: 0, width: 1 } })
})

test('the axis reaches below zero when the evidence does', () => {
  const { bars, zero } = waterfall([-1, 3])
  expect(zero).toBeCloseTo(1 / 3)
  expect(bars[0]).toEqual({ start: 0, width: 1 / 3 })
  expect(bars[1]).toEqual({ start: 0, width: 1 })
})

test('no evidence is an empty bar, not a division by zero', () => {
  expect(waterfall([])).toMatchObject({ bars: [], sum: 0, sumBar: { start: 0, width: 0 }, zero: 0 })
})
