import type { SurroundingIncident } from '../attempt.ts'
import type { Observation } from '../evidence/index.ts'
import type { Model } from '../model/index.ts'
import { type Group, type LikelihoodTable, PROBABILITY_MIN } from '../model/likelihood.ts'
import { candidatesOf, type Contribution, likelihoodsOf, sumOf, weightIn } from '../score.ts'

/** How often the refusals of an incident showed each outcome, by feature. */
export type Profile = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Observations' worth of the causes' expectations against what the incident's refusals showed. */
const EXPECTED_STRENGTH = 2
/** An incident's causes below this count with it: a refusal may still correct it. */
const RANKED_MIN = 0.0005

/**
 * The part of an incident in the refusals it covers. A share of `excess` of them is its doing: those have its cause, and
 * look like its other refusals whatever that cause is; the others have the causes that refusals have in general. What the
 * refusal shows thereby decides between the two, and not once more between causes that the incident has weighed already.
 */
export function incidentTerm(
  incident: SurroundingIncident,
  observations: readonly Observation[],
  terms: readonly Contribution[],
  model: Model,
): Contribution {
  const { id, excess, ranking } = incident
  const given = new Map(ranking.map(({ cause, probability }) => [cause, probability]))
  const shares = Float64Array.from(candidatesOf(model), (cause) => Math.max(given.get(cause) ?? 0, RANKED_MIN))
  const alike = likeOthers({ incident, observations, terms, shares, model })
  const alone = sumOf(terms, model)
  const other = Math.log(1 - excess)
  const weights = alone.map((own, index) => {
    const of = Math.log((shares[index] as number) * excess) + alike
    return logSum(other + own, of) - own
  })
  return { id: 'incident', group: 'incident', values: { id, percent: Math.round(100 * excess) }, weights }
}

/** ln of how well the refusal fits in with the others of its incident, against refusals in general. */
function likeOthers(of: {
  readonly incident: SurroundingIncident
  readonly observations: readonly Observation[]
  readonly terms: readonly Contribution[]
  readonly shares: Float64Array
  readonly model: Model
}): number {
  const { incident, observations, terms, shares, model } = of
  const all = shares.reduce((sum, share) => sum + share, 0)
  const parts = shares.map((share) => share / all)
  const mean = (values: Float64Array): number => {
    let sum = 0
    for (let index = 0; index < parts.length; index++) sum += (parts[index] as number) * (values[index] as number)
    return sum
  }
  const [, ...evidence] = terms
  return evidence.reduce((sum, { weights, group }, at) => {
    const observation = observations[at]
    const seen = observation && incident.profile?.get(observation.feature)
    if (!seen) return sum + mean(weights)
    const { feature, outcome } = observation
    const expected = mean(likelihoodsOf(model, feature, outcome))
    // The refusal itself is among those seen, so it is taken out once.
    const same = Math.max(0, (seen.get(outcome) ?? 0) - 1)
    const others = Math.max(0, [...seen.values()].reduce((total, each) => total + each, 0) - 1)
    const share = (same + EXPECTED_STRENGTH * expected) / (others + EXPECTED_STRENGTH)
    const { background } = model.features[feature] as LikelihoodTable
    const usual = Math.max(PROBABILITY_MIN, background[outcome] as number)
    return sum + weightIn(group as Group, model) * Math.log(Math.max(PROBABILITY_MIN, share) / usual)
  }, 0)
}

const logSum = (a: number, b: number): number => {
  const high = Math.max(a, b)
  return high + Math.log(Math.exp(a - high) + Math.exp(b - high))
}
