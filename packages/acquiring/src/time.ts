import type { Instant } from '@fiftyfive/kernel'

/** China Standard Time, the local time of UnionPay terminals; it has had no daylight saving since 1991. */
export const LOCAL_ZONE = { name: 'Asia/Shanghai', offset_ms: 8 * 3_600_000 } as const

const two = (value: number) => String(value).padStart(2, '0')

/** DE 12, hhmmss, and DE 13, MMDD, in local time. */
export function localTimeFields(now: Instant): { 12: string; 13: string } {
  const local = new Date(now + LOCAL_ZONE.offset_ms)
  return {
    12: two(local.getUTCHours()) + two(local.getUTCMinutes()) + two(local.getUTCSeconds()),
    13: two(local.getUTCMonth() + 1) + two(local.getUTCDate()),
  }
}

/** The answer with a code and the time it was decided at. */
export function stampedAnswer(code: string, now: Instant): { code: string; time: string; date: string } {
  const times = localTimeFields(now)
  return { code, time: times[12], date: times[13] }
}

/** DE 7, MMDDhhmmss in UTC, with DE 12 and 13 in local time (ISO 8583:1987, 4.3.5). */
export function dateTimeFields(now: Instant): { 7: string; 12: string; 13: string } {
  const utc = new Date(now)
  const transmission = [
    utc.getUTCMonth() + 1,
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  ]
  return { 7: transmission.map(two).join(''), ...localTimeFields(now) }
}
