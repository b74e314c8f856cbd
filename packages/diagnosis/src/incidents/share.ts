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
  const { id, excess } = incident
  const expectations = expectationsOf(incident, model)
  const alike = expectations.likeOthers(observations, terms)
  const weights = sumOf(terms, model)
  const other = Math.log(1 - excess)
  for (let index = 0; index < weights.length; index++) {
    const own = weights[index] as number
    const of = Math.log((expectations.shares[index] as number) * excess) + alike
    weights[index] = logSum(other + own, of) - own
  }
  return { id: 'incident', group: 'incident', values: { id, percent: Math.round(100 * excess) }, weights }
}

/** What an incident says is worked out once, for it covers many refusals, and each of them is judged more than once. */
const known = new WeakMap<SurroundingIncident['ranking'], Expectations>()

function expectationsOf({ ranking, profile }: SurroundingIncident, model: Model): Expectations {
  let expectations = known.get(ranking)
  if (expectations?.model !== model || expectations.profile !== profile)
    known.set(ranking, (expectations = new Expectations(ranking, profile, model)))
  return expectations
}

/** What is expected of the refusals of an incident. */
class Expectations {
  readonly model: Model
  readonly profile: Profile | undefined
  /** Of its causes, in the order of `candidatesOf`. */
  readonly shares: Float64Array
  /** The same, so that they add up to 1. */
  readonly #parts: Float64Array
  readonly #fits = new Map<string, number>()

  constructor(ranking: SurroundingIncident['ranking'], profile: Profile | undefined, model: Model) {
    this.model = model
    this.profile = profile
    const given = new Map(ranking.map(({ cause, probability }) => [cause, probability]))
    this.shares = Float64Array.from(candidatesOf(model), (cause) => Math.max(given.get(cause) ?? 0, RANKED_MIN))
    const all = this.shares.reduce((sum, share) => sum + share, 0)
    this.#parts = this.shares.map((share) => share / all)
  }

  /** ln of how well a refusal fits in with the others of the incident, against refusals in general. */
  likeOthers(observations: readonly Observation[], [, ...evidence]: readonly Contribution[]): number {
    let sum = 0
    for (const [at, term] of evidence.entries()) {
      let fit = this.#fits.get(term.id)
      if (fit === undefined) this.#fits.set(term.id, (fit = this.#fitOf(observations[at], term)))
      sum += fit
    }
    return sum
  }

  #fitOf(observation: Observation | undefined, { weights, group }: Contribution): number {
    const seen = observation && this.profile?.get(observation.feature)
    if (!seen) return this.#mean(weights)
    const { feature, outcome } = observation
    const expected = this.#mean(likelihoodsOf(this.model, feature, outcome))
    // The refusal itself is among those seen, so it is taken out once.
    const same = Math.max(0, (seen.get(outcome) ?? 0) - 1)
    const others = Math.max(0, [...seen.values()].reduce((total, each) => total + each, 0) - 1)
    const share = (same + EXPECTED_STRENGTH * expected) / (others + EXPECTED_STRENGTH)
    const { background } = this.model.features[feature] as LikelihoodTable
    const usual = Math.max(PROBABILITY_MIN, background[outcome] as number)
    return weightIn(group as Group, this.model) * Math.log(Math.max(PROBABILITY_MIN, share) / usual)
  }

  /** Over its causes. */
  #mean(values: Float64Array): number {
    let sum = 0
    for (let index = 0; index < values.length; index++)
      sum += (this.#parts[index] as number) * (values[index] as number)
    return sum
  }
}

const logSum = (a: number, b: number): number => {
  const high = Math.max(a, b)
  return high + Math.log(Math.exp(a - high) + Math.exp(b - high))
}
