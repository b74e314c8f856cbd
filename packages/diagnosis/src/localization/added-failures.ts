/**
 * How well "a share u of the attempts that would have passed fails as well" explains what was seen, against u = 0:
 * the maximum over u of the binomial log-likelihood ratio. The attempts come in strata of alike expected rates,
 * because pooling a healthy part with one that is known to fail would blur both.
 */
export interface Strata {
  readonly attempts: Float64Array
  readonly failures: Float64Array
  readonly expected: Float64Array
}

/** Upper ends of the strata, as expected failures per attempt. */
const RATES = [0.01, 0.03, 0.1, 0.25, 0.5, 0.8, Number.POSITIVE_INFINITY]
export const STRATA = RATES.length
export function stratumOf(rate: number): number {
  let stratum = 0
  while (rate > (RATES[stratum] as number)) stratum++
  return stratum
}

const RATE_MIN = 1e-6
const STEPS = 20

/** The likeliest share and its log-likelihood ratio; both 0 when there are no more failures than expected. */
export function addedFailures({ attempts, failures, expected }: Strata): { share: number; gain: number } {
  let passed = 0
  let more = 0
  for (let stratum = 0; stratum < STRATA; stratum++) {
    passed += (attempts[stratum] as number) - (failures[stratum] as number)
    more += (failures[stratum] as number) * headroom(attempts, expected, stratum)
  }
  // The slope of the log-likelihood at u = 0. It is concave in u, so a slope that falls from there has its top at 0.
  if (more <= passed) return { share: 0, gain: 0 }
  let low = 0
  let high = 1
  for (let step = 0; step < STEPS; step++) {
    const share = (low + high) / 2
    let slope = -passed / (1 - share)
    for (let stratum = 0; stratum < STRATA; stratum++) {
      const room = headroom(attempts, expected, stratum)
      slope += ((failures[stratum] as number) * room) / (1 + share * room)
    }
    if (slope > 0) low = share
    else high = share
  }
  const share = (low + high) / 2
  let gain = passed > 0 ? passed * Math.log(1 - share) : 0
  for (let stratum = 0; stratum < STRATA; stratum++) {
    const seen = failures[stratum] as number
    if (seen > 0) gain += seen * Math.log(1 + share * headroom(attempts, expected, stratum))
  }
  return { share, gain }
}

/** Odds against a failure: (1 - p) / p at the stratum's expected rate p. */
function headroom(attempts: Float64Array, expected: Float64Array, stratum: number): number {
  const all = attempts[stratum] as number
  if (all === 0) return 0
  const rate = Math.max((expected[stratum] as number) / all, RATE_MIN)
  return rate >= 1 ? 0 : (1 - rate) / rate
}
