import trained from './trained.json' with { type: 'json' }
import { next } from './afterwards.ts'
import { code, origin } from './answer.ts'
import { elsewhere, expiry, fallback, lock, pace, refusedBefore, spread, triesLeft } from './card.ts'
import { clears, length, repeated, time } from './entry.ts'
import {
  acquaintance,
  assisted,
  chipTries,
  clock,
  counter,
  decider,
  end,
  keyOwner,
  method,
  offline,
  opened,
  reading,
  release,
} from './facts.ts'
import { keyAge, keyCheck, mac } from './keys.ts'
import {
  away,
  customers,
  extent,
  hands,
  holder,
  INCIDENT_PRIORS,
  pattern,
  place,
  ranges,
  record,
  recovery,
} from './incident.ts'
import type { Candidate, Group } from './likelihood.ts'
import { duplicate, issuerLink, latency } from './path.ts'
import { otherFormat, pinPresence, previousKey, shape } from './pin-block.ts'
import { PRIORS } from './priors.ts'
import { withUnnamed } from './unnamed.ts'

/** What an attempt may show, one table each. The name is also the first part of the evidence id. */
const features = {
  code,
  origin,
  shape,
  previousKey,
  otherFormat,
  pinPresence,
  keyCheck,
  mac,
  keyAge,
  length,
  repeated,
  clears,
  time,
  refusedBefore,
  elsewhere,
  spread,
  pace,
  triesLeft,
  lock,
  expiry,
  fallback,
  issuerLink,
  latency,
  duplicate,
  next,
  end,
  assisted,
  opened,
  clock,
  offline,
  chipTries,
  method,
  reading,
  counter,
  keyOwner,
  decider,
  acquaintance,
  release,
}

/** What an incident as a whole shows. */
const incident = { place, extent, record, customers, holder, recovery, pattern, ranges, hands, away }

export type IncidentFeatures = typeof incident
export type Features = typeof features

/** Everything a verdict is computed from, as data. A verdict names the version of the model that gave it. */
export interface Model {
  readonly version: string
  /** Shares; they need not add up to one. */
  readonly priors: Readonly<Record<Candidate, number>>
  /**
   * One weight per group, 0 to 1: how far its facts may be multiplied as if independent. Facts of one origin that say
   * the same thing twice get less than 1.
   */
  readonly weights: Readonly<Record<Group, number>>
  readonly features: Features
  /** Shares of causes among incidents. */
  readonly incidentPriors: Readonly<Record<Candidate, number>>
  readonly incident: IncidentFeatures
  /**
   * What the sums of a refusal's and of an incident's terms are multiplied by, so that the probabilities they give come
   * true as often as they say. Set on towns that nothing was learnt from (bench/diagnosis/training/budget.ts).
   */
  readonly sharpness: { readonly refusal: number; readonly incident: number }
  /** Below this probability of all causes that ask for the same as the first, the answer is `unknown`. */
  readonly confidence_min: { readonly refusal: number; readonly incident: number }
  /** `unknown` also when the first itself is less probable than this. */
  readonly named_min: number
}

/** What an engineer would expect before any fleet was seen; what training starts from. */
export const EXPERT: Model = withUnnamed({
  version: 'expert-2',
  priors: PRIORS,
  weights: {
    answer: 0.9,
    'pin-block': 1,
    keys: 1,
    entry: 0.85,
    card: 0.85,
    chip: 0.9,
    records: 0.9,
    path: 0.9,
    incident: 1,
    whole: 1,
    afterwards: 1,
  },
  features,
  incidentPriors: INCIDENT_PRIORS,
  incident,
  sharpness: { refusal: 1.1, incident: 1.35 },
  // Sharpened probabilities of incidents draw the line where 0.6 drew it before.
  confidence_min: { refusal: 0.6, incident: 0.65 },
  named_min: 0.4,
})

/** The expert's model with priors, tables and weights that were learnt (bench/diagnosis/training); its file is reviewed like code. */
const learnt = trained as unknown as Pick<Model, 'version' | 'priors' | 'weights' | 'features' | 'incident'>
export const MODEL: Model = withUnnamed({
  ...EXPERT,
  ...learnt,
  features: { ...EXPERT.features, ...learnt.features },
  incident: { ...EXPERT.incident, ...learnt.incident },
})
