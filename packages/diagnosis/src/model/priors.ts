import type { Candidate } from './likelihood.ts'

/**
 * How often each cause stands behind a refused PIN attempt, before anything about the attempt is known. Shares of a
 * healthy fleet, estimated: no acquirer publishes them. What is well supported is the order of size: most first
 * refusals are slips that the next entry mends; forgetting comes next; technical causes are rare for one attempt but
 * come in runs, which the fleet evidence sees. Causes an attempt carries no evidence for (DUKPT counters, tamper
 * switches, the check values of other terminals, the PINs of a person's other cards) stay very small, so that they cannot win by default.
 */
export const PRIORS: Readonly<Record<Candidate, number>> = {
  slip: 0.4593,
  forgotten: 0.167,
  'other-card': 0.02,
  changed: 0.012,
  'same-wrong-again': 0.07,
  'wrong-length': 0.04,
  'online-locked': 0.03,
  network: 0.03,
  'card-worn': 0.02,
  'pin-missing': 0.02,
  'risk-block': 0.015,
  'dead-key': 0.012,
  'sign-on-key-lost': 0.01,
  corrupt: 0.01,
  'wrong-terminal-key': 0.008,
  'chip-locked': 0.005,
  'bouncing-key': 0.005,
  'block-format': 0.004,
  'input-layer': 0.004,
  accessibility: 0.003,
  'issuer-data': 0.004,
  'stand-in': 0.004,
  'code-mapping': 0.004,
  'cvm-config': 0.003,
  'clock-batch': 0.004,
  'stolen-card': 0.004,
  'zone-key': 0.003,
  'pan-mismatch': 0.003,
  'hsm-fault': 0.004,
  incompatible: 0.003,
  'distributed-guess': 0.003,
  'keys-swapped': 0.0001,
  tamper: 0.001,
  'dukpt-counter': 0.0002,
  'other-cardholder': 0.0014,
  'other-terminal': 0.004,
  'other-link': 0.002,
  'other-acquirer': 0.0035,
  'other-issuer': 0.003,
  'other-attacker': 0.0015,
}
