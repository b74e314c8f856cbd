import { DECIDED_BEHIND_US, DIGITS_ALTERED, WRONG_PIN_ENTERED } from './families.ts'
import { rows, type LikelihoodTable } from './likelihood.ts'

/** How the link to the issuer behaved for this attempt. */
export const issuerLink: LikelihoodTable<'answered' | 'timeout' | 'down' | 'damaged'> = {
  group: 'path',
  background: { answered: 0.9, timeout: 0.05, down: 0.035, damaged: 0.015 },
  given: {
    ...rows([...WRONG_PIN_ENTERED, ...DIGITS_ALTERED, ...DECIDED_BEHIND_US], { answered: 0.998 }),
    network: { timeout: 0.52, down: 0.42, answered: 0.05 },
    corrupt: { damaged: 0.6, answered: 0.33 },
    // The network answers in the issuer's name; where nobody answers, nobody stood in.
    'stand-in': { answered: 0.85, timeout: 0.1, down: 0.04 },
  },
}

/** Time from request to answer at the host. */
export const latency: LikelihoodTable<'quick' | 'slow' | 'late'> = {
  group: 'path',
  background: { quick: 0.93, slow: 0.05, late: 0.02 },
  given: {
    network: { quick: 0.35, slow: 0.15 },
    'hsm-fault': { quick: 0.6, slow: 0.25 },
    'stand-in': { quick: 0.4, slow: 0.2 },
  },
}
export const LATENCY_SLOW_MS = 2_000
export const LATENCY_LATE_MS = 10_000

/** A retransmission: the same terminal, batch and trace number arrived more than once. */
export const duplicate: LikelihoodTable<'yes' | 'no'> = {
  group: 'path',
  background: { yes: 0.01, no: 0.99 },
  given: { network: { yes: 0.2 }, corrupt: { yes: 0.08 }, 'stand-in': { yes: 0.05 } },
}
