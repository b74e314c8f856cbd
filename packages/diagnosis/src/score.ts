import type { Observation } from './evidence/index.ts'
import type { Model } from './model/index.ts'
import { likelihood, logLikelihoodRatio, type Candidate, type Group, type LikelihoodTable } from './model/likelihood.ts'
import { isUnnamed } from './model/unnamed.ts'
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
  const known = tablesOf(model)
  const terms: Contribution[] = [known.prior]
  for (const { feature, outcome, values } of observations) {
    const { id, group, weights } = said(known, feature, outcome)
    terms.push({ id, group, values, weights })
  }
  return terms
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
export const likelihoodsOf = (model: Model, feature: keyof Model['features'], outcome: string): Float64Array =>
  said(tablesOf(model), feature, outcome).likelihoods

/** P(outcome | candidate) / P(outcome | background) of every candidate, of what an incident shows as a whole. */
export function ratiosOf(model: Model, table: LikelihoodTable, outcome: string): Float64Array {
  const { ratios } = tablesOf(model)
  let ofTable = ratios.get(table)
  if (!ofTable) ratios.set(table, (ofTable = new Map()))
  let known = ofTable.get(outcome)
  if (!known) {
    known = Float64Array.from(candidatesOf(model), (cause) => Math.exp(logLikelihoodRatio(table, outcome, cause)))
    ofTable.set(outcome, known)
  }
  return known
}

/**
 * For each candidate the first one in the catalogue, or else not in it, of which a feature expects the same: most are indifferent
 * to most features, and what is worked out for one of them holds for all.
 */
export function alikeIn(model: Model, feature: keyof Model['features']): Int32Array {
  const { alike } = tablesOf(model)
  let known = alike.get(feature)
  if (!known) {
    const all = candidatesOf(model)
    const table = model.features[feature] as LikelihoodTable
    const row = (cause: Candidate) =>
      [isUnnamed(cause), ...Object.keys(table.background).map((outcome) => likelihood(table, outcome, cause))].join()
    const rows = all.map(row)
    alike.set(feature, (known = Int32Array.from(rows, (each) => rows.indexOf(each))))
  }
  return known
}

/** What an outcome of a feature says of every candidate. */
interface Said {
  readonly id: string
  readonly group: Group
  readonly weights: Float64Array
  readonly likelihoods: Float64Array
}

/** What is worked out once for a model, by feature and outcome. */
interface Tables {
  readonly model: Model
  readonly prior: Contribution
  readonly said: Map<string, Map<string, Said>>
  readonly alike: Map<string, Int32Array>
  readonly ratios: Map<LikelihoodTable, Map<string, Float64Array>>
}
const tables = new WeakMap<Model, Tables>()

function tablesOf(model: Model): Tables {
  let known = tables.get(model)
  if (!known) {
    const prior = (cause: Candidate) => model.sharpness.refusal * Math.log(model.priors[cause])
    const weights = Float64Array.from(candidatesOf(model), prior)
    known = {
      model,
      prior: { id: 'prior', group: 'prior', values: {}, weights },
      said: new Map(),
      alike: new Map(),
      ratios: new Map(),
    }
    tables.set(model, known)
  }
  return known
}

function said({ model, said }: Tables, feature: keyof Model['features'], outcome: string): Said {
  let outcomes = said.get(feature)
  if (!outcomes) said.set(feature, (outcomes = new Map()))
  let known = outcomes.get(outcome)
  if (!known) {
    // An observation's outcome belongs to its feature's table by its type, which a lookup by name cannot express.
    const table = model.features[feature] as LikelihoodTable
    const weight = weightIn(table.group, model)
    const all = candidatesOf(model)
    const weights = Float64Array.from(all, (cause) => weight * logLikelihoodRatio(table, outcome, cause))
    const likelihoods = Float64Array.from(all, (cause) => likelihood(table, outcome, cause))
    known = { id: `${feature}.${outcome}`, group: table.group, weights, likelihoods }
    outcomes.set(outcome, known)
  }
  return known
}
