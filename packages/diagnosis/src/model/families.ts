import type { CauseId } from '../causes.ts'

/** The person entered a PIN that is not the card's; everything on the way to the issuer did its work. */
export const WRONG_PIN_ENTERED: readonly CauseId[] = [
  'slip',
  'forgotten',
  'other-card',
  'changed',
  'same-wrong-again',
  'wrong-length',
  'accessibility',
  'stolen-card',
  'distributed-guess',
]
/** The person does not have it in mind, or has another one there: no matter of fingers, and of no place. */
export const IN_MIND: readonly CauseId[] = ['forgotten', 'other-card', 'changed', 'same-wrong-again']
/** The pad or its software handed on other digits than were pressed; the block itself is in order. */
export const DIGITS_ALTERED: readonly CauseId[] = ['dead-key', 'bouncing-key', 'input-layer']
/** The issuer, or somebody on the way back, judged a block that reached it in order. */
export const DECIDED_BEHIND_US: readonly CauseId[] = [
  'online-locked',
  'risk-block',
  'issuer-data',
  'stand-in',
  'code-mapping',
  'zone-key',
]
/** The terminal enciphers under a key that is not the one we hold for it. */
export const KEY_DIFFERS: readonly CauseId[] = [
  'wrong-terminal-key',
  'sign-on-key-lost',
  'keys-swapped',
  'dukpt-counter',
]
