import type { PinBlockFinding } from '../attempt.ts'
import { DECIDED_BEHIND_US, DIGITS_ALTERED, KEY_DIFFERS, WRONG_PIN_ENTERED } from './families.ts'
import { rows, type LikelihoodTable } from './likelihood.ts'

export type Shape = PinBlockFinding['shape']
type Shapes = Readonly<Record<Shape, number>>

/**
 * What a random 64-bit block looks like as ISO 9564-1 format 0, the rules taken in order: control nibble 0 (1/16),
 * length 4 to 12 (9/16), that many decimal digits (10/16 each), the rest filler F (1/16 each). Exclusive-or with PAN
 * digits leaves random nibbles random. A wrong key is caught with all but 6.0e-8.
 */
export function shapesUnderRandomKey(): Shapes {
  let wellFormed = 0
  let badDigits = 0
  let badFiller = 0
  for (let length = 4; length <= 12; length++) {
    const decimal = (10 / 16) ** length
    const filled = (1 / 16) ** (14 - length)
    badDigits += (1 / 256) * (1 - decimal)
    badFiller += (1 / 256) * decimal * (1 - filled)
    wellFormed += (1 / 256) * decimal * filled
  }
  return {
    'bad-control': 15 / 16,
    'bad-length': 7 / 256,
    'bad-digits': badDigits,
    'bad-filler': badFiller,
    'well-formed': wellFormed,
  }
}

/**
 * The same under the right key with twelve unrelated PAN digits. Control, length and the first two PIN digits meet no
 * PAN digit and are right; every further digit and filler is off by the difference of two random decimal digits.
 */
export function shapesUnderWrongPan(pinLength: number): Shapes {
  let staysDecimal = 0
  for (let digit = 0; digit < 10; digit++) {
    for (let ours = 0; ours < 10; ours++) {
      for (let theirs = 0; theirs < 10; theirs++) if ((digit ^ ours ^ theirs) < 10) staysDecimal += 1 / 1000
    }
  }
  const decimal = staysDecimal ** (pinLength - 2)
  const filled = (1 / 10) ** (14 - pinLength)
  return {
    'bad-control': 0,
    'bad-length': 0,
    'bad-digits': 1 - decimal,
    'bad-filler': decimal * (1 - filled),
    'well-formed': decimal * filled,
  }
}

/** A PIN entered by a person under the right key, format and PAN is well formed, whichever PIN it is. */
const IN_ORDER: Partial<Shapes> = { 'well-formed': 0.9999 }

export const shape: LikelihoodTable<Shape> = {
  group: 'pin-block',
  background: {
    'well-formed': 0.93,
    'bad-control': 0.055,
    'bad-length': 0.002,
    'bad-digits': 0.006,
    'bad-filler': 0.007,
  },
  given: {
    ...rows([...WRONG_PIN_ENTERED, ...DIGITS_ALTERED, ...DECIDED_BEHIND_US], IN_ORDER),
    ...rows(['network', 'clock-batch', 'chip-locked', 'card-worn'], { 'well-formed': 0.999 }),
    ...rows(KEY_DIFFERS, shapesUnderRandomKey()),
    'pan-mismatch': shapesUnderWrongPan(6),
    // Formats 1 and 3 carry their number in the control nibble; a terminal that pads wrongly breaks the filler instead.
    'block-format': { 'bad-control': 0.92, 'bad-filler': 0.05, 'bad-digits': 0.02 },
    // A damaged byte falls into the PIN block in about one message of four (8 of some 30 bytes that are not looked up).
    corrupt: { 'well-formed': 0.75, 'bad-control': 0.2 },
    'hsm-fault': { 'well-formed': 0.45, 'bad-control': 0.5 },
    incompatible: { 'well-formed': 0.7, 'bad-control': 0.2 },
    tamper: { 'well-formed': 0.4, 'bad-control': 0.55 },
  },
}

/** Whether a malformed block turned out to be well formed under the key the terminal had before. */
export const previousKey: LikelihoodTable<'fits' | 'no'> = {
  group: 'pin-block',
  background: { fits: 0.3, no: 0.7 },
  given: {
    'sign-on-key-lost': { fits: 0.98 },
    // By chance 6.0e-8; the rest is a finding that was recorded wrongly.
    ...rows(
      [
        'wrong-terminal-key',
        'keys-swapped',
        'dukpt-counter',
        'block-format',
        'pan-mismatch',
        'hsm-fault',
        'corrupt',
        'tamper',
      ],
      {
        fits: 0.001,
      },
    ),
    ...rows([...WRONG_PIN_ENTERED, ...DIGITS_ALTERED, ...DECIDED_BEHIND_US], { fits: 0.01 }),
  },
}

/** Whether a malformed block turned out to be well formed under the right key in another format. */
export const otherFormat: LikelihoodTable<'fits' | 'no'> = {
  group: 'pin-block',
  background: { fits: 0.15, no: 0.85 },
  given: {
    'block-format': { fits: 0.85 },
    incompatible: { fits: 0.2 },
    // Format 1 has no filler and fits a random block with 1.6e-3, the loosest of the formats tried.
    ...rows([...KEY_DIFFERS, 'pan-mismatch', 'hsm-fault', 'corrupt', 'tamper'], { fits: 0.002 }),
    ...rows([...WRONG_PIN_ENTERED, ...DIGITS_ALTERED, ...DECIDED_BEHIND_US], { fits: 0.01 }),
  },
}

/** Whether the message carried a PIN at all (DE 52). */
export const pinPresence: LikelihoodTable<'present' | 'absent'> = {
  group: 'pin-block',
  background: { present: 0.96, absent: 0.04 },
  given: {
    ...rows(
      [
        ...WRONG_PIN_ENTERED,
        ...DIGITS_ALTERED,
        ...KEY_DIFFERS,
        'block-format',
        'pan-mismatch',
        'zone-key',
        'issuer-data',
      ],
      {
        absent: 0.0005,
      },
    ),
    'pin-missing': { absent: 0.98 },
    'cvm-config': { absent: 0.85 },
    tamper: { absent: 0.7 },
    'chip-locked': { absent: 0.6 },
    'card-worn': { absent: 0.15 },
  },
}
