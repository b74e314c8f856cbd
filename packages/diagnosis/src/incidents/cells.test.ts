import { expect, it } from 'vitest'
import { indexOf, type Symptom, USUAL } from '../symptoms.ts'
import { Cell } from './cells.ts'

const DAY_MS = 86_400_000
const SESSIONS = 200

/** On which of twenty days a scope alarms in which so many of 200 sessions show the symptom each day, the first five none. */
function alarmsOn(symptom: Symptom, failures: number): number | undefined {
  const cell = new Cell()
  for (let day = 0; day < 20; day++)
    for (let session = 0; session < SESSIONS; session++) {
      const at = day * DAY_MS + session * 400_000
      cell.session(at)
      const fails = day >= 5 && session % Math.floor(SESSIONS / failures) === 0
      if (fails && cell.fail(indexOf(symptom), USUAL[symptom], `${day}-${session}`, at) !== undefined) return day
    }
  return undefined
}

it('finds a technical symptom that is rare but does not end, instead of taking it for usual from the second day on', () => {
  expect(alarmsOn('answer-changed', 3)).toBeLessThanOrEqual(8)
})

it('takes for usual what people do more of here, day after day', () => {
  expect(alarmsOn('wrong-pin', 5)).toBeUndefined()
})
