import type { Instant } from '@fiftyfive/kernel'

/** Sums that halve every half-life, decayed only when they are touched. */
export interface Decayed {
  observations: number
  failures: number
  at: Instant
}
export const emptyDecayed = (at: Instant): Decayed => ({ observations: 0, failures: 0, at })

const DAY_MS = 86_400_000
export const BASELINE_HALF_LIFE_MS = 7 * DAY_MS
/** Observations' worth of the parent's rate in every baseline: a new terminal starts as its fleet and earns its own. */
const PRIOR_OBSERVATIONS = 200

/** Forgets by the time that has passed, then learns one observation. */
export function learn(sums: Decayed, failed: boolean, at: Instant): void {
  decay(sums, at)
  sums.observations += 1
  if (failed) sums.failures += 1
}

/** Share of failures, drawn towards the parent's by `PRIOR_OBSERVATIONS`. Always above 0 and below 1. */
export function rateOf(sums: Decayed, parentRate: number, at: Instant): number {
  decay(sums, at)
  return (sums.failures + PRIOR_OBSERVATIONS * parentRate) / (sums.observations + PRIOR_OBSERVATIONS)
}

function decay(sums: Decayed, at: Instant): void {
  if (at <= sums.at) return
  const factor = 0.5 ** ((at - sums.at) / BASELINE_HALF_LIFE_MS)
  sums.observations *= factor
  sums.failures *= factor
  sums.at = at
}
