import type { AttemptSummary } from './index.ts'
import type { SaleSums } from './insight.ts'

/** What refused PINs cost, and what was saved: mission of the product, in money. */
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
  readonly causes: readonly (SaleSums & { readonly cause: AttemptSummary['cause'] & string; readonly tries: number })[]
  readonly merchants: readonly (SaleSums & {
    readonly merchant: string
    readonly name: { readonly en: string; readonly 'zh-CN': string }
    readonly tries: number
  })[]
  /** By week, which begins on Monday (UTC), oldest first. */
  readonly weeks: readonly (SaleSums & { readonly at: number; readonly tries: number })[]
}
