import { seededRandom } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { PLAIN_ORDER, scrambledOrder } from './key-order.ts'

test('a scrambled keypad has every key once, and another order each time', () => {
  const random = seededRandom('keypad')
  const orders = Array.from({ length: 50 }, () => scrambledOrder(random))
  for (const order of orders) expect(order.toSorted()).toEqual(PLAIN_ORDER.toSorted())
  expect(new Set(orders.map((order) => order.join(''))).size).toBe(50)
})

test('every key comes to every place about equally often', () => {
  const random = seededRandom('places')
  const first = Array.from({ length: 5_000 }, () => scrambledOrder(random)[0])
  for (const key of PLAIN_ORDER) {
    const share = first.filter((one) => one === key).length / first.length
    expect(share).toBeGreaterThan(0.08)
    expect(share).toBeLessThan(0.12)
  }
})
