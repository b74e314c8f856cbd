import { rows, type LikelihoodTable } from './likelihood.ts'

/** Digits entered against the usual length of the card's range. */
export const length: LikelihoodTable<'usual' | 'short' | 'long'> = {
  group: 'entry',
  background: { usual: 0.94, short: 0.035, long: 0.025 },
  given: {
    // An adjacent key or transposed digits keep the length.
    slip: { usual: 0.998 },
    'wrong-length': { usual: 0.005, short: 0.6 },
    forgotten: { usual: 0.96 },
    // The person often notices the missing asterisk and presses again, then the length is right and another digit is off.
    'dead-key': { short: 0.6, usual: 0.39 },
    'bouncing-key': { long: 0.85, usual: 0.14 },
    'input-layer': { short: 0.15, long: 0.2 },
    ...rows(
      [
        'online-locked',
        'issuer-data',
        'wrong-terminal-key',
        'sign-on-key-lost',
        'block-format',
        'pan-mismatch',
        'zone-key',
      ],
      {
        usual: 0.97,
      },
    ),
  },
}

/** Whether the PIN pad found this entry equal to the one before. Somebody sure of the PIN enters the same again. */
export const repeated: LikelihoodTable<'same' | 'different'> = {
  group: 'entry',
  background: { same: 0.35, different: 0.65 },
  given: {
    'same-wrong-again': { same: 0.985 },
    slip: { same: 0.03 },
    'wrong-length': { same: 0.03 },
    forgotten: { same: 0.06 },
    // Both believe in what they enter and try it again before another.
    'other-card': { same: 0.3 },
    changed: { same: 0.35 },
    'stolen-card': { same: 0.02 },
    'distributed-guess': { same: 0.02 },
    ...rows(
      [
        'wrong-terminal-key',
        'sign-on-key-lost',
        'keys-swapped',
        'block-format',
        'zone-key',
        'issuer-data',
        'pan-mismatch',
      ],
      {
        same: 0.85,
      },
    ),
    'dead-key': { same: 0.6 },
    'bouncing-key': { same: 0.15 },
  },
}

/** How often the entry was cleared: uncertainty of the person, or a pad that does not do as pressed. */
export const clears: LikelihoodTable<'none' | 'one' | 'several'> = {
  group: 'entry',
  background: { none: 0.84, one: 0.11, several: 0.05 },
  given: {
    slip: { none: 0.88, one: 0.1 },
    forgotten: { none: 0.6, one: 0.22 },
    'same-wrong-again': { none: 0.9 },
    'dead-key': { none: 0.5, one: 0.25 },
    'bouncing-key': { none: 0.45, one: 0.27 },
    'input-layer': { none: 0.55, one: 0.23 },
  },
}

/** Total time of the entry, in the pad's coarse buckets. */
export const time: LikelihoodTable<'fast' | 'normal' | 'slow' | 'very-slow'> = {
  group: 'entry',
  background: { fast: 0.16, normal: 0.6, slow: 0.17, 'very-slow': 0.07 },
  given: {
    slip: { fast: 0.22, normal: 0.62, slow: 0.12 },
    forgotten: { fast: 0.06, normal: 0.38, slow: 0.34 },
    'same-wrong-again': { fast: 0.25, normal: 0.62, slow: 0.1 },
    accessibility: { fast: 0.02, normal: 0.13, slow: 0.2 },
    'dead-key': { fast: 0.08, normal: 0.45, slow: 0.32 },
    'distributed-guess': { fast: 0.35 },
  },
}
/** Digits of a PIN where nothing was learnt: Chinese bank cards (IIN 62) have six. */
export const USUAL_LENGTHS: readonly { readonly rangePrefix: string; readonly digits: number }[] = [
  { rangePrefix: '62', digits: 6 },
]
/** So many accepted entries of a range are needed before its usual length is believed. */
export const LENGTH_SAMPLES_MIN = 3
