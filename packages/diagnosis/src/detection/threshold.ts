import { assert } from '@fiftyfive/kernel'

/** Between e^threshold and the mean number of observations to a false alarm; see `thresholdFor`. */
const MARGIN = 0.5

/**
 * Threshold of a ChangeDetector that alarms falsely once in so many observations on average, or more rarely.
 * For thresholds from 6 to 15 and failure rates from 0.5 % to 10 % the mean was measured at 0.95 to 12 times
 * e^threshold (bench/detection); the margin covers the worst of them.
 */
export function thresholdFor(observations: number): number {
  assert(observations > 1, 'thresholdFor: more than one observation between false alarms')
  return Math.log(observations) + MARGIN
}
