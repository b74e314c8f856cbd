import type { EvidenceLine } from '../verdict.ts'
import type { Features } from '../model/index.ts'

type OutcomeOf<Name extends keyof Features> = keyof Features[Name]['background']

/** One fact about an attempt, in the model's terms. `values` fill the sentence a person reads. */
export type Observation = {
  readonly [Name in keyof Features]: FeatureObservation<Name, OutcomeOf<Name>>
}[keyof Features]

interface FeatureObservation<Name, Outcome> {
  readonly feature: Name
  readonly outcome: Outcome
  readonly values: EvidenceLine['values']
}

/** A fact, or nothing when the log does not have it: missing evidence speaks neither for nor against anything. */
export function observed<Name extends keyof Features>(
  feature: Name,
  outcome: OutcomeOf<Name> | undefined,
  values: EvidenceLine['values'] = {},
): Observation[] {
  return outcome === undefined ? [] : [{ feature, outcome, values } as Observation]
}
