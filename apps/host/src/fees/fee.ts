import type { BatchFee, FeeAgreement } from '@fiftyfive/contract'
import { dayName, dayOf } from '../reports/period.ts'
import { type BankDays, nextBankDay } from './bank-days.ts'

/** Its own versions, or those for everybody (`*`) where it has none; oldest first. */
export const agreementsOf = (agreements: readonly FeeAgreement[], merchant: string): readonly FeeAgreement[] => {
  const own = agreements.filter((each) => each.merchant === merchant)
  const those = own.length > 0 ? own : agreements.filter((each) => each.merchant === '*')
  return those.toSorted((a, b) => a.version - b.version)
}

interface Settled {
  readonly closedAt: number
  readonly sales: number
  readonly sales_minor: number
  readonly net_minor: number
}

/**
 * The fee of a batch by the version that held on the day it was settled: a share of its sales, rounded half up once, and a part
 * for each sale. Refunds and failed attempts cost nothing. undefined before the first version.
 */
export function feeOf(batch: Settled, agreements: readonly FeeAgreement[], days: BankDays): BatchFee | undefined {
  const day = dayName(batch.closedAt)
  const agreement = agreements.findLast(({ validFrom }) => validFrom <= day)
  if (!agreement) return undefined
  const { version, rate_bp, perSale_minor, paysOut } = agreement
  const fee_minor = Math.round((batch.sales_minor * rate_bp) / 10_000) + batch.sales * perSale_minor
  const settled = dayOf(batch.closedAt)
  // T+0: the same day. T+1: the next one on which banks work.
  const paidOn = paysOut === 'T+0' ? settled : nextBankDay(settled, days)
  return { version, fee_minor, payout_minor: batch.net_minor - fee_minor, paidOn }
}
