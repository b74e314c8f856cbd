import { randomFraction, randomInteger, seededRandom } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import type { Attempt } from '../attempt.ts'
import { MORNING, refusal } from '../testing.ts'
import { patternOf } from './pattern.ts'
import { Places } from './places.ts'
import { Sessions } from './sessions.ts'
import { Cards } from './cards.ts'
import { Window } from './window.ts'

const HOUR_MS = 3_600_000
const ALL = -1

/** Three days of one place; `fails` says how likely a payment does. */
function pattern(seed: string, fails: (attempt: Attempt) => number, count = 300) {
  const random = seededRandom(seed)
  const cards = new Cards()
  const places = new Places(cards)
  const sessions = new Sessions(cards)
  const window = new Window()
  for (let index = 0; index < count; index++) {
    const day = Math.floor((index * 3) / count)
    const at = MORNING + day * 24 * HOUR_MS + Math.floor(((index * 3) % count) * ((10 * HOUR_MS) / count))
    const asked = refusal({
      at,
      card: `c${randomInteger(random, 150)}`,
      amount_minor: 1_000 + randomInteger(random, 40_000),
      entryMode: randomInteger(random, 2) === 0 ? 'chip' : 'contactless',
      pinPresent: randomInteger(random, 3) > 0,
      range: `62258${randomInteger(random, 4)}`,
    })
    const failed = randomFraction(random) < fails(asked)
    const attempt = failed ? asked : { ...asked, code: '00', issuerCode: '00' }
    const place = places.of(attempt)
    const { session, begins } = sessions.add(attempt, place)
    if (begins) window.add(place, attempt, session)
  }
  return patternOf(window.since(0), ALL)
}

test.each([
  ['amount', ({ amount_minor = 0 }: Attempt) => (amount_minor > 20_000 ? 0.9 : 0.01)],
  ['hours', ({ at }: Attempt) => (Math.floor(at / HOUR_MS) % 24 >= 9 ? 0.8 : 0.01)],
  ['entry', ({ entryMode }: Attempt) => (entryMode === 'contactless' ? 0.6 : 0)],
  ['pin', ({ pinPresent }: Attempt) => (pinPresent ? 0.6 : 0)],
  ['cards', ({ range }: Attempt) => (range === '622581' ? 0.8 : 0.02)],
] as const)('finds that it depends on %s which payments fail', (expected, fails) => {
  expect(pattern('a', fails)).toBe(expected)
})

test('finds nothing in failures by chance', () => {
  for (let seed = 0; seed < 40; seed++) expect(pattern(`chance-${seed}`, () => 0.05 + 0.02 * (seed % 40))).toBe('none')
})

test('says nothing of a few failures', () => {
  expect(pattern('few', () => 0.2, 20)).toBeUndefined()
})

const day = (at: number) => Math.floor((at - MORNING) / (24 * HOUR_MS))

test('takes an evening before a fault for no hours that it spares', () => {
  expect(pattern('begins', ({ at }) => (day(at) > 0 ? 0.9 : 0.03))).toBe('none')
})

test('takes what comes and goes at the same hours twice for no certain hours', () => {
  const bursts = new Set([1, 4, 7, 24, 29, 31, 48, 54, 57])
  expect(pattern('bursts', ({ at }) => (bursts.has(Math.floor((at - MORNING) / HOUR_MS)) ? 0.8 : 0))).toBe('none')
})
