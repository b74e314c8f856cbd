import type { Candidate } from './likelihood.ts'

/**
 * How often each cause stands behind a refused PIN attempt, before anything about the attempt is known. Shares of a
 * healthy fleet, estimated: no acquirer publishes them. Those of people's causes lean on what simulated customers do,
 * whose habits have sources (docs/explanation/fleet.md). What is well supported is the order of size: most first
 * refusals are slips that the next entry mends; forgetting comes next; technical causes are rare for one attempt but
 * come in runs, which the fleet evidence sees. Causes an attempt carries no evidence for (DUKPT counters, tamper
 * switches, the check values of other terminals, the PINs of a person's other cards) stay very small, so that they cannot win by default.
 */
export const PRIORS: Readonly<Record<Candidate, number>> = {
  slip: 0.38593,
  forgotten: 0.18931,
  'other-card': 0.04639,
  changed: 0.0175,
  'same-wrong-again': 0.0477,
  'wrong-length': 0.06012,
  'online-locked': 0.03613,
  network: 0.02823,
  'card-worn': 0.01882,
  'pin-missing': 0.01882,
  'risk-block': 0.02418,
  'dead-key': 0.01129,
  'sign-on-key-lost': 0.00941,
  corrupt: 0.00941,
  'wrong-terminal-key': 0.00753,
  'chip-locked': 0.02183,
  'bouncing-key': 0.0047,
  'block-format': 0.00376,
  'input-layer': 0.00376,
  accessibility: 0.00282,
  'issuer-data': 0.00376,
  'stand-in': 0.00376,
  'code-mapping': 0.00376,
  'cvm-config': 0.00282,
  'clock-batch': 0.00376,
  'stolen-card': 0.00376,
  'zone-key': 0.00282,
  'pan-mismatch': 0.00282,
  'hsm-fault': 0.00376,
  incompatible: 0.00282,
  'distributed-guess': 0.00282,
  'keys-swapped': 9e-5,
  tamper: 0.00094,
  'dukpt-counter': 0.00019,
  'other-cardholder': 0.00132,
  'other-terminal': 0.00376,
  'other-link': 0.00188,
  'other-acquirer': 0.00329,
  'other-issuer': 0.00282,
  'other-attacker': 0.00141,
}
