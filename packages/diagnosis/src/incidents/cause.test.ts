import { expect, test } from 'vitest'
import { MODEL } from '../model/index.ts'
import { ownersOf, rank } from '../rank.ts'
import { candidatesOf } from '../score.ts'
import { indexOf } from '../symptoms.ts'
import { MORNING, pad, refusal } from '../testing.ts'
import { incidentTerms } from './cause.ts'
import { type Deviation, newDeviation, type Rivals } from './deviation.ts'
import { NO_PLACE } from './places.ts'
import { Records } from './records.ts'
import type { Session } from './sessions.ts'

/** What the place of an incident in a terminal says for a dead key there. */
function placeOf(rivals: Rivals): number {
  const deviation = newDeviation({ kind: 1, scope: 'terminal=T7', covers: () => true, rivals }, 0, 0)
  const place = incidentTerms(deviation, MODEL, new Records()).find(({ id }) => id === 'place.terminal')
  return place?.weights[candidatesOf(MODEL).indexOf('dead-key')] as number
}

test('a place speaks for causes as far as counting, and not a cause, chose it', () => {
  const certain = placeOf(new Map([['terminal=T7', 1]]))
  const tied = placeOf(
    new Map([
      ['terminal=T7', 0.5],
      ['version=2.0', 0.5],
    ]),
  )
  const doubtful = placeOf(
    new Map([
      ['terminal=T7', 0.1],
      ['version=2.0', 0.9],
    ]),
  )
  expect(certain).toBeGreaterThan(tied)
  expect(tied).toBeGreaterThan(doubtful)
  expect(placeOf(new Map())).toBe(certain)
})

test('of a bank with a link of its own the host may be silent as well as the line', () => {
  const silent = (soleBank: boolean) => {
    const deviation = newDeviation({ kind: 1, scope: 'link=direct-1', covers: () => true, rivals: new Map() }, 0, 0)
    const profile = new Map([['issuerLink', new Map([['timeout', 30]])]])
    const counted = { ...deviation, soleBank, failed: 30, sessions: 30 }
    const ranking = rank(incidentTerms(counted, MODEL, new Records(), { profile, values: new Map() }), MODEL)
    return ranking.find(({ cause }) => cause === 'other-issuer')?.probability ?? 0
  }
  expect(silent(true)).toBeGreaterThan(0.15)
  expect(silent(false)).toBeLessThan(0.05)
})

/** Whom the refusals of so many known cards at a merchant accuse: slow entries of PINs that are wrong, and nothing else. */
function accused(cards: number, ranges: number, away: Deviation['away']) {
  const kind = indexOf('wrong-pin')
  const covers = () => true
  const deviation = newDeviation({ kind, scope: 'merchant=M1', covers, rivals: new Map() }, MORNING, MORNING)
  const shown = Array.from({ length: cards }, (_, index): Session => {
    const at = MORNING + index * 600_000
    const first = refusal({ at, card: `c${index}`, range: `62258${index % ranges}`, pinPad: pad({ time: 'slow' }) })
    return {
      first,
      place: NO_PLACE,
      shows: [{ attempt: first, kinds: 1 << kind }],
      acquaintance: 'known',
      hands: 'otherwise',
      knownCard: true,
      symptoms: 1 << kind,
      explained: 0,
      wrongPins: 1,
      accepted: false,
      lastAt: at,
      row: -1,
    }
  })
  const counted = { ...deviation, shown, failed: cards, sessions: 4 * cards, expected: cards / 10, away }
  const [owner] = ownersOf(rank(incidentTerms(counted, MODEL, new Records()), MODEL))
  return owner
}

test('a crowd that knows its PINs everywhere else did not forget them in one place', () => {
  expect(accused(24, 6, 'accepted')?.owner).toBe('attacker')
})

test('people who forget are no suspects: a few of them, those of one bank, those who fail elsewhere as well', () => {
  expect(accused(7, 6, undefined)?.owner).toBe('cardholder')
  expect(accused(24, 1, undefined)?.owner).toBe('cardholder')
  expect(accused(8, 5, 'refused')?.owner).toBe('cardholder')
})
