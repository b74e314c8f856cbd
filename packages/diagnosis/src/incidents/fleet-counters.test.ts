import { expect, test } from 'vitest'
import { DIMENSIONS } from '../dimensions.ts'
import { indexOf } from '../symptoms.ts'
import { FleetCounters } from './fleet-counters.ts'
import { indexOfDimension, NOWHERE, type Place } from './places.ts'

const DAY_MS = 86_400_000
const KIND = indexOf('known-card-wrong')
const RATE = 0.01
const EACH_DAY = 2_000

const place = (terminal: number): Place => {
  const numbers = DIMENSIONS.map(() => NOWHERE)
  numbers[indexOfDimension('node')] = 0
  numbers[indexOfDimension('terminal')] = terminal
  return numbers
}

/** Days of sessions over 100 terminals behind one node, of which one in a hundred shows the symptom. */
function live(counters: FleetCounters, days: readonly number[], failed: (place: Place, at: number) => void) {
  for (const day of days) {
    for (let index = 0; index < EACH_DAY; index++) {
      const at = (day + index / EACH_DAY) * DAY_MS
      const where = place(index % 97)
      counters.session(where, at)
      if (index % (1 / RATE) === 0) failed(where, at)
    }
  }
}

const days = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

test('what is usual stays known through days in which incidents explain it, and raises no alarm afterwards', () => {
  const alarmsAfter = (usualShare: number) => {
    const counters = new FleetCounters()
    live(counters, days(1, 10), (where, at) => void counters.fail(where, at, KIND))
    live(counters, days(10, 30), (where) => counters.explain(where, KIND, usualShare, false))
    let alarms = 0
    live(counters, days(30, 33), (where, at) => {
      if (counters.fail(where, at, KIND) !== undefined) alarms++
    })
    return alarms
  }
  expect(alarmsAfter(1)).toBe(0)
  expect(alarmsAfter(0)).toBeGreaterThan(0)
})

test('a session that an incident explains leaves its usual share behind, also when it was counted before', () => {
  const rateAfter = (usualShare: number, counted: boolean) => {
    const counters = new FleetCounters()
    live(counters, days(1, 6), (where, at) => {
      if (counted) counters.fail(where, at, KIND)
      counters.explain(where, KIND, usualShare, counted)
    })
    counters.session(place(0), 6 * DAY_MS)
    return counters.fleetRate(KIND)
  }
  expect(rateAfter(0.5, true)).toBeCloseTo(rateAfter(0.5, false), 12)
  expect(rateAfter(0.25, true)).toBeLessThan(rateAfter(0.5, true))
})
