import type { Instant } from '@fiftyfive/kernel'
import { stepsDiffer } from './advice.ts'
import type { Attempt, Surroundings } from './attempt.ts'
import { isApproved, observe } from './evidence/index.ts'
import { MODEL, type Model } from './model/index.ts'
import type { Candidate } from './model/likelihood.ts'
import { candidatesOf, contributions, type Contribution } from './score.ts'
import type { EvidenceLine, Verdict } from './verdict.ts'

/** Causes below this probability are left out of a ranking. */
const RANKED_MIN = 0.005

/**
 * Why the PIN of this attempt was refused: for every cause the logarithm of its prior plus the weighted log-likelihood
 * ratios of what was observed, turned into probabilities. `revised` once something is known that came later. An approved
 * attempt has nothing to explain: its verdict is `unknown`, without evidence. Pure; never throws on any Attempt.
 */
export function diagnose(attempt: Attempt, surroundings: Surroundings, at: Instant, model: Model = MODEL): Verdict {
  const frame = {
    attempt: attempt.id,
    at,
    stage: surroundings.later && surroundings.later.length > 0 ? 'revised' : 'immediate',
    model: model.version,
  } as const
  if (isApproved(attempt)) return { ...frame, cause: 'unknown', confidence: 0, ranking: [], evidence: [] }

  const terms = contributions(observe(attempt, surroundings), model)
  const ranking = rank(terms, model)
  const [first] = ranking
  return {
    ...frame,
    cause: decide(ranking, model),
    confidence: first?.probability ?? 0,
    ranking: ranking.filter(({ probability }) => probability >= RANKED_MIN),
    evidence: first ? explain(terms, first.cause, model) : [],
  }
}

type Ranking = Verdict['ranking']

/** Softmax of the summed contributions, most probable first. */
function rank(terms: readonly Contribution[], model: Model): Ranking {
  const candidates = candidatesOf(model)
  const scores = candidates.map((_, index) => terms.reduce((sum, { weights }) => sum + (weights[index] as number), 0))
  const highest = Math.max(...scores)
  const shares = scores.map((score) => Math.exp(score - highest))
  const sum = shares.reduce((total, share) => total + share, 0)
  return candidates
    .map((cause, index) => ({ cause, probability: (shares[index] as number) / sum }))
    .toSorted((a, b) => b.probability - a.probability)
}

/** Rather `unknown` than an answer nobody should act on. */
function decide([first, second]: Ranking, model: Model): Verdict['cause'] {
  if (!first || first.cause === 'other' || first.probability < model.confidence_min) return 'unknown'
  const close = second !== undefined && first.probability - second.probability < model.lead_min
  return close && stepsDiffer(first.cause, second.cause) ? 'unknown' : first.cause
}

/**
 * Every term as what it adds to the log-odds of the first cause against the average of the others. The lines add up
 * to that log-odds exactly, so none is left out but those that add nothing.
 */
function explain(terms: readonly Contribution[], first: Candidate, model: Model): EvidenceLine[] {
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
