import { expect, test } from 'vitest'
import { approval, pad, refusal } from '../testing.ts'
import { Cards } from './cards.ts'

/** Cards of which it is known who comes: one pays again and again. */
function acquainted(): Cards {
  const cards = new Cards()
  const regular = refusal({ card: 'regular' })
  for (let payment = 0; payment < 200; payment++) cards.accepted(cards.numberOf('regular'), regular)
  return cards
}

test('cards are new until they are accepted with a PIN, and known from then on by the way they were read', () => {
  const cards = acquainted()
  const chip = refusal({ card: 'c1', entryMode: 'chip' })
  expect(cards.acquaintance(chip)).toBe('new')
  const number = cards.numberOf('c1')
  expect(cards.acquaintance(chip)).toBe('new')
  expect(cards.isKnown(number)).toBe(false)
  cards.accepted(number, chip)
  expect(cards.isKnown(number)).toBe(true)
  expect(cards.acquaintance(chip)).toBe('known')
  expect(cards.acquaintance({ ...chip, entryMode: 'stripe' })).toBe('otherwise')
  expect(cards.acquaintance({ ...chip, entryMode: 'stripe', fallback: true })).toBe('known')
  expect(cards.acquaintance({ ...chip, card: 'c2' })).toBe('new')
})

test('whoever ended with the stripe because the chip failed had chosen the chip', () => {
  const cards = acquainted()
  const fallback = refusal({ card: 'c1', entryMode: 'stripe', fallback: true })
  cards.accepted(cards.numberOf('c1'), fallback)
  expect(cards.acquaintance({ ...fallback, entryMode: 'chip', fallback: false })).toBe('known')
  expect(cards.acquaintance({ ...fallback, entryMode: 'contactless', fallback: false })).toBe('otherwise')
})

test('hands are those of whoever typed the right PIN before, where that is known', () => {
  const cards = new Cards()
  const slow = refusal({ pinPad: pad({ time: 'slow' }) })
  expect(cards.hands(slow)).toBeUndefined()
  const { pinPad: _, ...untold } = approval()
  cards.accepted(cards.numberOf('card-1'), untold)
  expect(cards.hands(slow)).toBeUndefined()
  cards.accepted(cards.numberOf('card-1'), approval())
  expect(cards.hands(slow)).toBe('otherwise')
  expect(cards.hands(refusal())).toBe('as-usual')
  expect(cards.hands(refusal({ pinPad: pad({ time: 'slow', end: 'timeout' }) }))).toBeUndefined()
  cards.accepted(cards.numberOf('card-1'), approval({ pinPad: pad({ time: 'slow' }) }))
  expect(cards.hands(slow)).toBe('as-usual')
  expect(cards.acquaintance(refusal({ entryMode: 'stripe' }))).toBe('otherwise')
})

test('where nobody is known yet it is not told that a card is new', () => {
  const cards = new Cards()
  for (let index = 0; index < 1000; index++) cards.accepted(cards.numberOf(`c${index}`), refusal())
  expect(cards.acquaintance(refusal({ card: 'somebody' }))).toBeUndefined()
  expect(cards.acquaintance(refusal({ card: 'c7', entryMode: 'chip' }))).toBe('known')
})

test('a card that was forgotten is new again, and nobody ever gets its number', () => {
  const cards = acquainted()
  const first = cards.numberOf('first')
  cards.accepted(first, refusal())
  const numbers = new Set([first])
  for (let index = 0; index < 400_000; index++) numbers.add(cards.numberOf(`c${index}`))
  expect(cards.acquaintance(refusal({ card: 'first' }))).toBe('new')
  numbers.add(cards.numberOf('first'))
  expect(numbers.size).toBe(400_002)
})

test('a log that does not tell cards apart has none', () => {
  const cards = acquainted()
  const number = cards.numberOf('')
  cards.accepted(number, refusal({ card: '' }))
  expect(cards.acquaintance(refusal({ card: '' }))).toBe('new')
})

test('it is remembered when there was something to tell of a card last', () => {
  const cards = new Cards()
  const number = cards.numberOf('c1')
  expect(cards.toldAt(number)).toBe(-Infinity)
  cards.told(number, 2_000)
  cards.told(number, 1_000)
  expect(cards.toldAt(number)).toBe(2_000)
  expect(cards.toldAt(cards.numberOf('c2'))).toBe(-Infinity)
})
