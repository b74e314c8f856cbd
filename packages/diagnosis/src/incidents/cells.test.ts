import { expect, it } from 'vitest'
import { indexOf, type Symptom, USUAL } from '../symptoms.ts'
import { Cells } from './cells.ts'
import { NOWHERE } from './places.ts'

const DAY_MS = 86_400_000
const SESSIONS = 200

/** On which of twenty days a scope alarms in which so many of 200 sessions show the symptom each day, the first five none. */
function alarmsOn(symptom: Symptom, failures: number): number | undefined {
  const cells = new Cells()
  const cell = cells.make()
  for (let day = 0; day < 20; day++)
    for (let session = 0; session < SESSIONS; session++) {
      const at = day * DAY_MS + session * 400_000
      cells.session(cell, at)
      const fails = day >= 5 && session % Math.floor(SESSIONS / failures) === 0
      if (fails && cells.fail(cell, indexOf(symptom), USUAL[symptom], day * SESSIONS + session, at) !== undefined)
        return day
    }
  return undefined
}

it('finds a technical symptom that is rare but does not end, instead of taking it for usual from the second day on', () => {
  expect(alarmsOn('answer-changed', 3)).toBeLessThanOrEqual(8)
})

it('takes for usual what people do more of here, day after day', () => {
  expect(alarmsOn('wrong-pin', 5)).toBeUndefined()
})

it('takes for no habit what a release does from its first day on', () => {
  const alarms = (hasHabits: boolean) => {
    const cells = new Cells()
    const cell = cells.make()
    for (let session = 0; session < 150; session++) {
      const day = Math.floor(session / 25)
      const at = day * DAY_MS + session
      cells.session(cell, at, day, hasHabits)
      if (session % 6 === 0 && cells.fail(cell, indexOf('wrong-pin'), 0.02, session, at, hasHabits) !== undefined)
        return true
    }
    return false
  }
  expect(alarms(true)).toBe(false)
  expect(alarms(false)).toBe(true)
})

it.each([
  { what: 'the same card again and again', card: () => 7, alarms: false },
  { what: 'more cards than are remembered', card: (index: number) => index % 9, alarms: true },
  { what: 'payments of a log without cards', card: () => NOWHERE, alarms: true },
])('counts $what: an alarm is $alarms', ({ card, alarms }) => {
  const cells = new Cells()
  const cell = cells.make()
  const since = Array.from({ length: 30 }, (_, index) => {
    cells.session(cell, index)
    return cells.fail(cell, indexOf('mac'), USUAL.mac, card(index), index)
  })
  expect(since.some((each) => each !== undefined)).toBe(alarms)
})

it('makes the cell of a scope that was forgotten as if nothing had ever been counted in it', () => {
  const cells = new Cells()
  const gone = cells.make()
  for (let index = 0; index < 5; index++) {
    cells.session(gone, index)
    cells.fail(gone, indexOf('mac'), USUAL.mac, index, index)
  }
  cells.release(gone)
  const cell = cells.make()
  expect(cell).toBe(gone)
  cells.session(cell, 9)
  expect(cells.fail(cell, indexOf('mac'), USUAL.mac, 1, 9)).toBeUndefined()
  expect(cells.rate(cell, indexOf('mac'), 0.01)).toBeCloseTo(0.01)
})

it('takes no card that fails again for a payment that went well', () => {
  const alarmsAt = (again: number) => {
    const cells = new Cells()
    const cell = cells.make()
    for (let session = 0; session < 400; session++) {
      cells.session(cell, session)
      const [card, turn] = [Math.floor(session / 20), session % 20]
      if (turn > again) continue
      if (cells.fail(cell, indexOf('restricted'), USUAL.restricted, card, session) !== undefined) return card
    }
    return undefined
  }
  expect(alarmsAt(12)).toBeLessThan(alarmsAt(0) ?? Infinity)
})
