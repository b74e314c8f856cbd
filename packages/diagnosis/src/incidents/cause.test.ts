import { expect, test } from 'vitest'
import { MODEL } from '../model/index.ts'
import { rank } from '../rank.ts'
import { candidatesOf } from '../score.ts'
import { incidentTerms } from './cause.ts'
import { newDeviation, type Rivals } from './deviation.ts'
import { Records } from './records.ts'

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
