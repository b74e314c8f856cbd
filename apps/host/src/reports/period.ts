import { LOCAL_ZONE } from '@fiftyfive/acquiring'
import type { ReportKind } from '@fiftyfive/contract'
import type { Period } from '../insight/effects.ts'

export const DAY_MS = 86_400_000
type Scheduled = Exclude<ReportKind, 'asked'>
/** After a longer standstill older reports are not made: nobody waits for them any more. */
const CAUGHT_UP_MAX: Readonly<Record<Scheduled, number>> = { weekly: 8, monthly: 3 }

/** First moment of the local day. */
export const dayOf = (at: number): number => {
  const local = at + LOCAL_ZONE.offset_ms
  return local - (local % DAY_MS) - LOCAL_ZONE.offset_ms
}

/** Monday, or the first of the month, local time, at or before this moment. */
function startOf(kind: Scheduled, at: number): number {
  const day = dayOf(at)
  const local = new Date(day + LOCAL_ZONE.offset_ms)
  return day - (kind === 'weekly' ? (local.getUTCDay() + 6) % 7 : local.getUTCDate() - 1) * DAY_MS
}

/** Periods that have ended after `since` and by now, oldest first. */
export function endedPeriods(kind: Scheduled, since: number, now: number): readonly Period[] {
  const periods: Period[] = []
  for (let until = startOf(kind, now); until > since && periods.length < CAUGHT_UP_MAX[kind];) {
    const from = startOf(kind, until - 1)
    periods.unshift({ from, until })
    until = from
  }
  return periods
}

/** The seven days until now; the running day is part of it. */
export const lastDays = (now: number): Period => ({ from: dayOf(now) - 6 * DAY_MS, until: now + 1 })

/** The period of the same kind before it. */
export const periodBefore = (kind: ReportKind, { from, until }: Period): Period =>
  kind === 'monthly'
    ? { from: startOf(kind, from - 1), until: from }
    : { from: from - (dayOf(until - 1) + DAY_MS - from), until: from }

/** `2026-11-23`, local. */
export const dayName = (at: number): string => new Date(at + LOCAL_ZONE.offset_ms).toISOString().slice(0, 10)
