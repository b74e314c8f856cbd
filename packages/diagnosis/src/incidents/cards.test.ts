import { expect, test } from 'vitest'
import { refusal } from '../testing.ts'
import { Cards } from './cards.ts'

test('cards are new until they are accepted with a PIN, and known from then on by the way they were read', () => {
  const cards = new Cards()
  const chip = refusal({ card: 'c1', entryMode: 'chip' })
  expect(cards.acquaintance(chip)).toBe('new')
  const number = cards.numberOf('c1')
  expect(cards.acquaintance(chip)).toBe('new')
  cards.accepted(number, chip)
  expect(cards.acquaintance(chip)).toBe('known')
  expect(cards.acquaintance({ ...chip, entryMode: 'stripe' })).toBe('otherwise')
  expect(cards.acquaintance({ ...chip, entryMode: 'stripe', fallback: true })).toBe('known')
  expect(cards.acquaintance({ ...chip, card: 'c2' })).toBe('new')
})

test('a card that was forgotten is new again, and nobody ever gets its number', () => {
  const cards = new Cards()
  const first = cards.numberOf('first')
  cards.accepted(first, refusal())
  const numbers = new Set([first])
  for (let index = 0; index < 400_000; index++) numbers.add(cards.numberOf(`c${index}`))
  expect(cards.acquaintance(refusal({ card: 'first' }))).toBe('new')
  numbers.add(cards.numberOf('first'))
  expect(numbers.size).toBe(400_002)
})

test('a log that does not tell cards apart has none', () => {
  const cards = new Cards()
  const number = cards.numberOf('')
  cards.accepted(number, refusal({ card: '' }))
  expect(cards.acquaintance(refusal({ card: '' }))).toBe('new')
})
