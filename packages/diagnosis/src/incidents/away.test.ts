import { expect, test } from 'vitest'
import type { Attempt } from '../attempt.ts'
import { approval, MORNING, refusal } from '../testing.ts'
import { awayOf } from './away.ts'
import { Cards } from './cards.ts'
import { Places } from './places.ts'
import { Sessions } from './sessions.ts'
import { Window } from './window.ts'

const HERE = 'T0000001'
const AWAY = 'T0000002'
const MINUTE_MS = 60_000
const ALL = -1

/** Ten cards are refused here; an hour later each does something. */
function away(later: (card: string, index: number) => Attempt) {
  const cards = new Cards()
  const places = new Places(cards)
  const sessions = new Sessions(cards)
  const window = new Window()
  const names = Array.from({ length: 10 }, (_, index) => `c${index}`)
  const refused = names.map((card, index) => refusal({ card, terminal: HERE, at: MORNING + index * MINUTE_MS }))
  for (const attempt of [...refused, ...names.map(later)]) {
    const place = places.of(attempt)
    const { session, begins } = sessions.add(attempt, place)
    if (begins) window.add(place, attempt, session)
  }
  return awayOf(window.since(0), places.within(`terminal=${HERE}`), ALL)
}

const at = (index: number) => MORNING + (60 + index) * MINUTE_MS

test('what stays in a place lets its cards be accepted in others', () => {
  expect(away((card, index) => approval({ card, terminal: AWAY, at: at(index) }))).toBe('accepted')
})

test('what goes with the cards has them refused there too', () => {
  const third = (index: number) => (index % 3 === 0 ? refusal : approval)
  expect(away((card, index) => third(index)({ card, terminal: AWAY, at: at(index) }))).toBe('refused')
})

test('nothing is said of cards that stay, that are locked or that nobody typed a PIN for', () => {
  expect(away((card, index) => approval({ card, terminal: HERE, at: at(index) }))).toBeUndefined()
  const locked = { code: '75', issuerCode: '75' }
  expect(away((card, index) => refusal({ card, terminal: AWAY, at: at(index), ...locked }))).toBeUndefined()
  expect(away((card, index) => approval({ card, terminal: AWAY, at: at(index), pinPresent: false }))).toBeUndefined()
})
