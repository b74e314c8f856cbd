import type { Observation } from './evidence/index.ts'
import type { Model } from './model/index.ts'
import { logLikelihoodRatio, logRateRatio, type Candidate, type LikelihoodTable } from './model/likelihood.ts'
import type { EvidenceLine } from './verdict.ts'

/** One additive term of every cause's score, with the words it is explained by. */
export interface Contribution {
  readonly id: string
  readonly group: string
  readonly values: EvidenceLine['values']
  readonly weight: (cause: Candidate) => number
}

export const candidatesOf = (model: Model): Candidate[] => Object.keys(model.priors) as Candidate[]

/** The prior and every observation, each as a term of the weighted sum of log-odds. */
export function contributions(observations: readonly Observation[], model: Model): Contribution[] {
  return [
    { id: 'prior', group: 'prior', values: {}, weight: (cause) => Math.log(model.priors[cause]) },
    ...observations.map((observation) => contribution(observation, model)),
  ]
}

function contribution(observation: Observation, model: Model): Contribution {
  const { values } = observation
  if ('history' in observation) {
    const { base, given, group } = model.histories[observation.history]
    const weight = (cause: Candidate): number => {
      const rate = given[cause]
      return rate === undefined ? 0 : model.weights[group] * logRateRatio(observation.failures, base, rate)
    }
    return { id: observation.history, group, values, weight }
  }
  // An observation's outcome belongs to its feature's table by its type, which a lookup by name cannot express.
  const table = model.features[observation.feature] as LikelihoodTable
  const weight = (cause: Candidate): number =>
    model.weights[table.group] * logLikelihoodRatio(table, observation.outcome, cause)
  return { id: `${observation.feature}.${observation.outcome}`, group: table.group, values, weight }
}
