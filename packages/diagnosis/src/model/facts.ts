import type { Acquaintance } from '../attempt.ts'
import { DECIDED_BEHIND_US, KEY_DIFFERS, WRONG_PIN_ENTERED } from './families.ts'
import { rows, type LikelihoodTable } from './likelihood.ts'

/** How the entry ended. */
export const end: LikelihoodTable<'confirmed' | 'timeout' | 'cancelled' | 'bypassed'> = {
  group: 'entry',
  background: { confirmed: 0.95, timeout: 0.02, cancelled: 0.015, bypassed: 0.015 },
  given: {
    'pin-missing': { bypassed: 0.25 },
    // What is refused afterwards for another reason was entered to its end.
    ...rows(
      [...WRONG_PIN_ENTERED, ...DECIDED_BEHIND_US, ...KEY_DIFFERS, 'block-format', 'pan-mismatch', 'chip-locked'],
      {
        confirmed: 0.99,
      },
    ),
    accessibility: { timeout: 0.6, confirmed: 0.35 },
  },
}

/** The accessible entry, with speech and longer times. */
export const assisted: LikelihoodTable<'yes' | 'no'> = {
  group: 'entry',
  background: { yes: 0.01, no: 0.99 },
  given: { accessibility: { yes: 0.97 } },
}

/** A report of an opened case, erased keys or a terminal that was moved. */
export const opened: LikelihoodTable<'yes' | 'no'> = {
  group: 'records',
  background: { yes: 0.003, no: 0.997 },
  given: { tamper: { yes: 0.9 } },
}

/** The terminal's clock, and the batch it believes to be in. */
export const clock: LikelihoodTable<'right' | 'wrong'> = {
  group: 'records',
  background: { right: 0.99, wrong: 0.01 },
  given: { 'clock-batch': { wrong: 0.85 } },
}

/** No message was sent: the terminal or the chip ended it. */
export const offline: LikelihoodTable<'yes' | 'no'> = {
  group: 'answer',
  background: { yes: 0.02, no: 0.98 },
  given: { 'chip-locked': { yes: 0.6 }, 'card-worn': { yes: 0.3 }, ...rows(DECIDED_BEHIND_US, { yes: 0.001 }) },
}

/** PIN tries the chip says it has left (tag 9F17, or the status word of VERIFY). */
export const chipTries: LikelihoodTable<'none' | 'some'> = {
  group: 'chip',
  background: { none: 0.05, some: 0.95 },
  given: { 'chip-locked': { none: 0.97 } },
}

/** How cardholder and card were verified (tag 9F34, EMV Book 4, annex A4). */
export const method: LikelihoodTable<'online-pin' | 'offline-pin' | 'signature' | 'none' | 'failed'> = {
  group: 'chip',
  background: { 'online-pin': 0.9, 'offline-pin': 0.03, signature: 0.02, none: 0.03, failed: 0.02 },
  given: {
    'chip-locked': { 'offline-pin': 0.4, failed: 0.3 },
    'cvm-config': { none: 0.5, signature: 0.2 },
    'pin-missing': { none: 0.4, signature: 0.1 },
  },
}

/** Failed attempts to read the card before this one. */
export const reading: LikelihoodTable<'clean' | 'failed'> = {
  group: 'chip',
  background: { clean: 0.96, failed: 0.04 },
  given: { 'card-worn': { failed: 0.8 }, incompatible: { failed: 0.4 } },
}

/** How the DUKPT counter follows the ones before (ANSI X9.24-1). */
export const counter: LikelihoodTable<'next' | 'jump' | 'wrong'> = {
  group: 'keys',
  background: { next: 0.97, jump: 0.02, wrong: 0.01 },
  given: { 'dukpt-counter': { wrong: 0.8, jump: 0.15 } },
}

/** The PIN key a terminal uses is the one that another terminal was given. */
export const keyOwner: LikelihoodTable<'own' | 'another'> = {
  group: 'keys',
  background: { own: 0.997, another: 0.003 },
  given: { 'keys-swapped': { another: 0.9 } },
}

/** The network decided in the issuer's name. */
export const decider: LikelihoodTable<'issuer' | 'stand-in'> = {
  group: 'answer',
  background: { issuer: 0.98, 'stand-in': 0.02 },
  given: { 'stand-in': { 'stand-in': 0.97 }, ...rows(WRONG_PIN_ENTERED, { 'stand-in': 0.002 }) },
}

/**
 * Whether this card was accepted with a PIN before, anywhere, and read in this way. Regulars fail at a broken terminal; whoever
 * has somebody else's card or its copy does not know that its holder taps.
 */
export const acquaintance: LikelihoodTable<Acquaintance> = {
  group: 'card',
  background: { known: 0.48, otherwise: 0.02, new: 0.5 },
  given: {
    'distributed-guess': { known: 0.1, otherwise: 0.1 },
    'stolen-card': { known: 0.3, otherwise: 0.2 },
    'card-worn': { known: 0.4, otherwise: 0.1 },
  },
}

/** How long ago the terminal was last given a new version of software, kernel or parameters. */
export const release: LikelihoodTable<'fresh' | 'old'> = {
  group: 'records',
  background: { fresh: 0.15, old: 0.85 },
  given: {
    ...rows(['incompatible', 'cvm-config', 'block-format', 'pan-mismatch', 'input-layer'], { fresh: 0.7 }),
    ...rows(KEY_DIFFERS, { fresh: 0.16 }),
  },
}
export const FRESH_MS = 7 * 86_400_000
