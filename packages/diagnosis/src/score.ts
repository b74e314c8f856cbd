import type { Observation } from './evidence/index.ts'
import type { Model } from './model/index.ts'
import { likelihood, logLikelihoodRatio, type Candidate, type Group, type LikelihoodTable } from './model/likelihood.ts'
import type { EvidenceLine } from './verdict.ts'

/** One additive term of every cause's score, with the words it is explained by. */
export interface Contribution {
  readonly id: string
  readonly group: string
  readonly values: EvidenceLine['values']
  /** What it adds to the score of each candidate, in the order of `candidatesOf`. */
  readonly weights: Float64Array
}

/** A model is data that never changes, so what follows from it is worked out once. */
const candidates = new WeakMap<Model, readonly Candidate[]>()

export function candidatesOf(model: Model): readonly Candidate[] {
  let list = candidates.get(model)
  if (!list) candidates.set(model, (list = Object.keys(model.priors) as Candidate[]))
  return list
}

/** The prior and every observation, each as a term of the weighted sum of log-odds. */
export function contributions(observations: readonly Observation[], model: Model): Contribution[] {
  const prior = weightsOf(model, 'prior', (cause) => model.sharpness.refusal * Math.log(model.priors[cause]))
  return [
    { id: 'prior', group: 'prior', values: {}, weights: prior },
    ...observations.map((observation) => contribution(observation, model)),
  ]
}

function contribution(observation: Observation, model: Model): Contribution {
  const { values } = observation
  // An observation's outcome belongs to its feature's table by its type, which a lookup by name cannot express.
  const table = model.features[observation.feature] as LikelihoodTable
  const { outcome } = observation
  const id = `${observation.feature}.${outcome}`
  const weight = weightIn(table.group, model)
  const weights = weightsOf(model, id, (cause) => weight * logLikelihoodRatio(table, outcome, cause))
  return { id, group: table.group, values, weights }
}

/** What a fact of this group counts in a refusal. */
export const weightIn = (group: Group, { weights, sharpness }: Model): number => sharpness.refusal * weights[group]

/** Sum of the terms for each candidate. */
export function sumOf(terms: readonly Contribution[], model: Model): Float64Array {
  const sums = new Float64Array(candidatesOf(model).length)
  for (const { weights } of terms)
    for (let index = 0; index < sums.length; index++) sums[index] = (sums[index] as number) + (weights[index] as number)
  return sums
}

/** How likely each candidate makes an outcome. */
export function likelihoodsOf(model: Model, feature: keyof Model['features'], outcome: string): Float64Array {
  const table = model.features[feature] as LikelihoodTable
  return remembered(likelihoods, model, `${feature}.${outcome}`, (cause) => likelihood(table, outcome, cause))
}

const weightsOf = (model: Model, id: string, weigh: (cause: Candidate) => number): Float64Array =>
  remembered(weights, model, id, weigh)

type Tables = WeakMap<Model, Map<string, Float64Array>>
const weights: Tables = new WeakMap()
const likelihoods: Tables = new WeakMap()

function remembered(known: Tables, model: Model, id: string, of: (cause: Candidate) => number): Float64Array {
  let tables = known.get(model)
  if (!tables) known.set(model, (tables = new Map()))
  let values = tables.get(id)
  if (!values) tables.set(id, (values = Float64Array.from(candidatesOf(model), of)))
  return values
}
