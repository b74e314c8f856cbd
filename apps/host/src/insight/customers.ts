import { type CustomerSums, TILL_HOUR_MINOR, type TillTime } from '@fiftyfive/contract'
import type { CardAttempt } from '@fiftyfive/store/sqlite'

/** Whoever is gone for longer than this has left the till. */
const AT_TILL_MS = 600_000
const REPEATEDLY = 3
const HOUR_MS = 3_600_000

export interface PeopleSums {
  readonly customers: CustomerSums
  readonly till: TillTime
}

/**
 * What refusals do to people, from all attempts of refused cards in the order of time: who was refused and did not come
 * back, and how long they stood at the till. What came after `until` tells only who came back.
 */
export function peopleSums(attempts: readonly CardAttempt[], until: number): PeopleSums {
  const visits = [...Map.groupBy(attempts, ({ card, merchant }) => `${merchant} ${card}`).values()]
  const refusals = visits.map((visit) => visit.filter(({ refused, at }) => refused && at < until))
  const isLost = (visit: readonly CardAttempt[], index: number): boolean => {
    const last = refusals[index]?.at(-1)
    return last !== undefined && !visit.some(({ approved, at }) => approved && at > last.at)
  }
  const spent_ms = visits.reduce((sum, visit) => sum + spentAtTill(visit, until), 0)
  const receipts = visits.flatMap((visit) => troubledReceipts(visit, until)).toSorted((a, b) => a - b)
  return {
    customers: {
      refused: refusals.filter(({ length }) => length > 0).length,
      repeatedly: refusals.filter(({ length }) => length >= REPEATEDLY).length,
      lost: visits.filter(isLost).length,
    },
    till: {
      spent_ms,
      cost_minor: Math.round((spent_ms / HOUR_MS) * TILL_HOUR_MINOR),
      receipt_ms: receipts[Math.floor((receipts.length - 1) / 2)] ?? 0,
    },
  }
}

/** From each refusal to the next attempt of the same card, if that came while it was still there. */
const spentAtTill = (visit: readonly CardAttempt[], until: number): number =>
  visit.reduce((sum, attempt, index) => {
    const next = visit[index + 1]
    const wait_ms = next ? next.at - attempt.at : 0
    return attempt.refused && attempt.at < until && wait_ms <= AT_TILL_MS ? sum + wait_ms : sum
  }, 0)

/** From the first refusal of an unbroken row of attempts to the payment that ended it. */
function troubledReceipts(visit: readonly CardAttempt[], until: number): number[] {
  const receipts: number[] = []
  let first: CardAttempt | undefined
  let before: CardAttempt | undefined
  for (const attempt of visit) {
    if (attempt.at >= until) break
    if (before && attempt.at - before.at > AT_TILL_MS) first = undefined
    if (attempt.refused) first ??= attempt
    else if (attempt.approved && first) {
      receipts.push(attempt.at - first.at)
      first = undefined
    }
    before = attempt
  }
  return receipts
}
