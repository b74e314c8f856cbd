import { DECIDED_BEHIND_US, DIGITS_ALTERED, WRONG_PIN_ENTERED } from './families.ts'
import { rows, type LikelihoodTable } from './likelihood.ts'

const HEALTHY = [
  ...WRONG_PIN_ENTERED,
  ...DIGITS_ALTERED,
  ...DECIDED_BEHIND_US,
  'block-format',
  'pan-mismatch',
  'network',
  'card-worn',
  'pin-missing',
  'cvm-config',
  'hsm-fault',
  'chip-locked',
] as const

/** The check value the terminal states for its PIN key, compared with ours. A check value proves a key, 24 bits' worth. */
export const keyCheck: LikelihoodTable<'current' | 'previous' | 'other'> = {
  group: 'keys',
  background: { current: 0.94, previous: 0.03, other: 0.03 },
  given: {
    ...rows(HEALTHY, { current: 0.997 }),
    // The rest states a right check value and enciphers under another slot.
    'wrong-terminal-key': { other: 0.7, current: 0.29, previous: 0.01 },
    'sign-on-key-lost': { previous: 0.93, current: 0.04 },
    'keys-swapped': { other: 0.95, current: 0.045 },
    tamper: { other: 0.2 },
    // Damage falls on the stated check value in one message of a few hundred.
    corrupt: { current: 0.99, previous: 0.005 },
  },
}

/** DE 64 under the terminal's MAC key. */
export const mac: LikelihoodTable<'valid' | 'valid-previous' | 'invalid' | 'missing'> = {
  group: 'keys',
  background: { valid: 0.94, 'valid-previous': 0.02, invalid: 0.03, missing: 0.01 },
  given: {
    ...rows(HEALTHY, { valid: 0.985, 'valid-previous': 0.004, invalid: 0.001 }),
    corrupt: { invalid: 0.9, valid: 0.07 },
    // PIN and MAC key arrive in one sign-on response (DE 62) and are usually lost together.
    'sign-on-key-lost': { 'valid-previous': 0.75, valid: 0.13, invalid: 0.1 },
    // A slot of the PIN key alone, or the whole set of working keys.
    'wrong-terminal-key': { valid: 0.75, invalid: 0.23 },
    'keys-swapped': { invalid: 0.85, valid: 0.1 },
    tamper: { invalid: 0.15, missing: 0.15 },
  },
}

/** Age of the working keys. A key that was lost or overwritten shows soon after it should have changed. */
export const keyAge: LikelihoodTable<'fresh' | 'today' | 'old'> = {
  group: 'keys',
  background: { fresh: 0.06, today: 0.76, old: 0.18 },
  given: {
    'sign-on-key-lost': { fresh: 0.35 },
    'wrong-terminal-key': { fresh: 0.2 },
    'keys-swapped': { fresh: 0.2 },
    'clock-batch': { old: 0.6 },
  },
}
/** Seconds up to which a key counts as fresh, and as of today (UnionPay terminals sign on daily). */
export const KEY_FRESH_S = 600
export const KEY_TODAY_S = 86_400
