import type { Instant } from '@fiftyfive/kernel'
import { stepsDiffer } from './advice.ts'
import type { Attempt, SurroundingIncident, Surroundings } from './attempt.ts'
import { isApproved, observe } from './evidence/index.ts'
import { MODEL, type Model } from './model/index.ts'
import { explain, rank } from './rank.ts'
import { candidatesOf, contributions, type Contribution } from './score.ts'
import type { Verdict } from './verdict.ts'

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
  if (surroundings.incident) terms.push(incidentTerm(surroundings.incident, model))
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

/** Rather `unknown` than an answer nobody should act on. */
export function decide([first, second]: Ranking, model: Model): Verdict['cause'] {
  if (!first || first.cause === 'other' || first.probability < model.confidence_min) return 'unknown'
  const close = second !== undefined && first.probability - second.probability < model.lead_min
  return close && stepsDiffer(first.cause, second.cause) ? 'unknown' : first.cause
}

/**
 * An open incident as a prior: of the refusals it covers, `excess` are its doing, by the causes it may have; the others
 * have the causes that refusals have in general.
 */
export function incidentTerm({ id, excess, ranking }: SurroundingIncident, model: Model): Contribution {
  const given = new Map(ranking.map(({ cause, probability }) => [cause, probability]))
  const weights = Float64Array.from(candidatesOf(model), (cause) => {
    const usual = model.priors[cause]
    const here = (1 - excess) * usual + excess * Math.max(given.get(cause) ?? 0, RANKED_MIN / 2)
    return model.weights.incident * Math.log(here / usual)
  })
  return { id: 'incident', group: 'fleet', values: { id, percent: Math.round(100 * excess) }, weights }
}
