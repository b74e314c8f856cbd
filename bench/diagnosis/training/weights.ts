import { CAUSES } from '@fiftyfive/diagnosis'
import {
  type Candidate,
  candidatesOf,
  contributions,
  type Group,
  isUnnamed,
  type Model,
} from '@fiftyfive/diagnosis/training'
import type { Sample } from './samples.ts'

/** One refusal as sums of log-likelihood ratios by group, for every candidate. */
interface Row {
  readonly truth: number
  readonly weight: number
  readonly groups: readonly (readonly [at: number, sums: Float64Array])[]
}

const STEPS = 300
/** Samples' worth of the expert's opinion of each prior (per unit of its logarithm) and of each group's weight. */
const PRIOR_STRENGTH = 30
const WEIGHT_STRENGTH = 200
const WEIGHT_MIN = 0.1
const WEIGHT_MAX = 1

/**
 * How frequent each cause of people's is, and how far the facts of each group may be multiplied as if independent: descent on
 * the log loss of refusals that no incident explains, at once and ten minutes later. How often things break, and what is in no
 * catalogue, no town can tell: that stays the expert's.
 */
export function learnWeights(model: Model, samples: readonly Sample[]): Model {
  const candidates = candidatesOf(model)
  const groups = Object.keys(model.weights) as Group[]
  const rows = rowsOf(
    { ...model, weights: mapValues(model.weights, () => 1), sharpness: { ...model.sharpness, refusal: 1 } },
    groups,
    samples,
  )
  const expert = candidates.map((cause) => Math.log(model.priors[cause]))
  const prior = Float64Array.from(expert)
  const weights = Float64Array.from(groups, (group) => model.weights[group])
  const all = rows.reduce((sum, { weight }) => sum + weight, 0)
  for (let step = 0; step < STEPS; step++) {
    const { ofPrior, ofWeights } = slopes(rows, prior, weights)
    for (const [index, cause] of candidates.entries()) {
      if (isUnnamed(cause) || CAUSES[cause].owner !== 'cardholder') continue
      const slope = (ofPrior[index] as number) + PRIOR_STRENGTH * ((prior[index] as number) - (expert[index] as number))
      prior[index]! -= (0.25 * slope) / (all / 20 + PRIOR_STRENGTH)
    }
    for (const [index, group] of groups.entries()) {
      const slope = (ofWeights[index] as number) + WEIGHT_STRENGTH * ((weights[index] as number) - model.weights[group])
      const next = (weights[index] as number) - (0.3 * slope) / (2 * all + WEIGHT_STRENGTH)
      weights[index] = Math.min(WEIGHT_MAX, Math.max(WEIGHT_MIN, next))
    }
  }
  const sum = prior.reduce((total, each) => total + Math.exp(each), 0)
  return {
    ...model,
    priors: rounded(candidates, (index) => Math.exp(prior[index] as number) / sum),
    weights: Object.fromEntries(
      groups.map((group, index) => [group, Number((weights[index] as number).toFixed(3))]),
    ) as Record<Group, number>,
  }
}

const PRIOR_DECIMALS = 7

/** Rounded for reading, still adding up to one: the first takes what rounding leaves. */
function rounded(candidates: readonly Candidate[], shareOf: (index: number) => number): Record<Candidate, number> {
  const shares = candidates.map((_, index) => Number(shareOf(index).toFixed(PRIOR_DECIMALS)))
  const left = 1 - shares.reduce((total, each) => total + each, 0)
  return Object.fromEntries(
    candidates.map((cause, index) => {
      const share = shares[index] as number
      return [cause, index === 0 ? Number((share + left).toFixed(PRIOR_DECIMALS)) : share]
    }),
  ) as Record<Candidate, number>
}

const mapValues = <K extends string>(record: Readonly<Record<K, number>>, change: (value: number) => number) =>
  Object.fromEntries(Object.entries<number>(record).map(([key, value]) => [key, change(value)])) as Record<K, number>

function rowsOf(model: Model, groups: readonly Group[], samples: readonly Sample[]): Row[] {
  const candidates = candidatesOf(model)
  return samples.flatMap(({ cause, weight, observations, incident }) => {
    const truth = candidates.indexOf(cause as Candidate)
    if (incident || truth < 0) return []
    const atOnce = observations.filter((each) => each.feature !== 'next')
    const stages = atOnce.length < observations.length ? [atOnce, observations] : [observations]
    return stages.map((seen) => {
      const sums = new Map<number, Float64Array>()
      for (const { group, weights } of contributions(seen, model).slice(1)) {
        const at = groups.indexOf(group as Group)
        const known = sums.get(at)
        if (known) weights.forEach((value, index) => (known[index]! += value))
        else sums.set(at, weights.slice())
      }
      return { truth, weight, groups: [...sums] }
    })
  })
}

/** Of the log loss of all rows, by each candidate's log prior and each group's weight. */
function slopes(rows: readonly Row[], prior: Float64Array, weights: Float64Array) {
  const ofPrior = new Float64Array(prior.length)
  const ofWeights = new Float64Array(weights.length)
  for (const { truth, weight, groups } of rows) {
    const scores = prior.slice()
    for (const [at, sums] of groups) sums.forEach((value, index) => (scores[index]! += (weights[at] as number) * value))
    const highest = Math.max(...scores)
    const shares = scores.map((score) => Math.exp(score - highest))
    const total = shares.reduce((sum, share) => sum + share, 0)
    const errors = shares.map((share, index) => weight * (share / total - (index === truth ? 1 : 0)))
    errors.forEach((error, index) => (ofPrior[index]! += error))
    for (const [at, sums] of groups)
      ofWeights[at]! += sums.reduce((sum, value, index) => sum + value * (errors[index] as number), 0)
  }
  return { ofPrior, ofWeights }
}
