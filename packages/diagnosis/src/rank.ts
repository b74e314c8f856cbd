import type { Model } from './model/index.ts'
import type { Candidate } from './model/likelihood.ts'
import { isUnnamed, ownerOf } from './model/unnamed.ts'
import { candidatesOf, type Contribution, sumOf } from './score.ts'
import type { EvidenceLine, Verdict } from './verdict.ts'

export type CandidateRanking = readonly { readonly cause: Candidate; readonly probability: number }[]

/** Softmax of the summed contributions, most probable first. */
export function rank(terms: readonly Contribution[], model: Model): CandidateRanking {
  const shares = sumOf(terms, model)
  let highest = -Infinity
  for (const score of shares) if (score > highest) highest = score
  let sum = 0
  for (let index = 0; index < shares.length; index++) {
    const share = Math.exp((shares[index] as number) - highest)
    shares[index] = share
    sum += share
  }
  const ranking = candidatesOf(model).map((cause, index) => ({ cause, probability: (shares[index] as number) / sum }))
  // So few are put in their places sooner than a comparison is called.
  for (let index = 1; index < ranking.length; index++) {
    const each = ranking[index] as (typeof ranking)[number]
    let at = index
    for (; at > 0 && (ranking[at - 1] as typeof each).probability < each.probability; at--)
      ranking[at] = ranking[at - 1] as typeof each
    ranking[at] = each
  }
  return ranking
}

/** As it is told: what is in no catalogue stands as one. */
export function told(ranking: CandidateRanking): Verdict['ranking'] {
  const known: Verdict['ranking'][number][] = []
  let other = 0
  for (const each of ranking)
    if (isUnnamed(each.cause)) other += each.probability
    else known.push(each as Verdict['ranking'][number])
  const after = known.findIndex(({ probability }) => probability < other)
  known.splice(after < 0 ? known.length : after, 0, { cause: 'other', probability: other })
  return known
}

/** Owners below this probability are left out. */
const OWNER_MIN = 0.01

/** Whose fault it is, whatever it is. */
export function ownersOf(ranking: CandidateRanking): NonNullable<Verdict['owners']> {
  const sums = new Map<ReturnType<typeof ownerOf>, number>()
  for (const { cause, probability } of ranking) {
    const owner = ownerOf(cause)
    sums.set(owner, (sums.get(owner) ?? 0) + probability)
  }
  return [...sums]
    .map(([owner, probability]) => ({ owner, probability }))
    .filter(({ probability }) => probability >= OWNER_MIN)
    .toSorted((a, b) => b.probability - a.probability)
}

/**
 * Every term as what it adds to the log-odds of the first cause against the average of the others. The lines add up
 * to that log-odds exactly, so none is left out but those that add nothing. What speaks for it comes first, heaviest first,
 * and then what speaks against it.
 */
export function explain(terms: readonly Contribution[], first: Candidate, model: Model): EvidenceLine[] {
  const candidates = candidatesOf(model)
  const index = candidates.indexOf(first)
  return terms
    .map(({ id, group, values, weights }) => {
      const own = weights[index] as number
      let others = -own
      for (const weight of weights) others += weight
      return { id, group, values, weight: own - others / (candidates.length - 1) }
    })
    .filter(({ weight }) => weight !== 0)
    .toSorted((a, b) => Number(b.weight > 0) - Number(a.weight > 0) || Math.abs(b.weight) - Math.abs(a.weight))
}
