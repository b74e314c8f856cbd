import type { Instant } from '@fiftyfive/kernel'

/** China has one time zone and no summer time; UnionPay dates and times are in it. */
const UTC_OFFSET_MS = 8 * 3_600_000

interface LocalTime {
  readonly date: string
  readonly time: string
}

const SECOND_MS = 1_000
/** Asked for several times with every payment, and the same for all of a second. */
let last: LocalTime & { readonly second: number } = { second: NaN, date: '', time: '' }

/** Local date as YYMMDD and time as hhmmss. */
export function localTime(at: Instant): LocalTime {
  const second = Math.floor(at / SECOND_MS)
  if (second !== last.second) {
    const iso = new Date(at + UTC_OFFSET_MS).toISOString()
    last = { second, date: iso.slice(2, 10).replaceAll('-', ''), time: iso.slice(11, 19).replaceAll(':', '') }
  }
  return last
}
