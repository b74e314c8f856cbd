import { expect, test } from 'vitest'
import { TYPED_AMOUNT_MAX, typeAmount } from './type-amount.ts'

test('digits shift in from the right, as on a till', () => {
  const typed = (['1', '2', '8', '0', '0'] as const).reduce(typeAmount, 0)
  expect(typed).toBe(12_800)
})

test('clear takes the last digit back, cancel everything', () => {
  expect(typeAmount(12_800, 'clear')).toBe(1_280)
  expect(typeAmount(0, 'clear')).toBe(0)
  expect(typeAmount(12_800, 'cancel')).toBe(0)
})

test('a digit too many changes nothing', () => {
  expect(typeAmount(TYPED_AMOUNT_MAX, '1')).toBe(TYPED_AMOUNT_MAX)
})
