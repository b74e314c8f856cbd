import { expect, test } from 'vitest'
import { MORNING } from '../testing.ts'
import { Records } from './records.ts'

const HOUR_MS = 3_600_000
/** What is on record of a till that signed on at these hours, when it began to fail at noon. */
function recorded(...hours: readonly number[]) {
  const records = new Records()
  for (const hour of hours)
    records.add({
      kind: 'sign-on',
      at: MORNING + hour * HOUR_MS,
      terminal: 'T7',
      code: '00',
      pinKeyCheckValue: `${hour}`,
    })
  return records.before('terminal=T7', MORNING + 12 * HOUR_MS, MORNING + 13 * HOUR_MS)
}

test.each([
  { what: 'a sign-on shortly before', hours: [-24, 8], found: 'sign-on' },
  { what: 'one that the failures themselves set off', hours: [-24, 12.1], found: 'none' },
  { what: 'the one before those', hours: [-24, 8, 12.1, 12.3], found: 'sign-on' },
  { what: 'the sign-on that began it all', hours: [8], found: 'none' },
  { what: 'one of yesterday', hours: [-48, -24], found: 'none' },
])('is $found after $what', ({ hours, found }) => {
  expect(recorded(...hours)).toBe(found)
})
