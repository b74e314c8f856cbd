import { assert, type Instant } from '@fiftyfive/kernel'
import { areAlike } from './advice.ts'
import type { Attempt, Surroundings } from './attempt.ts'
import { isApproved, observe } from './evidence/index.ts'
import { incidentTerm } from './incidents/share.ts'
import { MODEL, type Model } from './model/index.ts'
import type { Candidate } from './model/likelihood.ts'
import { isUnnamed } from './model/unnamed.ts'
import { type CandidateRanking, explain, ownersOf, rank, told } from './rank.ts'
import { contributions, type Contribution } from './score.ts'
import type { Verdict } from './verdict.ts'

/** Causes below this probability are left out of a ranking. */
export const RANKED_MIN = 0.005

/** What is known around an attempt, weighed: all that is needed to say whether it says anything new. */
export interface Weighed extends Pick<Verdict, 'cause' | 'confidence'> {
  /** Every cause of the catalogue, and what is in none as one. */
  readonly ranking: Verdict['ranking']
  /** The same with what is in no catalogue by its owner, and the terms that all of it follows from. */
  readonly candidates: CandidateRanking
  readonly terms: readonly Contribution[]
}

/**
 * Why the PIN of this attempt was refused: for every cause the logarithm of its prior plus the weighted log-likelihood
 * ratios of what was observed, turned into probabilities. An approved attempt has nothing to explain: its cause is
 * `unknown`, without evidence. Pure; never throws on any Attempt.
 */
export function weigh(attempt: Attempt, surroundings: Surroundings, model: Model): Weighed {
  if (isApproved(attempt)) return { cause: 'unknown', confidence: 0, ranking: [], candidates: [], terms: [] }
  const { incident } = surroundings
  const observations = observe(attempt, surroundings)
  const terms = contributions(observations, model)
  if (incident) terms.push(incidentTerm(incident, observations, terms, model))
  const candidates = rank(terms, model)
  const ranking = told(candidates)
  const cause = decide(ranking, model, incident ? 'incident' : 'refusal')
  return { cause, confidence: ranking[0]?.probability ?? 0, ranking, candidates, terms }
}

/** The verdict with what speaks for it: it costs as much as weighing. */
export function verdictOf(weighed: Weighed, of: Pick<Verdict, 'attempt' | 'at' | 'stage'>, model: Model): Verdict {
  const { cause, confidence, ranking, candidates, terms } = weighed
  const { attempt, at, stage } = of
  const frame = { attempt, at, stage, model: model.version, cause, confidence }
  if (candidates.length === 0) return { ...frame, ranking: [], evidence: [] }
  return {
    ...frame,
    ranking: ranking.filter(({ probability }) => probability >= RANKED_MIN),
    owners: ownersOf(candidates),
    evidence: explain(terms, leading(candidates, ranking), model),
  }
}

/** The verdict of an attempt in its surroundings: `revised` once something is known that came later. */
export function diagnose(attempt: Attempt, surroundings: Surroundings, at: Instant, model: Model = MODEL): Verdict {
  const { later } = surroundings
  const stage = later && later.length > 0 ? 'revised' : 'immediate'
  return verdictOf(weigh(attempt, surroundings, model), { attempt: attempt.id, at, stage }, model)
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
  let agreeing = 0
  for (const each of ranking) if (each.cause !== 'other' && areAlike(cause, each.cause)) agreeing += each.probability
  return agreeing < model.confidence_min[what] ? 'unknown' : cause
}
