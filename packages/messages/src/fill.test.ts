import { expect, test } from 'vitest'
import { fill } from './fill.ts'

test('a figure stands with the word that suits it', () => {
  const sentence = '{failed} of {sessions:session|sessions} failed at {merchants:merchant|merchants}'
  expect(fill(sentence, { failed: 1, sessions: '1,200', merchants: 1 })).toBe(
    '1 of 1,200 sessions failed at 1 merchant',
  )
  expect(fill('{sales:sale was|sales were} lost', { sales: '0' })).toBe('0 sales were lost')
})

test('a name without a value stays visible', () => {
  expect(fill('{count:sale|sales} at {where}', {})).toBe('{count:sale|sales} at {where}')
})
