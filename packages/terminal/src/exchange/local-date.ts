import type { Instant } from '@fiftyfive/kernel'

/** China has one time zone and no summer time; UnionPay dates are in it. */
const UTC_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** Asked for with every payment, and the same for all of a day. */
let last = { day: NaN, date: '' }

/** Local date as YYMMDD. */
export function localDate(at: Instant): string {
  const day = Math.floor((at + UTC_OFFSET_MS) / DAY_MS)
  if (day !== last.day) last = { day, date: new Date(day * DAY_MS).toISOString().slice(2, 10).replaceAll('-', '') }
  return last.date
}
