import { next } from './afterwards.ts'
import { code, origin } from './answer.ts'
import { elsewhere, expiry, fallback, pace, refusedBefore, spread, triesLeft } from './card.ts'
import { clears, length, repeated, time } from './entry.ts'
import {
  linkRefusals,
  linkSilence,
  rangeRefusals,
  terminalMacFailures,
  terminalRefusals,
  versionRefusals,
} from './fleet.ts'
import { keyAge, keyCheck, mac } from './keys.ts'
import type { Candidate, Group } from './likelihood.ts'
import { duplicate, issuerLink, latency } from './path.ts'
import { otherFormat, pinPresence, previousKey, shape } from './pin-block.ts'
import { PRIORS } from './priors.ts'

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
  expiry,
  fallback,
  issuerLink,
  latency,
  duplicate,
  next,
}

/** Histories in which other cards fail the same way, one table of rates each. */
const histories = {
  terminalRefusals,
  terminalMacFailures,
  linkSilence,
  linkRefusals,
  rangeRefusals,
  versionRefusals,
}

export type Features = typeof features
export type Histories = typeof histories

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
  readonly histories: Histories
  /** Below this probability the answer is `unknown`. */
  readonly confidence_min: number
  /** `unknown` also when the two likeliest causes ask for different steps and are closer than this. */
  readonly lead_min: number
}

export const MODEL: Model = {
  version: 'expert-1',
  priors: PRIORS,
  weights: {
    answer: 0.9,
    'pin-block': 1,
    keys: 1,
    entry: 0.85,
    card: 0.85,
    path: 0.9,
    // The histories overlap: a terminal's attempts are part of its link's.
    fleet: 0.8,
    afterwards: 1,
  },
  features,
  histories,
  confidence_min: 0.6,
  lead_min: 0.2,
}
