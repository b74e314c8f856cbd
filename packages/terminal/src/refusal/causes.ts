import type { RefusalFamily } from '../core/state.ts'

interface Policy {
  readonly family: RefusalFamily
  /** Wrong PINs in one card session after which entering it again is no longer offered. */
  readonly refusalsMax: number
}
const policy = (family: RefusalFamily, refusalsMax = 0): Policy => ({ family, refusalsMax })

/**
 * What the terminal does about each cause that the host may name in DE 63. `refusalsMax` protects the last try of a
 * person who does not know the PIN; a fault of ours never asks for the same PIN again without a repair.
 */
export const CAUSE_POLICY = {
  slip: policy('wrong-pin', 9),
  'wrong-length': policy('wrong-pin', 9),
  accessibility: policy('wrong-pin', 9),
  unknown: policy('wrong-pin', 3),
  'other-card': policy('wrong-pin', 2),
  changed: policy('wrong-pin', 2),
  forgotten: policy('wrong-pin', 2),
  'same-wrong-again': policy('wrong-pin', 2),
  'online-locked': policy('locked'),
  'chip-locked': policy('locked'),
  'risk-block': policy('locked'),
  'stolen-card': policy('locked'),
  'distributed-guess': policy('locked'),
  'dead-key': policy('our-fault'),
  'bouncing-key': policy('our-fault'),
  'input-layer': policy('our-fault'),
  'wrong-terminal-key': policy('our-fault'),
  'sign-on-key-lost': policy('our-fault'),
  'dukpt-counter': policy('our-fault'),
  'keys-swapped': policy('our-fault'),
  'zone-key': policy('our-fault'),
  'block-format': policy('our-fault'),
  'pan-mismatch': policy('our-fault'),
  'hsm-fault': policy('our-fault'),
  'issuer-data': policy('our-fault'),
  'stand-in': policy('our-fault'),
  'code-mapping': policy('our-fault'),
  'cvm-config': policy('our-fault'),
  incompatible: policy('our-fault'),
  tamper: policy('our-fault'),
  'clock-batch': policy('our-fault'),
  corrupt: policy('our-fault'),
  network: policy('network'),
  'pin-missing': policy('pin-missing'),
  'card-worn': policy('card'),
} as const satisfies Record<string, Policy>

/** A cause of the diagnosis catalogue, or `unknown`, also for one this software does not know yet. */
export type Cause = keyof typeof CAUSE_POLICY
export const isCause = (name: string): name is Cause => Object.hasOwn(CAUSE_POLICY, name)
