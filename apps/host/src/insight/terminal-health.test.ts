import type { Attempt } from '@fiftyfive/diagnosis'
import { expect, it } from 'vitest'
import { terminalHealth } from './terminal-health.ts'

const attempts = (count: number, of: (index: number) => Partial<Attempt> = () => ({})): Attempt[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `T0000001-000001-${index}`,
    at: index,
    terminal: 'T0000001',
    merchant: '898310154110001',
    card: `card-${index}`,
    range: '622588',
    entryMode: 'chip',
    pinPresent: true,
    code: '00',
    forwarded: true,
    mac: 'valid',
    pinBlock: { shape: 'well-formed' },
    pinPad: { digits: 6, clears: 0, time: 'normal', entry: 1 },
    ...of(index),
  }))
const stateOf = (own: readonly Attempt[], part: string) =>
  terminalHealth(own, attempts(600)).find((line) => line.part === part)?.state

it('finds a keypad that drops digits, and leaves the other parts alone', () => {
  const own = attempts(30, (index) =>
    index % 3 === 0 ? { pinPad: { digits: 5, clears: 2, time: 'slow', entry: 1 } } : {},
  )
  const lines = terminalHealth(own, attempts(600))
  expect(lines.map(({ part, state }) => [part, state])).toEqual([
    ['keypad', 'bad'],
    ['reader', 'good'],
    ['pin-block', 'good'],
    ['messages', 'good'],
    ['line', 'good'],
  ])
  expect(lines[0]).toMatchObject({ of: 30, troubled: 10, fleetShare: 0 })
})

it('takes one odd entry for chance, two for worth watching', () => {
  const odd = (count: number) => attempts(40, (index) => (index < count ? { fallback: true } : {}))
  expect(stateOf(odd(1), 'reader')).toBe('good')
  expect(stateOf(odd(2), 'reader')).toBe('watch')
  expect(stateOf(odd(6), 'reader')).toBe('bad')
})

it('does not blame a terminal for what happens everywhere', () => {
  const trouble = (index: number): Partial<Attempt> => (index % 4 === 0 ? { mac: 'invalid' } : {})
  const line = terminalHealth(attempts(40, trouble), attempts(600, trouble)).find(({ part }) => part === 'messages')
  expect(line).toMatchObject({ troubled: 10, state: 'good' })
})

it('judges nothing by four attempts', () => {
  expect(
    stateOf(
      attempts(4, () => ({ mac: 'invalid' })),
      'messages',
    ),
  ).toBe('too-few')
})
