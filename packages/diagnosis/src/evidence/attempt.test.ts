import { expect, test } from 'vitest'
import { refusal } from '../testing.ts'
import { observeKeys } from './attempt.ts'

const keyCheckOf = (...asked: Parameters<typeof observeKeys>) =>
  observeKeys(...asked).find(({ feature }) => feature === 'keyCheck')?.outcome

test('a key that was delivered here before the previous one is an earlier one, and any other is none of ours', () => {
  const other = refusal({ keyCheck: 'other' })
  expect(keyCheckOf(other, { keyDelivered: true })).toBe('previous')
  expect(keyCheckOf(other, { keyDelivered: false })).toBe('other')
  expect(keyCheckOf(other)).toBe('other')
})
