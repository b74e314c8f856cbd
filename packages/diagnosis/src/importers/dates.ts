import { err, ok, type Result } from '@fiftyfive/kernel'
import { quoted } from './values.ts'

/** What a date begins with: 2027-02-28, 28.02.2027 or 02/28/2027. */
export type DateOrder = 'year' | 'day' | 'month'

const TIME = String.raw`(?:[T ,]*(?<hour>\d{1,2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?)\s*(?<half>[AaPp]\.?[Mm]\.?)?\s*(?<zone>Z|[+-]\d{2}:?\d{2})?$`
const YEAR_FIRST = new RegExp(
  String.raw`^(?<year>\d{4})(?:[-/.年]?)(?<first>\d{1,2})(?:[-/.月]?)(?<second_>\d{1,2})日?` + TIME,
)
const YEAR_LAST = new RegExp(String.raw`^(?<first>\d{1,2})[-/.](?<second_>\d{1,2})[-/.](?<year>\d{4})` + TIME)
const BEGINNING = /^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?!\d)/

/**
 * Of dates that do not begin with the year. A part above 12 says it. Where none does, the order under which the dates are closest
 * together: read the wrong way round, the days of a week are months apart. Of a single day, points are European and strokes
 * American.
 */
export function guessDateOrder(samples: readonly string[]): DateOrder {
  const found = samples.flatMap((text) => {
    const parts = BEGINNING.exec(text.trim())
    if (!parts) return []
    return [{ first: Number(parts[1]), mark: parts[2], second: Number(parts[3]), year: Number(parts[4]) }]
  })
  const [one] = found
  if (!one) return 'year'
  if (found.some(({ first }) => first > 12)) return 'day'
  if (found.some(({ second }) => second > 12)) return 'month'
  const daySpan = spanOf(found.map(({ first, second, year }) => Date.UTC(year, second - 1, first)))
  const monthSpan = spanOf(found.map(({ first, second, year }) => Date.UTC(year, first - 1, second)))
  if (daySpan !== monthSpan) return daySpan < monthSpan ? 'day' : 'month'
  return one.mark === '/' ? 'month' : 'day'
}

function spanOf(times: readonly number[]): number {
  let [least, most] = [Infinity, -Infinity]
  for (const time of times) {
    least = Math.min(least, time)
    most = Math.max(most, time)
  }
  return most - least
}

/** The year of the newest time that is not ahead of `now` by more than a day: DE 7 and DE 13 have none. */
const yearOf = (month: number, day: number, now: number): number => {
  const year = new Date(now).getUTCFullYear()
  return Date.UTC(year, month - 1, day) > now + DAY_MS ? year - 1 : year
}
const DAY_MS = 86_400_000
/** Ten digits as DE 7 writes them, MMDDhhmmss. From 2012 on seconds since 1970 are more than such a number can be. */
const WITHOUT_YEAR = /^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]) ?([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/

/**
 * Milliseconds since 1970 of a time as logs write it: ISO 8601 with `T` or a space, `/` or `.` for `-`, 14 digits,
 * `2027年2月28日 16:00`, day or month first, half days (AM, PM), seconds, milliseconds or microseconds since 1970, or
 * MMDDhhmmss, of the last twelve months before `now`.
 * `zone` (`Z`, `+08:00`) is where it was written when it does not say; `dates` what a date begins with.
 */
export function parseTime(
  text: string,
  zone: string,
  dates: DateOrder = 'year',
  now = Number.POSITIVE_INFINITY,
): Result<number, string> {
  const short = Number.isFinite(now) ? WITHOUT_YEAR.exec(text) : null
  if (short) {
    const [, month = '', day = '', hour, minute, second] = short
    const date = `${yearOf(Number(month), Number(day), now)}-${month}-${day}`
    const at = Date.parse(`${date}T${hour}:${minute}:${second}${zone}`)
    return Number.isNaN(at) ? err(`no such time: ${quoted(text)}`) : ok(at)
  }
  if (/^\d{10}(\.\d+)?$/.test(text)) return ok(Math.round(Number(text) * 1000))
  if (/^\d{13}$/.test(text)) return ok(Number(text))
  if (/^\d{16}$/.test(text)) return ok(Math.round(Number(text) / 1000))
  const yearFirst = YEAR_FIRST.exec(text)
  const parts = (yearFirst ?? (dates === 'year' ? null : YEAR_LAST.exec(text)))?.groups
  if (!parts) return err(`a time is expected, not ${quoted(text)}`)
  const { year, first = '', second_: last = '', minute, second = '00', fraction = '', half } = parts
  const [month, day] = yearFirst || dates === 'month' ? [first, last] : [last, first]
  const hour = Number(parts['hour'])
  if (half !== undefined && (hour < 1 || hour > 12)) return err(`no such time: ${quoted(text)}`)
  const inDay = half === undefined ? hour : (hour % 12) + (/^p/i.test(half) ? 12 : 0)
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3)
  const offset = (parts['zone'] ?? zone).replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')
  const two = (value: string | number) => String(value).padStart(2, '0')
  const date = `${year}-${two(month)}-${two(day)}`
  const at = Date.parse(`${date}T${two(inDay)}:${minute}:${second}.${milliseconds}${offset}`)
  return Number.isNaN(at) ? err(`no such time: ${quoted(text)}`) : ok(at)
}
