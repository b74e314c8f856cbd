import { expect, test } from 'vitest'
import { refusal } from '../testing.ts'
import { observeKeys } from './attempt.ts'

const keyCheckOf = (...asked: Parameters<typeof observeKeys>) =>
  observeKeys(...asked).find(({ feature }) => feature === 'keyCheck')?.outcome

test('that a terminal has a new key is told once it had another', () => {
  const fresh = refusal({ keyAge_s: 60 })
  const ageOf = (firstKey: boolean) =>
    observeKeys(fresh, { firstKey }).find(({ feature }) => feature === 'keyAge')?.outcome
  expect(ageOf(false)).toBe('fresh')
  expect(ageOf(true)).toBeUndefined()
  const old = observeKeys(refusal({ keyAge_s: 100_000 }), { firstKey: true })
  expect(old.map(({ outcome }) => outcome)).toContain('old')
})

test('a key that was delivered here before the previous one is an earlier one, and any other is none of ours', () => {
  const other = refusal({ keyCheck: 'other' })
  expect(keyCheckOf(other, { keyDelivered: true })).toBe('previous')
  expect(keyCheckOf(other, { keyDelivered: false })).toBe('other')
  expect(keyCheckOf(other)).toBe('other')
})
