import type { SurroundingIncident } from '../attempt.ts'
import type { Observation } from '../evidence/index.ts'
import type { Model } from '../model/index.ts'
import { type Candidate, likelihood, type LikelihoodTable, PROBABILITY_MIN } from '../model/likelihood.ts'
import { candidatesOf, type Contribution } from '../score.ts'

/** How often the refusals of an incident showed each outcome, by feature. */
export type Profile = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Observations' worth of the causes' expectations against what the incident's refusals showed. */
const EXPECTED_STRENGTH = 2
/** An incident's causes below this count with it: a refusal may still correct it. */
const RANKED_MIN = 0.0025

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
  const candidates = candidatesOf(model)
  const given = new Map(ranking.map(({ cause, probability }) => [cause, probability]))
  const shares = candidates.map((cause) => Math.max(given.get(cause) ?? 0, RANKED_MIN))
  const alike = likeOthers({ incident, observations, terms, shares, model })
  const weights = Float64Array.from(candidates, (_, index) => {
    const alone = terms.reduce((sum, each) => sum + (each.weights[index] as number), 0)
    const of = Math.log((shares[index] as number) * excess) + alike
    return logSum(Math.log(1 - excess) + alone, of) - alone
  })
  return { id: 'incident', group: 'fleet', values: { id, percent: Math.round(100 * excess) }, weights }
}

/** ln of how well the refusal fits in with the others of its incident, against refusals in general. */
function likeOthers(of: {
  readonly incident: SurroundingIncident
  readonly observations: readonly Observation[]
  readonly terms: readonly Contribution[]
  readonly shares: readonly number[]
  readonly model: Model
}): number {
  const { incident, observations, terms, shares, model } = of
  const all = shares.reduce((sum, share) => sum + share, 0)
  const mean = (value: (index: number) => number) =>
    shares.reduce((sum, share, index) => sum + (share / all) * value(index), 0)
  const [, ...evidence] = terms
  return evidence.reduce((sum, { weights, group }, at) => {
    const observation = observations[at]
    const seen = observation && 'feature' in observation ? incident.profile?.get(observation.feature) : undefined
    if (!seen || !observation || !('feature' in observation)) return sum + mean((index) => weights[index] as number)
    const table = model.features[observation.feature] as LikelihoodTable
    const { outcome } = observation
    const expected = mean((index) => likelihood(table, outcome, candidatesOf(model)[index] as Candidate))
    // The refusal itself is among those seen, so it is taken out once.
    const same = Math.max(0, (seen.get(outcome) ?? 0) - 1)
    const others = Math.max(0, [...seen.values()].reduce((total, each) => total + each, 0) - 1)
    const share = (same + EXPECTED_STRENGTH * expected) / (others + EXPECTED_STRENGTH)
    const usual = Math.max(PROBABILITY_MIN, table.background[outcome] as number)
    return sum + model.weights[group as keyof Model['weights']] * Math.log(Math.max(PROBABILITY_MIN, share) / usual)
  }, 0)
}

const logSum = (a: number, b: number): number => {
  const high = Math.max(a, b)
  return high + Math.log(Math.exp(a - high) + Math.exp(b - high))
}
