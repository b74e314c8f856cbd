import { DIGITS_ALTERED, KEY_DIFFERS } from './families.ts'
import { rows, type LikelihoodTable } from './likelihood.ts'

/** PIN refusals of this card since it was last accepted, within a day. */
export const refusedBefore: LikelihoodTable<'none' | 'one' | 'several'> = {
  group: 'card',
  background: { none: 0.74, one: 0.16, several: 0.1 },
  given: {
    // Two slips in a row are rare: some 5 % of entries slip.
    slip: { none: 0.96, one: 0.036 },
    forgotten: { none: 0.4, one: 0.34 },
    'same-wrong-again': { none: 0.01, one: 0.6 },
    'other-card': { none: 0.5, one: 0.32 },
    changed: { none: 0.45, one: 0.32 },
    'wrong-length': { none: 0.9, one: 0.08 },
    'online-locked': { none: 0.35, one: 0.15 },
    'stolen-card': { none: 0.15, one: 0.2 },
    'distributed-guess': { none: 0.65, one: 0.3 },
    ...rows(DIGITS_ALTERED, { none: 0.5, one: 0.32 }),
    ...rows([...KEY_DIFFERS, 'block-format', 'pan-mismatch', 'network', 'corrupt'], { none: 0.9, one: 0.07 }),
  },
}

/** What happened to the card lately at other terminals. */
export const elsewhere: LikelihoodTable<'accepted' | 'refused'> = {
  group: 'card',
  background: { accepted: 0.7, refused: 0.3 },
  given: {
    slip: { accepted: 0.93 },
    'wrong-length': { accepted: 0.93 },
    forgotten: { accepted: 0.3 },
    'same-wrong-again': { accepted: 0.4 },
    changed: { accepted: 0.35 },
    'online-locked': { accepted: 0.15 },
    'issuer-data': { accepted: 0.1 },
    'stolen-card': { accepted: 0.15 },
    ...rows([...DIGITS_ALTERED, ...KEY_DIFFERS, 'block-format', 'network', 'corrupt', 'pin-missing', 'cvm-config'], {
      accepted: 0.93,
    }),
  },
}

/** At how many terminals the card was refused for its PIN, or because its tries were used up, within three days. */
export const spread: LikelihoodTable<'roaming' | 'wide' | 'narrow'> = {
  group: 'card',
  background: { roaming: 0.005, wide: 0.02, narrow: 0.975 },
  given: {
    'stolen-card': { roaming: 0.35, wide: 0.4 },
    // Whoever forgot the PIN gives up after a shop or two.
    forgotten: { roaming: 0.001, wide: 0.02 },
    changed: { roaming: 0.001, wide: 0.02 },
    'other-card': { roaming: 0.0005, wide: 0.005 },
    'same-wrong-again': { roaming: 0.001, wide: 0.02 },
    'online-locked': { roaming: 0.01, wide: 0.08 },
    'issuer-data': { roaming: 0.02, wide: 0.1 },
    slip: { roaming: 0.0002, wide: 0.004 },
  },
}
export const WIDE_TERMINALS = 3
export const ROAMING_TERMINALS = 5

/** Whether the card was used in quick succession before: the pattern issuers' velocity rules block. */
export const pace: LikelihoodTable<'rapid' | 'ordinary'> = {
  group: 'card',
  background: { rapid: 0.02, ordinary: 0.98 },
  given: { 'risk-block': { rapid: 0.4 }, 'stolen-card': { rapid: 0.5 } },
}
/** Attempts within an hour that count as rapid. */
export const RAPID_ATTEMPTS = 6

/** PIN tries the issuer said are left after this attempt. */
export const triesLeft: LikelihoodTable<'none' | 'one' | 'more'> = {
  group: 'card',
  background: { none: 0.12, one: 0.22, more: 0.66 },
  given: {
    'online-locked': { none: 0.99 },
    // Little more than the number of refusals before says already.
    slip: { none: 0.03, one: 0.15 },
    'wrong-length': { none: 0.03, one: 0.15 },
    forgotten: { none: 0.15, one: 0.27 },
    'same-wrong-again': { none: 0.15, one: 0.35 },
  },
}

/** Of a refusal because the tries are used up: whether the card was locked before this entry, as far as today's tell. */
export const lock: LikelihoodTable<'now' | 'before' | 'unseen'> = {
  group: 'card',
  background: { now: 0.3, before: 0.25, unseen: 0.45 },
  given: {
    'online-locked': { now: 0.06, before: 0.34 },
    ...rows(['forgotten', 'same-wrong-again', 'changed', 'other-card', 'stolen-card'], { now: 0.85, before: 0.03 }),
  },
}

/** Expiry date of the card against the date of the attempt. */
export const expiry: LikelihoodTable<'past' | 'ahead'> = {
  group: 'card',
  background: { past: 0.02, ahead: 0.98 },
  given: { 'card-worn': { past: 0.65 }, changed: { past: 0.05 } },
}

/** A chip card read from its stripe because the chip did not answer. */
export const fallback: LikelihoodTable<'yes' | 'no'> = {
  group: 'card',
  background: { yes: 0.02, no: 0.98 },
  given: { 'card-worn': { yes: 0.45 }, 'stolen-card': { yes: 0.1 } },
}
