import type { Instant } from '@fiftyfive/kernel'

/** China Standard Time, the local time of UnionPay terminals; it has had no daylight saving since 1991. */
export const LOCAL_ZONE = { name: 'Asia/Shanghai', offset_ms: 8 * 3_600_000 } as const

const two = (value: number) => String(value).padStart(2, '0')
const timeOf = (instant: Date) =>
  two(instant.getUTCHours()) + two(instant.getUTCMinutes()) + two(instant.getUTCSeconds())

interface Second {
  readonly since: Instant
  readonly transmission: string
  readonly time: string
  readonly date: string
}
const SECOND_MS = 1_000
/** Asked for several times with every payment, and the same for all of a second. */
let lastSecond: Second = secondOf(0)

function fieldsOf(now: Instant): Second {
  if (now < lastSecond.since || now >= lastSecond.since + SECOND_MS) lastSecond = secondOf(now)
  return lastSecond
}

function secondOf(now: Instant): Second {
  const utc = new Date(now)
  const local = new Date(now + LOCAL_ZONE.offset_ms)
  return {
    since: Math.floor(now / SECOND_MS) * SECOND_MS,
    transmission: two(utc.getUTCMonth() + 1) + two(utc.getUTCDate()) + timeOf(utc),
    time: timeOf(local),
    date: two(local.getUTCMonth() + 1) + two(local.getUTCDate()),
  }
}

/** DE 12, hhmmss, and DE 13, MMDD, in local time. */
export function localTimeFields(now: Instant): { 12: string; 13: string } {
  const { time, date } = fieldsOf(now)
  return { 12: time, 13: date }
}

/** The answer with a code and the time it was decided at. */
export function stampedAnswer(code: string, now: Instant): { code: string; time: string; date: string } {
  const { time, date } = fieldsOf(now)
  return { code, time, date }
}

/** DE 7, MMDDhhmmss in UTC, with DE 12 and 13 in local time (ISO 8583:1987, 4.3.5). */
export function dateTimeFields(now: Instant): { 7: string; 12: string; 13: string } {
  const { transmission, time, date } = fieldsOf(now)
  return { 7: transmission, 12: time, 13: date }
}
