import { expect, test } from 'vitest'
import { Chance } from './chance.ts'
import { slip } from './people/typing.ts'
import { cardNumber } from './population/network.ts'

const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

test('a stream depends on its name alone', () => {
  const chance = new Chance('seed')
  const before = chance.of('child').word()
  chance.word()
  expect(chance.of('child').word()).toBe(before)
  expect(chance.of('other').word()).not.toBe(before)
})

test('distributions have their means', () => {
  const chance = new Chance('means')
  expect(mean(many(20_000, () => chance.exponential(7)))).toBeCloseTo(7, 0)
  expect(mean(many(20_000, () => chance.fraction()))).toBeCloseTo(0.5, 1)
  expect(mean(many(20_000, () => (chance.happens(0.2) ? 1 : 0)))).toBeCloseTo(0.2, 1)
  expect(new Set(chance.sample([1, 2, 3, 4, 5], 5)).size).toBe(5)
})

test('an exponential waiting time is as likely to be over e times its mean as it should be', () => {
  const chance = new Chance('tail')
  const over = many(50_000, () => chance.exponential(1)).filter((value) => value > 2).length / 50_000
  expect(over).toBeGreaterThan(0.125)
  expect(over).toBeLessThan(0.145)
})

test('slips are what their names say', () => {
  const chance = new Chance('slips')
  for (let i = 0; i < 500; i++) {
    const { typed, kind } = slip(chance, '204816')
    expect(typed.length).toBe({ adjacent: 6, transposed: 6, omitted: 5, doubled: 7 }[kind])
    if (kind === 'transposed') expect([...typed].toSorted()).toEqual([...'204816'].toSorted())
  }
})

test('card numbers pass the Luhn check', () => {
  const range = { prefix: '622588', bank: 'b', link: 'l', panLength: 19, pinDigits: 6, serviceCode: '220', weight: 1 }
  for (const serial of [1, 77, 123_456]) {
    const digits = [...cardNumber(range, serial)].toReversed().map(Number)
    const sum = digits.reduce(
      (total, digit, at) => total + (at % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit),
      0,
    )
    expect(digits).toHaveLength(19)
    expect(sum % 10).toBe(0)
  }
})
