import { assert, type Instant } from '@fiftyfive/kernel'
import { areAlike } from './advice.ts'
import type { Attempt, Surroundings } from './attempt.ts'
import { isApproved, observe } from './evidence/index.ts'
import { incidentTerm } from './incidents/share.ts'
import { MODEL, type Model } from './model/index.ts'
import type { Candidate } from './model/likelihood.ts'
import { isUnnamed } from './model/unnamed.ts'
import { type CandidateRanking, explain, ownersOf, rank, told } from './rank.ts'
import { contributions } from './score.ts'
import type { Verdict } from './verdict.ts'

/** Causes below this probability are left out of a ranking. */
export const RANKED_MIN = 0.005

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

  const { incident } = surroundings
  const observations = observe(attempt, surroundings)
  const terms = contributions(observations, model)
  if (incident) terms.push(incidentTerm(incident, observations, terms, model))
  const candidates = rank(terms, model)
  const ranking = told(candidates)
  const first = leading(candidates, ranking)
  return {
    ...frame,
    cause: decide(ranking, model, incident ? 'incident' : 'refusal'),
    confidence: ranking[0]?.probability ?? 0,
    ranking: ranking.filter(({ probability }) => probability >= RANKED_MIN),
    owners: ownersOf(candidates),
    evidence: explain(terms, first, model),
  }
}

type Ranking = Verdict['ranking']

/** The candidate that the explanation is about: of what is in no catalogue the likeliest. */
export function leading(candidates: CandidateRanking, [first]: Ranking): Candidate {
  const best = candidates.find(({ cause }) => (first?.cause === 'other' ? isUnnamed(cause) : cause === first?.cause))
  assert(best, 'leading: whoever is first in the ranking is a candidate')
  return best.cause
}

/** Rather `unknown` than an answer nobody should act on. Causes that ask for the same support one another. */
export function decide(ranking: Ranking, model: Model, what: 'refusal' | 'incident'): Verdict['cause'] {
  const [first] = ranking
  if (!first || first.cause === 'other' || first.probability < model.named_min) return 'unknown'
  const { cause } = first
  const agreeing = ranking.reduce(
    (sum, each) => sum + (each.cause !== 'other' && areAlike(cause, each.cause) ? each.probability : 0),
    0,
  )
  return agreeing < model.confidence_min[what] ? 'unknown' : cause
}
