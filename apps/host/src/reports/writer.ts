import { LOCAL_ZONE } from '@fiftyfive/acquiring'
import { formatMoney, money } from '@fiftyfive/kernel'
import type { Language } from '@fiftyfive/messages'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** How a language writes figures, in the terminals' own time whatever the machine's zone is. */
export interface Writer {
  readonly day: (at: number) => string
  /** Without the year. */
  readonly shortDay: (at: number) => string
  readonly moment: (at: number) => string
  readonly count: (value: number) => string
  readonly amount: (minor: number) => string
  readonly duration: (duration_ms: number) => string
}

export function writerFor(language: Language): Writer {
  const zone = { timeZone: LOCAL_ZONE.name } as const
  const long = new Intl.DateTimeFormat(language, { ...zone, year: 'numeric', month: 'short', day: 'numeric' })
  const short = new Intl.DateTimeFormat(language, { ...zone, month: 'numeric', day: 'numeric' })
  const time = new Intl.DateTimeFormat(language, { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const count = new Intl.NumberFormat(language)
  return {
    day: (at) => long.format(at),
    shortDay: (at) => short.format(at),
    moment: (at) => `${long.format(at)} ${time.format(at)}`,
    count: (value) => count.format(value),
    amount: (minor) => formatMoney(money(minor, 'CNY'), language),
    duration: (duration_ms) => duration(language, duration_ms),
  }
}

function duration(language: Language, duration_ms: number): string {
  const [unit, value] =
    duration_ms < SECOND_MS
      ? (['millisecond', duration_ms] as const)
      : duration_ms < 2 * MINUTE_MS
        ? (['second', duration_ms / SECOND_MS] as const)
        : duration_ms < 2 * HOUR_MS
          ? (['minute', duration_ms / MINUTE_MS] as const)
          : (['hour', duration_ms / HOUR_MS] as const)
  const maximumFractionDigits = unit === 'millisecond' || value >= 10 ? 0 : 1
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(
    value,
  )
}
