import type { InputProblem, ModuleRefusal } from '../security-module.ts'

/**
 * Error codes of the payShield 10K host command manual that this package gives or understands. 02 to 09, 82 and 86 mean
 * something else in each command: for the MAC commands and KQ the words here, source: ut-codec-payshield, messages.json.
 */
export const HOST_ERRORS = {
  '00': 'no error',
  '01': 'verification failure',
  '02': 'invalid mode flag of a MAC',
  '03': 'invalid input format of a MAC, or a scheme that has no such mode',
  '04': 'invalid MAC algorithm, key type code or mode',
  '05': 'invalid key type or scheme',
  '06': 'invalid message length',
  '09': 'invalid padding method',
  '10': 'source key parity error',
  '11': 'destination key parity error',
  '13': 'invalid master key identifier, or module unavailable',
  '14': 'PIN under the master key invalid',
  '15': 'invalid input data',
  '17': 'not in the authorised state, or not enabled in this setting',
  '20': 'PIN block does not contain valid values',
  '21': 'invalid index value',
  '22': 'invalid account number',
  '23': 'invalid PIN block format code',
  '24': 'PIN fewer than 4 or more than 12 digits',
  '25': 'decimalisation table error',
  '26': 'invalid key scheme',
  '27': 'incompatible key length',
  '28': 'invalid key type',
  '29': 'key function not permitted',
  '39': 'fraud detection',
  '41': 'internal hardware or software error',
  '68': 'command has been disabled or is unknown',
  '69': 'PIN block format has been disabled',
  '80': 'data length error',
  '81': 'no transaction data',
  '86': 'PIN in the table of excluded PINs',
  A4: 'key block authentication failure',
  A6: 'invalid key usage',
  A7: 'invalid algorithm',
  A8: 'invalid mode of use',
  A9: 'invalid key version',
  AA: 'invalid exportability',
  AB: 'invalid number of optional blocks',
} as const

export type HostErrorCode = keyof typeof HOST_ERRORS

/** Raised inside the server to answer a command with an error code. */
export class HostError extends Error {
  readonly code: HostErrorCode
  constructor(code: HostErrorCode) {
    super(HOST_ERRORS[code])
    this.code = code
  }
}

export function codeOfRefusal(refusal: ModuleRefusal): HostErrorCode {
  switch (refusal.reason) {
    case 'pin-block-malformed':
      return refusal.shape === 'bad-length' ? '24' : '20'
    case 'key-block-invalid':
      return 'A4'
    case 'key-use-forbidden':
      return 'A6'
    case 'format-forbidden':
      return '69'
    case 'check-value-mismatch':
      return '01'
    case 'not-authorised':
      return '17'
    case 'limit-exceeded':
      return '39'
    case 'unavailable':
      return '13'
    default:
      return refusal.input ? CODES_OF_INPUT[refusal.input] : '15'
  }
}

const CODES_OF_INPUT: Readonly<Record<InputProblem, HostErrorCode>> = {
  'decimalisation-table': '25',
  'sealed-pin': '14',
  'guessable-pin': '86',
  'pin-length': '24',
  'key-index': '21',
}

const REASONS: Readonly<Record<string, ModuleRefusal['reason']>> = {
  '10': 'key-block-invalid',
  '11': 'key-block-invalid',
  '13': 'unavailable',
  '17': 'not-authorised',
  '20': 'pin-block-malformed',
  '23': 'format-forbidden',
  '24': 'pin-block-malformed',
  '29': 'key-use-forbidden',
  '39': 'limit-exceeded',
  '41': 'unavailable',
  '68': 'unavailable',
  '69': 'format-forbidden',
  A4: 'key-block-invalid',
  A6: 'key-use-forbidden',
}

/**
 * A refusal as the port words it. A payShield does not tell which rule a PIN block broke: code 24 is its length, code
 * 20 any of the others, reported as `bad-digits`.
 */
export function refusalOfCode(code: string): ModuleRefusal {
  const reason = REASONS[code] ?? 'input-invalid'
  const words = Object.hasOwn(HOST_ERRORS, code) ? HOST_ERRORS[code as HostErrorCode] : 'error'
  const detail = `payShield ${code}: ${words}`
  if (reason !== 'pin-block-malformed') return { reason, detail }
  return { reason, detail, shape: code === '24' ? 'bad-length' : 'bad-digits' }
}
