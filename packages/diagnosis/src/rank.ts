import type { Model } from './model/index.ts'
import type { Candidate } from './model/likelihood.ts'
import { candidatesOf, type Contribution } from './score.ts'
import type { EvidenceLine, Verdict } from './verdict.ts'

/** Softmax of the summed contributions, most probable first. */
export function rank(terms: readonly Contribution[], model: Model): Verdict['ranking'] {
  const candidates = candidatesOf(model)
  const scores = candidates.map((_, index) => terms.reduce((sum, { weights }) => sum + (weights[index] as number), 0))
  const highest = Math.max(...scores)
  const shares = scores.map((score) => Math.exp(score - highest))
  const sum = shares.reduce((total, share) => total + share, 0)
  return candidates
    .map((cause, index) => ({ cause, probability: (shares[index] as number) / sum }))
    .toSorted((a, b) => b.probability - a.probability)
}

/**
 * Every term as what it adds to the log-odds of the first cause against the average of the others. The lines add up
 * to that log-odds exactly, so none is left out but those that add nothing.
 */
export function explain(terms: readonly Contribution[], first: Candidate, model: Model): EvidenceLine[] {
  const candidates = candidatesOf(model)
  const index = candidates.indexOf(first)
  return terms
    .map(({ id, group, values, weights }) => {
      const own = weights[index] as number
      const others = weights.reduce((sum, weight) => sum + weight, -own) / (candidates.length - 1)
      return { id, group, values, weight: own - others }
    })
    .filter(({ weight }) => weight !== 0)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
}
