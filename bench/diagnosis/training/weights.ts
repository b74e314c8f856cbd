import { candidatesOf, contributions, type Group, incidentTerm, type Model } from '@fiftyfive/diagnosis/training'
import type { Sample } from './samples.ts'

/** One sample as sums of log-likelihood ratios by group, for every candidate. */
interface Row {
  readonly truth: number
  readonly weight: number
  readonly prior: Float64Array
  readonly groups: ReadonlyMap<Group, Float64Array>
}

const STEPS = [0.6, 0.8, 0.9, 1.1, 1.25, 1.6]
const ROUNDS = 4
const WEIGHT_MIN = 0.05
const WEIGHT_MAX = 1

/** How far the facts of each group may be multiplied as if independent: by coordinate descent on the log loss. */
export function learnWeights(model: Model, samples: readonly Sample[]): Model {
  const full = { ...model, weights: mapValues(model.weights, () => 1) }
  const rows = samples.map((sample) => rowOf(sample, full))
  const groups = Object.keys(model.weights) as Group[]
  const weights: Record<Group, number> = mapValues(model.weights, () => 0.8)
  let best = lossOf(rows, weights)
  for (let round = 0; round < ROUNDS; round++) {
    for (const group of groups) {
      for (const step of STEPS) {
        const before = weights[group]
        weights[group] = Math.min(WEIGHT_MAX, Math.max(WEIGHT_MIN, before * step))
        const loss = lossOf(rows, weights)
        if (loss < best) best = loss
        else weights[group] = before
      }
    }
  }
  return { ...model, weights: mapValues(weights, (weight) => Number(weight.toFixed(3))) }
}

const mapValues = <K extends string>(record: Readonly<Record<K, number>>, change: (value: number) => number) =>
  Object.fromEntries(Object.entries<number>(record).map(([key, value]) => [key, change(value)])) as Record<K, number>

function rowOf({ cause, weight, observations, incident }: Sample, model: Model): Row {
  const candidates = candidatesOf(model)
  const terms = contributions(observations, model)
  const groups = new Map<Group, Float64Array>()
  const add = (group: Group, values: Float64Array) => {
    const sum = groups.get(group)
    if (sum) values.forEach((value, index) => (sum[index]! += value))
    else groups.set(group, values.slice())
  }
  for (const { group, weights } of terms) if (group !== 'prior') add(group as Group, weights)
  if (incident) add('incident', incidentTerm(incident, observations, terms, model).weights)
  const truth = candidates.indexOf(cause as (typeof candidates)[number])
  return { truth, weight, prior: terms[0]?.weights ?? new Float64Array(candidates.length), groups }
}

function lossOf(rows: readonly Row[], weights: Readonly<Record<Group, number>>): number {
  let loss = 0
  for (const { truth, weight, prior, groups } of rows) {
    const scores = prior.slice()
    for (const [group, values] of groups) {
      const factor = weights[group]
      for (let index = 0; index < scores.length; index++) scores[index]! += factor * (values[index] as number)
    }
    const highest = Math.max(...scores)
    let sum = 0
    for (const score of scores) sum += Math.exp(score - highest)
    // No sample counts for more than a belief of one in 500 against it: a wrong label must not bend everything.
    loss += weight * Math.min(Math.log(sum) - ((scores[truth] as number) - highest), Math.log(500))
  }
  return loss / rows.length
}
