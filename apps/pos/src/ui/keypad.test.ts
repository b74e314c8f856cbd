import { expect, test } from 'vitest'
import { padKeyOf } from './keypad.tsx'

test.each([
  ['7', '7'],
  ['Enter', 'confirm'],
  ['Escape', 'cancel'],
  ['Backspace', 'clear'],
  ['Delete', 'clear'],
])('%s on the hardware keyboard is %s on the pad', (key, expected) => {
  expect(padKeyOf(key)).toBe(expected)
})

test.each(['a', 'F5', 'Tab', '', '12', '٣'])('%j is no key of the pad', (key) => {
  expect(padKeyOf(key)).toBeUndefined()
})
