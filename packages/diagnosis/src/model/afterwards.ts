import { DIGITS_ALTERED } from './families.ts'
import { rows, type LikelihoodTable } from './likelihood.ts'

export type Next =
  | 'accepted-soon'
  | 'accepted'
  | 'accepted-elsewhere'
  | 'refused-same'
  | 'refused-different'
  | 'refused-often'
  | 'refused'
  | 'refused-elsewhere'
  | 'locked'
  | 'technical'

/**
 * What the same card did within the next ten minutes. The strongest witness of a slip is the next entry: it succeeds at
 * once, at the same terminal and under the same key.
 */
export const next: LikelihoodTable<Next> = {
  group: 'afterwards',
  background: {
    'accepted-soon': 0.42,
    accepted: 0.1,
    'accepted-elsewhere': 0.06,
    'refused-same': 0.08,
    'refused-different': 0.1,
    'refused-often': 0.04,
    refused: 0.06,
    'refused-elsewhere': 0.05,
    locked: 0.04,
    technical: 0.05,
  },
  given: {
    slip: {
      'accepted-soon': 0.86,
      accepted: 0.08,
      'refused-same': 0.002,
      'refused-different': 0.03,
      'refused-often': 0.0005,
      locked: 0.002,
    },
    'wrong-length': {
      'accepted-soon': 0.84,
      accepted: 0.08,
      'refused-same': 0.002,
      'refused-often': 0.001,
      locked: 0.004,
    },
    forgotten: {
      'accepted-soon': 0.04,
      accepted: 0.08,
      'refused-different': 0.27,
      'refused-often': 0.2,
      'refused-same': 0.07,
      locked: 0.14,
    },
    'other-card': {
      'accepted-soon': 0.06,
      accepted: 0.2,
      'refused-same': 0.25,
      'refused-different': 0.2,
      'refused-often': 0.04,
    },
    changed: {
      'accepted-soon': 0.04,
      accepted: 0.08,
      'refused-same': 0.28,
      'refused-different': 0.2,
      'refused-often': 0.06,
      locked: 0.12,
    },
    'same-wrong-again': { 'accepted-soon': 0.04, accepted: 0.05, 'refused-same': 0.4, locked: 0.25 },
    'online-locked': { 'accepted-soon': 0.001, accepted: 0.002, 'accepted-elsewhere': 0.002, locked: 0.9 },
    'stolen-card': { 'accepted-soon': 0.02, accepted: 0.02, 'refused-same': 0.02 },
    'distributed-guess': { 'accepted-soon': 0.01, accepted: 0.01, 'refused-same': 0.02 },
    ...rows(DIGITS_ALTERED, { 'accepted-soon': 0.06, accepted: 0.04, 'accepted-elsewhere': 0.45, 'refused-same': 0.2 }),
    // A sign-on brings a new working key and mends an overwritten one; a wrong master key it does not mend.
    'wrong-terminal-key': { 'accepted-soon': 0.35, accepted: 0.1, 'accepted-elsewhere': 0.2, technical: 0.25 },
    'sign-on-key-lost': { 'accepted-soon': 0.75, accepted: 0.12, technical: 0.08 },
    'keys-swapped': { 'accepted-soon': 0.02, 'accepted-elsewhere': 0.45, technical: 0.4 },
    'block-format': { 'accepted-soon': 0.01, 'accepted-elsewhere': 0.45, technical: 0.4 },
    'zone-key': { 'accepted-soon': 0.02, accepted: 0.03, 'accepted-elsewhere': 0.05 },
    'issuer-data': { 'accepted-soon': 0.01, accepted: 0.02, 'accepted-elsewhere': 0.02, 'refused-same': 0.4 },
    network: { 'accepted-soon': 0.3, accepted: 0.3, technical: 0.3 },
    corrupt: { 'accepted-soon': 0.75, accepted: 0.12 },
    'pin-missing': { 'accepted-soon': 0.8, accepted: 0.1 },
    'risk-block': { 'accepted-soon': 0.01, accepted: 0.04 },
  },
}
/** The second entry of one card session comes within a minute. */
export const SOON_MS = 60_000
/** Further different wrong PINs that make a person who does not know it. */
export const OFTEN = 2
