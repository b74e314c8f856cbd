import type { RateTable } from './likelihood.ts'

/**
 * Share of other cards refused for their PIN at this terminal while a cause is at work. Without one, about 3 % of card
 * sessions end so. A dead key is in 1 - 0.9^4 = 34 % of 4-digit and 1 - 0.9^6 = 47 % of 6-digit PINs, if every digit is
 * equally likely.
 */
export const terminalRefusals: RateTable = {
  group: 'fleet',
  base: 0.03,
  given: {
    'dead-key': 0.45,
    'bouncing-key': 0.4,
    'input-layer': 0.3,
    'wrong-terminal-key': 0.97,
    'sign-on-key-lost': 0.97,
    'keys-swapped': 0.97,
    'dukpt-counter': 0.9,
    'block-format': 0.9,
    incompatible: 0.5,
    'cvm-config': 0.3,
    tamper: 0.4,
    'hsm-fault': 0.9,
    'zone-key': 0.8,
    'distributed-guess': 0.6,
    'issuer-data': 0.1,
    'pan-mismatch': 0.15,
  },
}

/** Share of the terminal's recent messages whose MAC was wrong. A disturbed line damages some, a wrong key all. */
export const terminalMacFailures: RateTable = {
  group: 'fleet',
  base: 0.003,
  given: { corrupt: 0.06, 'wrong-terminal-key': 0.2, 'keys-swapped': 0.95, tamper: 0.6 },
}

/** Share of attempts over the same issuer link that got no answer. */
export const linkSilence: RateTable = {
  group: 'fleet',
  base: 0.008,
  given: { network: 0.6, 'stand-in': 0.4, corrupt: 0.03 },
}

/** Share of other terminals' cards on the same issuer link refused for their PIN. */
export const linkRefusals: RateTable = {
  group: 'fleet',
  base: 0.03,
  given: { 'zone-key': 0.95, 'hsm-fault': 0.95 },
}

/** Share of other cards of the same range refused for their PIN at other terminals. */
export const rangeRefusals: RateTable = {
  group: 'fleet',
  base: 0.03,
  given: { 'issuer-data': 0.8, 'distributed-guess': 0.5, 'pan-mismatch': 0.9 },
}

/** Share of cards refused for their PIN at other terminals with the same model and software version. */
export const versionRefusals: RateTable = {
  group: 'fleet',
  base: 0.03,
  given: { incompatible: 0.6, 'input-layer': 0.3, 'block-format': 0.9 },
}
