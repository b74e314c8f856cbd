import { assert, type Instant } from '@fiftyfive/kernel'

/** Failures have become more frequent than expected. */
export interface Alarm {
  /** Log-likelihood ratio of the change against none, natural logarithm. */
  readonly score: number
  /** Time of the first observation after the likeliest moment of change. */
  readonly since: Instant
  /** What was seen since then, and how many failures were to be expected. */
  readonly observations: number
  readonly failures: number
  readonly expected: number
}

/**
 * Watches a stream of successes and failures for the moment from which failures are more frequent than expected, for
 * every possible size and moment of the change at once: the largest binomial likelihood ratio over all past moments.
 *
 * Only moments on the lower convex hull of (expected, seen) failures can be the likeliest, and only where that hull is
 * steeper than 1; both follow from the ratio being linear in these sums for a given size of change. That keeps a handful
 * of moments instead of all (functional pruning, after Ward, Dilillo, Eckley and Fearnhead, arXiv 2302.04743), so an
 * observation costs constant time on average and memory grows with the logarithm of the stream.
 *
 * Feed it card sessions, not attempts: three refusals of one forgetful customer are one observation.
 */
export class ChangeDetector {
  readonly #threshold: number
  /** Candidate moments, oldest first: running totals before them, and the time of the first observation after. */
  #moments: Moment[] = [START]
  #total: Totals = { observations: 0, failures: 0, expected: 0 }

  /** `threshold`: log-likelihood ratio from which it alarms; see `thresholdFor`. */
  constructor(threshold: number) {
    assert(threshold > 0, 'ChangeDetector: a positive threshold')
    this.#threshold = threshold
  }

  /** `expected`: probability, above 0 and below 1, that this observation fails without any change. */
  observe(failed: boolean, expected: number, at: Instant): Alarm | undefined {
    assert(expected > 0 && expected < 1, 'ChangeDetector: an expectation between 0 and 1')
    const last = this.#moments.at(-1)
    if (last && last.since === undefined) this.#moments[this.#moments.length - 1] = { ...last, since: at }
    const { observations, failures } = this.#total
    this.#total = {
      observations: observations + 1,
      failures: failures + (failed ? 1 : 0),
      expected: this.#total.expected + expected,
    }
    // A success never makes a change likelier than it was when the last failure was judged.
    const best = failed ? this.#likeliest() : undefined
    this.#prune()
    return best && best.score >= this.#threshold ? best : undefined
  }

  /** Forgets what it saw, for instance when an incident has been opened for the alarm. */
  reset(): void {
    this.#moments = [START]
    this.#total = { observations: 0, failures: 0, expected: 0 }
  }

  #likeliest(): Alarm | undefined {
    let best: Alarm | undefined
    for (const moment of this.#moments) {
      const observations = this.#total.observations - moment.observations
      const failures = this.#total.failures - moment.failures
      const expected = this.#total.expected - moment.expected
      const score = logLikelihoodRatio(observations, failures, expected)
      if (moment.since !== undefined && score > (best?.score ?? 0)) {
        best = { score, since: moment.since, observations, failures, expected }
      }
    }
    return best
  }

  /** Makes now a candidate moment and drops those that cannot become the likeliest any more. */
  #prune(): void {
    const moments = this.#moments
    const now: Moment = { ...this.#total, since: undefined }
    while (moments.length > 1 && slope(moments.at(-2), moments.at(-1)) >= slope(moments.at(-1), now)) moments.pop()
    moments.push(now)
    let first = 0
    while (first < moments.length - 1 && slope(moments[first], moments[first + 1]) < 1) first++
    if (first > 0) moments.splice(0, first)
  }
}

interface Totals {
  readonly observations: number
  readonly failures: number
  readonly expected: number
}
interface Moment extends Totals {
  readonly since: Instant | undefined
}
const START: Moment = { observations: 0, failures: 0, expected: 0, since: undefined }

/** Failures seen per failure expected between two moments. */
function slope(from: Moment | undefined, to: Moment | undefined): number {
  if (!from || !to) return 0
  return (to.failures - from.failures) / (to.expected - from.expected)
}

/** Binomial, at the seen rate against the expected one; 0 when there are no more failures than expected. */
function logLikelihoodRatio(observations: number, failures: number, expected: number): number {
  if (failures <= expected) return 0
  const passed = observations - failures
  const ratio = failures * Math.log(failures / expected)
  return passed > 0 ? ratio + passed * Math.log(passed / (observations - expected)) : ratio
}
