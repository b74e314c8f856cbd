import { DECIDED_BEHIND_US, DIGITS_ALTERED, WRONG_PIN_ENTERED } from './families.ts'
import { rows, type LikelihoodTable } from './likelihood.ts'

/** Response codes of DE 39 by what they say. The meanings are those of the UnionPay POS specification. */
const CODE_CLASSES = {
  'wrong-pin': ['55'],
  'tries-exceeded': ['75', '38'],
  // 81 is what ISO 8583 hosts say of a PIN block that they cannot decipher.
  'pin-format': ['99', '81'],
  mac: ['A0'],
  'sign-on': ['77', '97'],
  security: ['A7'],
  'no-answer': ['68', '98'],
  'link-down': ['91', '92'],
  system: ['96', '94', '95'],
  expired: ['54', '33'],
  'pin-required': ['70'],
  restricted: ['59', '62', '05', '34', '57', '43', '41', '04'],
  'use-chip': ['45'],
} as const
export type CodeClass = keyof typeof CODE_CLASSES | 'unrelated'

const CLASS_OF_CODE = new Map<string, CodeClass>(
  (Object.keys(CODE_CLASSES) as (keyof typeof CODE_CLASSES)[]).flatMap((name) =>
    CODE_CLASSES[name].map((code) => [code, name] as const),
  ),
)
export const codeClass = (code: string): CodeClass =>
  code === '00' ? 'unrelated' : (CLASS_OF_CODE.get(code) ?? 'unrelated')

/**
 * What the response code says, the issuer's own where it is known. A code is a weak witness for `wrong-pin`: hosts that
 * map every security module error to 55 are common, so each technical cause keeps a share of it.
 */
export const code: LikelihoodTable<CodeClass> = {
  group: 'answer',
  background: {
    'wrong-pin': 0.55,
    'tries-exceeded': 0.06,
    'pin-format': 0.04,
    mac: 0.02,
    'sign-on': 0.03,
    security: 0.01,
    'no-answer': 0.06,
    'link-down': 0.04,
    system: 0.03,
    expired: 0.03,
    'pin-required': 0.03,
    restricted: 0.05,
    'use-chip': 0.01,
    unrelated: 0.04,
  },
  given: {
    ...rows([...WRONG_PIN_ENTERED, ...DIGITS_ALTERED], { 'wrong-pin': 0.995, restricted: 0.002 }),
    // Some issuers check the length and refuse it as a format error.
    'wrong-length': { 'wrong-pin': 0.94, 'pin-format': 0.04 },
    'online-locked': { 'tries-exceeded': 0.95, 'wrong-pin': 0.02, restricted: 0.02 },
    'chip-locked': { 'tries-exceeded': 0.25, 'wrong-pin': 0.05, restricted: 0.3, unrelated: 0.3 },
    'wrong-terminal-key': { 'pin-format': 0.55, 'wrong-pin': 0.22, mac: 0.1, security: 0.06, system: 0.04 },
    'sign-on-key-lost': { 'pin-format': 0.6, 'wrong-pin': 0.2, mac: 0.1, 'sign-on': 0.05 },
    'dukpt-counter': { 'pin-format': 0.5, 'wrong-pin': 0.25, security: 0.15 },
    'keys-swapped': { 'pin-format': 0.35, mac: 0.4, 'wrong-pin': 0.2 },
    'zone-key': { 'wrong-pin': 0.45, 'pin-format': 0.25, security: 0.15, system: 0.1 },
    'block-format': { 'pin-format': 0.65, 'wrong-pin': 0.25, security: 0.05 },
    'pan-mismatch': { 'pin-format': 0.6, 'wrong-pin': 0.32 },
    'hsm-fault': { system: 0.6, 'wrong-pin': 0.15, 'pin-format': 0.1, security: 0.1 },
    'issuer-data': { 'wrong-pin': 0.95 },
    'stand-in': { 'wrong-pin': 0.35, restricted: 0.3, 'link-down': 0.25 },
    // The original code is not 55; after the map anything may arrive.
    'code-mapping': { 'wrong-pin': 0.3, unrelated: 0.35, restricted: 0.15 },
    'pin-missing': { 'pin-required': 0.5, 'pin-format': 0.3, 'wrong-pin': 0.15 },
    'cvm-config': { 'pin-required': 0.4, 'pin-format': 0.25, 'wrong-pin': 0.2 },
    incompatible: { 'wrong-pin': 0.4, 'pin-format': 0.25, unrelated: 0.15, system: 0.1 },
    network: { 'no-answer': 0.55, 'link-down': 0.4, system: 0.02, 'wrong-pin': 0.002 },
    corrupt: { mac: 0.6, system: 0.15, unrelated: 0.15, 'no-answer': 0.05, 'wrong-pin': 0.01 },
    'card-worn': { expired: 0.6, 'use-chip': 0.2, unrelated: 0.12, 'wrong-pin': 0.02 },
    'risk-block': { restricted: 0.95, 'wrong-pin': 0.01 },
    // An opened PIN pad has erased its keys: it takes no PIN any more, and the issuer asks for one.
    tamper: { 'pin-required': 0.5, 'pin-format': 0.2, security: 0.12, 'sign-on': 0.1 },
    'clock-batch': { 'sign-on': 0.85, unrelated: 0.1, 'wrong-pin': 0.005 },
  },
}

/** Who decided. `changed`: the code given to the till says something else than the issuer's. */
export type Origin = 'issuer' | 'changed' | 'own' | 'unanswered'
export const origin: LikelihoodTable<Origin> = {
  group: 'answer',
  background: { issuer: 0.72, changed: 0.01, own: 0.19, unanswered: 0.08 },
  given: {
    ...rows([...WRONG_PIN_ENTERED, ...DIGITS_ALTERED, ...DECIDED_BEHIND_US], {
      issuer: 0.985,
      changed: 0.002,
      own: 0.01,
    }),
    'risk-block': { issuer: 0.7, own: 0.29, changed: 0.002 },
    'stand-in': { own: 0.45, issuer: 0.2, unanswered: 0.3 },
    'code-mapping': { changed: 0.95 },
    ...rows(
      ['wrong-terminal-key', 'sign-on-key-lost', 'keys-swapped', 'dukpt-counter', 'block-format', 'pan-mismatch'],
      {
        own: 0.7,
        issuer: 0.28,
        changed: 0.01,
      },
    ),
    network: { unanswered: 0.7, own: 0.28, issuer: 0.015, changed: 0.005 },
    corrupt: { own: 0.6, unanswered: 0.32, issuer: 0.05 },
    'hsm-fault': { own: 0.85 },
    'clock-batch': { own: 0.85 },
  },
}
