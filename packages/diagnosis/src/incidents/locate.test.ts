import { randomFraction, randomInteger, seededRandom } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import type { Attempt } from '../attempt.ts'
import { covers } from '../dimensions.ts'
import { indexOf } from '../symptoms.ts'
import { MORNING, refusal } from '../testing.ts'
import { locate, type Located } from './locate.ts'
import { Places } from './places.ts'
import type { Session } from './sessions.ts'
import { type Stretch, Window } from './window.ts'

const WRONG = indexOf('wrong-pin')
const USUAL = 0.02

/** Sessions of 60 terminals of 20 merchants; what `rate` says of an attempt is how likely it shows a wrong PIN. */
function sessions(seed: string, count: number, rate: (attempt: Attempt) => number): Session[] {
  const random = seededRandom(seed)
  const places = new Places()
  return Array.from({ length: count }, (_, index) => {
    const terminal = randomInteger(random, 60)
    const first = refusal({
      at: MORNING + index * 1000,
      terminal: `T${terminal}`,
      merchant: `M${terminal % 20}`,
      model: terminal < 30 ? 'small' : 'smart',
      softwareVersion: terminal % 3 === 0 ? '2.0' : '1.0',
      range: `62258${randomInteger(random, 8)}`,
      link: `link-${randomInteger(random, 2)}`,
      panLength: randomInteger(random, 3) === 0 ? 19 : 16,
      card: `c${index}`,
    })
    const failed = randomFraction(random) < rate(first)
    return {
      first,
      place: places.of(first),
      acquaintance: 'known',
      hands: undefined,
      knownCard: true,
      shows: [],
      symptoms: failed ? 1 << WRONG : 0,
      explained: 0,
      wrongPins: 0,
      accepted: !failed,
      lastAt: first.at,
      row: -1,
    }
  })
}
function windowOf(sessions: readonly Session[]): Stretch {
  const window = new Window()
  for (const session of sessions) window.add(session.place, session.first, session)
  return window.since(0)
}
const found = (seed: string, count: number, rate: (attempt: Attempt) => number) =>
  locate(windowOf(sessions(seed, count, rate)), WRONG, () => USUAL).map(({ scope }) => scope)

describe('locate', () => {
  test.each([
    'terminal=T7',
    'merchant=M3',
    'link=link-1',
    'range=622584',
    'version=2.0',
    'version=2.0&panLength=19',
    'model=smart&version=2.0',
  ])('finds %s and nothing else', (scope) => {
    expect(found(scope, 3_000, (attempt) => (covers(scope, attempt) ? 0.6 : USUAL))).toEqual([scope])
  })

  test('finds nothing in a healthy fleet', () => {
    for (let seed = 0; seed < 20; seed++) expect(found(`healthy-${seed}`, 2_000, () => USUAL)).toEqual([])
  })

  test('names two terminals that fail at once, not the version they happen to share', () => {
    const broken = ['T3', 'T9']
    const scopes = found('two', 2_000, ({ terminal }) => (broken.includes(terminal) ? 0.9 : USUAL))
    expect(scopes.toSorted()).toEqual(['terminal=T3', 'terminal=T9'])
  })

  test('names the merchant when all its terminals fail', () => {
    expect(found('shop', 2_000, ({ merchant }) => (merchant === 'M5' ? 0.9 : USUAL))).toEqual(['merchant=M5'])
  })

  test('never names what the failing sessions lack', () => {
    const rows = sessions('unrouted', 1_500, ({ terminal }) => (terminal === 'T7' ? 1 : USUAL)).map((session) => {
      const { link: _link, ...unrouted } = session.first
      return session.symptoms === 0 ? session : { ...session, first: unrouted }
    })
    expect(locate(windowOf(rows), WRONG, () => USUAL).map(({ scope }) => scope)).toEqual(['terminal=T7'])
  })

  test('tells what else explains the same failures, whichever of them their cause chooses', () => {
    const rows = sessions('only', 3_000, ({ terminal }) => (terminal === 'T7' ? 0.9 : USUAL)).map((session) =>
      session.first.terminal === 'T7' ? { ...session, first: { ...session.first, kernelVersion: 'K9' } } : session,
    )
    const places = new Places()
    const placed = rows.map((session) => ({ ...session, place: places.of({ kernelVersion: 'K1', ...session.first }) }))
    const kernels = () => (set: readonly string[]) => (set.join() === 'kernel' ? 3 : 0)
    for (const odds of [undefined, kernels]) {
      const [first] = locate(windowOf(placed), WRONG, () => USUAL, odds)
      const { rivals } = first as Located
      expect([...rivals.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1)
      expect(rivals.get('terminal=T7')).toBeGreaterThan(0.05)
      expect(rivals.get('kernel=K9')).toBeGreaterThan(0.05)
    }
  })
})
