import type { Instant } from '@fiftyfive/kernel'

/** China has one time zone and no summer time; UnionPay dates and times are in it. */
const UTC_OFFSET_MS = 8 * 3_600_000

/** Local date as YYMMDD and time as hhmmss. */
export function localTime(at: Instant): { readonly date: string; readonly time: string } {
  const iso = new Date(at + UTC_OFFSET_MS).toISOString()
  return { date: iso.slice(2, 10).replaceAll('-', ''), time: iso.slice(11, 19).replaceAll(':', '') }
}
