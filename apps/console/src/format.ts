import { CURRENCIES, formatMoney, money, type Currency } from '@fiftyfive/kernel'
import type { Language } from '@fiftyfive/messages/console'

export interface Formats {
  /** `21:53:04`, with the date before it when `at` is on another day than `now`. */
  readonly time: (at: number, now: number) => string
  /** For an axis over that span: `21:53`, with seconds below a few minutes, `3 Mar` above a few days. */
  readonly hour: (at: number, span_ms: number) => string
  /** Day without the time. */
  readonly day: (at: number) => string
  /** Day of China Standard Time with its year: reports and settlements are of such days. */
  readonly localDay: (at: number) => string
  /** Date, time to the second and zone. */
  readonly moment: (at: number) => string
  readonly percent: (share: number) => string
  /** Hundredths of a percent, all of them shown: `0.55%`. */
  readonly rateOf: (rate_bp: number) => string
  readonly count: (value: number) => string
  /** A figure per second, of which tenths tell something. */
  readonly rate: (value: number) => string
  readonly amount: (amount_minor: number, currency: string) => string
  /** A span of time in the unit that suits it: `340 ms`, `2.4 s`, `7 min`. */
  readonly duration: (duration_ms: number) => string
  /** The same of how old something is, where seconds tell nothing. */
  readonly age: (age_ms: number) => string
  /** Natural logarithm of odds with its sign, e.g. `+3.2`. */
  readonly weight: (weight: number) => string
  /** At most two significant digits: factors of odds are not known better. */
  readonly factor: (factor: number) => string
  /** Things one after the other: `a, b`. */
  readonly list: (items: readonly string[]) => string
  /** Things of which one is meant: `a; b`. */
  readonly either: (items: readonly string[]) => string
  /** What stands before something that it names: `Merchants: `. */
  readonly label: (name: string) => string
  /** Name and offset of the browser's zone, e.g. `Asia/Shanghai (GMT+8)`. */
  readonly timeZone: (at: number) => string
}

/** How a language writes figures. `timeZone` is an IANA name; the browser's own unless given. */
export function formatsFor(language: Language, timeZone?: string): Formats {
  const zone = timeZone ? { timeZone } : {}
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  const time = new Intl.DateTimeFormat(language, { ...clock, ...zone })
  const dayTime = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', ...clock, ...zone })
  const moment = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    ...clock,
    ...zone,
  })
  const zoneOf = new Intl.DateTimeFormat(language, { timeZoneName: 'short', ...zone })
  const minute = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone })
  const date = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', ...zone })
  const localDay = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'Asia/Shanghai',
  })
  const day = new Intl.DateTimeFormat('en-CA', { ...zone })
  const count = new Intl.NumberFormat(language)
  const hundredths = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 2 })
  const rate = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const weight = new Intl.NumberFormat(language, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const factor = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 2 })
  return {
    time: (at, now) => (day.format(at) === day.format(now) ? time : dayTime).format(at),
    hour: (at, span_ms) => (span_ms < 5 * MINUTE_MS ? time : span_ms < 3 * DAY_MS ? minute : date).format(at),
    day: (at) => date.format(at),
    localDay: (at) => localDay.format(at),
    // The zone last: Chinese would write it between date and time.
    moment: (at) =>
      `${moment.format(at)} ${zoneOf.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value}`,
    percent: (share) => percent(language, share),
    rateOf: (rate_bp) => hundredths.format(rate_bp / 10_000),
    count: (value) => count.format(value),
    rate: (value) => `${rate.format(value)}/s`,
    amount: (amount_minor, currency) =>
      currency in CURRENCIES ? formatMoney(money(amount_minor, currency as Currency), language) : currency,
    duration: (duration_ms) => duration(language, duration_ms),
    age: (age_ms) => (age_ms < MINUTE_MS ? `< ${duration(language, MINUTE_MS)}` : duration(language, age_ms)),
    weight: (value) => weight.format(value),
    factor: (value) => (value < 1e9 ? factor.format(value) : `10${superscript(Math.floor(Math.log10(value)))}`),
    list: (items) => items.join(language === 'en' ? ', ' : '、'),
    either: (items) => items.join(language === 'en' ? '; ' : '；'),
    label: (name) => `${name}${language === 'en' ? ': ' : '：'}`,
    timeZone: (at) => zoneName(at, language, timeZone ?? time.resolvedOptions().timeZone),
  }
}

/** Never 100 % or 0 % unless it is exactly that: certainty is not for rounding to claim. */
function percent(language: Language, share: number): string {
  const almostAll = share > 0.99 && share < 1
  const whole = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: almostAll ? 1 : 0 })
  if (almostAll) return whole.format(Math.min(share, 0.999))
  return share > 0 && share < 0.01 ? `< ${whole.format(0.01)}` : whole.format(share)
}

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

function duration(language: Language, duration_ms: number): string {
  const [unit, value] =
    duration_ms < SECOND_MS
      ? (['millisecond', duration_ms] as const)
      : duration_ms < MINUTE_MS
        ? (['second', duration_ms / SECOND_MS] as const)
        : duration_ms < HOUR_MS
          ? (['minute', duration_ms / MINUTE_MS] as const)
          : duration_ms < DAY_MS
            ? (['hour', duration_ms / HOUR_MS] as const)
            : (['day', duration_ms / DAY_MS] as const)
  // Half an hour more or less is much of two hours.
  const maximumFractionDigits = value < 10 && (unit === 'second' || unit === 'hour' || unit === 'day') ? 1 : 0
  const written = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits })
  // Between a figure and a Chinese unit stands a blank, as everywhere else on the pages.
  return written.format(value).replace(/(\d)(\p{Script=Han})/u, '$1 $2')
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const superscript = (power: number): string => [...String(power)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')

function zoneName(at: number, language: Language, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at)
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value
  return offset && offset !== timeZone ? `${timeZone} (${offset})` : timeZone
}
