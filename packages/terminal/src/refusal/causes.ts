import type { RefusalFamily } from '../core/state.ts'

interface Policy {
  readonly family: RefusalFamily
  /** Whether another card can help at this terminal. */
  readonly otherCard: boolean
  /** Wrong PINs in one card session after which entering it again is no longer offered. */
  readonly refusalsMax: number
}
const wrongPin = (refusalsMax: number): Policy => ({ family: 'wrong-pin', otherCard: true, refusalsMax })
const stop = (family: RefusalFamily, otherCard = true): Policy => ({ family, otherCard, refusalsMax: 0 })
/** The terminal itself is at fault: no card can be used here, a QR order still can. */
const stopHere = (): Policy => stop('our-fault', false)

/**
 * What the terminal does about each cause that the host may name in DE 63. `refusalsMax` protects the last try of a
 * person who does not know the PIN; a fault of ours never asks for the same PIN again without a repair.
 */
export const CAUSE_POLICY = {
  slip: wrongPin(9),
  'wrong-length': wrongPin(9),
  accessibility: wrongPin(9),
  unknown: wrongPin(3),
  'other-card': wrongPin(2),
  changed: wrongPin(2),
  forgotten: wrongPin(2),
  'same-wrong-again': wrongPin(2),
  'online-locked': stop('locked'),
  'chip-locked': stop('locked'),
  'risk-block': stop('locked'),
  'stolen-card': stop('locked'),
  'distributed-guess': stop('locked'),
  'dead-key': stopHere(),
  'bouncing-key': stopHere(),
  'input-layer': stopHere(),
  'wrong-terminal-key': stopHere(),
  'sign-on-key-lost': stopHere(),
  'dukpt-counter': stopHere(),
  'keys-swapped': stopHere(),
  'zone-key': stop('our-fault'),
  'block-format': stopHere(),
  'pan-mismatch': stop('our-fault'),
  'hsm-fault': stop('our-fault'),
  'issuer-data': stop('our-fault'),
  'stand-in': stop('our-fault'),
  'code-mapping': stop('our-fault'),
  'cvm-config': stopHere(),
  incompatible: stopHere(),
  tamper: stopHere(),
  'clock-batch': stopHere(),
  corrupt: stop('our-fault'),
  network: stop('network'),
  'pin-missing': stop('pin-missing'),
  'card-worn': stop('card'),
} as const satisfies Record<string, Policy>

/** A cause of the diagnosis catalogue, or `unknown`, also for one this software does not know yet. */
export type Cause = keyof typeof CAUSE_POLICY
export const isCause = (name: string): name is Cause => Object.hasOwn(CAUSE_POLICY, name)
