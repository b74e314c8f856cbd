import type { AttemptSummary } from './index.ts'
import type { SaleSums } from './insight.ts'

/** What an hour at the till costs, in minor units: a round figure that is said beside every cost made of it. */
export const TILL_HOUR_MINOR = 3_000

/** What refused PINs cost, and what was saved: mission of the product, in money and in people. */
export interface EffectsReport {
  readonly from: number
  readonly until: number
  readonly attempts: number
  readonly refused: number
  readonly triesSpent: number
  /** PIN tries counted on refusals that were not the cardholder's. The promise is zero. */
  readonly triesBurnt: number
  readonly sales: SaleSums
  /** From the till's request to its answer, half and 95 of 100 approved payments are faster; 0 when none was measured. */
  readonly answer: { readonly median_ms: number; readonly slow_ms: number }
  readonly customers: CustomerSums
  readonly till: TillTime
  readonly causes: readonly (SaleSums & { readonly cause: AttemptSummary['cause'] & string; readonly tries: number })[]
  readonly merchants: readonly (SaleSums & {
    readonly merchant: string
    readonly name: { readonly en: string; readonly 'zh-CN': string }
    readonly tries: number
    /** Customers of its who did not come back, and what the time at its tills cost. */
    readonly customersLost: number
    readonly cost_minor: number
  })[]
  /** By week, which begins on Monday (UTC), oldest first. */
  readonly weeks: readonly (SaleSums & { readonly at: number; readonly tries: number })[]
}

/** Customers are cards, each counted once for each merchant: nobody is known by name. */
export interface CustomerSums {
  /** Refused for their PIN at least once. */
  readonly refused: number
  /** Refused three times or more. */
  readonly repeatedly: number
  /** Have paid nothing there since they were refused last. */
  readonly lost: number
}

/** What refusals take of the time at tills. Measured from one attempt of a card to its next, ten minutes at most. */
export interface TillTime {
  readonly spent_ms: number
  /** The same at `TILL_HOUR_MINOR`. */
  readonly cost_minor: number
  /** From the first refusal to the receipt, half of the payments that succeeded after one are faster; 0: there was none. */
  readonly receipt_ms: number
}
