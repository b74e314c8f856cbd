import { randomInteger, type Random } from '@fiftyfive/kernel'

export type DigitKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'

/** From the top left to the bottom, as on every certified keypad (ISO 9564-1, annex B). */
export const PLAIN_ORDER: readonly DigitKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']

/** Another order each time, every one equally likely (Fisher and Yates). */
export function scrambledOrder(random: Random): readonly DigitKey[] {
  const order = [...PLAIN_ORDER]
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomInteger(random, last + 1)
    const moved = order[last] as DigitKey
    order[last] = order[other] as DigitKey
    order[other] = moved
  }
  return order
}
