import { COMMANDS, type Chip } from '../chip/command.ts'
import type { Sha1 } from '../rsa/certificate.ts'
import type { RsaPublicKey } from '../rsa/rsa.ts'
import type { TerminalData } from '../terminal-data.ts'
import type { Elements } from '../tlv.ts'
import { said, type ChipStart } from './begin-chip.ts'
import { continueVerification, type MethodOutcome, type VerificationProgress } from './cardholder-verification.ts'
import { cardKeyOf, issuerKeyOf, PIN_KEY } from './certified-keys.ts'
import type { Finding } from './verification-results.ts'

/** What the card wants next of its holder. `done`: nothing more; the verification results say how it ended. */
export type Wanted =
  | { readonly method: 'done' | 'online-pin' }
  | { readonly method: 'plaintext-pin'; readonly triesLeft?: number }
  | { readonly method: 'enciphered-pin'; readonly triesLeft?: number; readonly key: RsaPublicKey }

export interface VerificationStep {
  readonly start: ChipStart
  readonly wanted: Wanted
}

/** Goes on in the card's list until somebody has to type, or to its end (EMV Book 3, 10.5). */
export function nextVerification(chip: Chip, begun: ChipStart, terminal: TerminalData, sha1: Sha1): VerificationStep {
  let start = begun
  while (start.progress.next === 'perform') {
    const { method } = start.progress
    if (method === 'online-pin') return { start, wanted: { method } }
    if (!method.includes('pin')) {
      // A signature: whether it is the cardholder's, the cashier sees later.
      start = afterVerification(start, 'unknown')
      continue
    }
    const triesLeft = said(chip, COMMANDS.getData('9F17'))?.['9F17']?.[0]
    if (triesLeft === 0) {
      start = afterVerification(start, 'failed', 'pin-try-limit-exceeded')
      continue
    }
    const tries = triesLeft === undefined ? {} : { triesLeft }
    if (method.startsWith('plaintext')) return { start, wanted: { method: 'plaintext-pin', ...tries } }
    const key = pinKeyOf(start.card, terminal, sha1)
    if (key) return { start, wanted: { method: 'enciphered-pin', key, ...tries } }
    start = afterVerification(start, 'failed')
  }
  return { start, wanted: { method: 'done' } }
}

/** The list after its present method had that outcome. */
export function afterVerification(start: ChipStart, outcome: MethodOutcome, ...found: Finding[]): ChipStart {
  const { progress, list, context } = start
  if (progress.next !== 'perform') return start
  const next: VerificationProgress = continueVerification(list, context, progress, outcome)
  return { ...start, progress: { ...next, findings: [...next.findings, ...found] } }
}

/** What VERIFY answered: `63Cx` wrong with x tries left, `6983` and `6984` none left or none to compare with. */
export type PinCheck =
  | { readonly result: 'right' }
  | { readonly result: 'wrong'; readonly triesLeft: number }
  | { readonly result: 'blocked' }

export function pinCheckOf(status: string): PinCheck {
  if (status === '9000') return { result: 'right' }
  const triesLeft = /^63C([0-9A-F])$/.exec(status)?.[1]
  return triesLeft === undefined || triesLeft === '0'
    ? { result: 'blocked' }
    : { result: 'wrong', triesLeft: Number.parseInt(triesLeft, 16) }
}

/** The chip's PIN encipherment key (9F2D) out of the certificates that lead to it (Book 2, 5.3 and 7.1). */
function pinKeyOf(card: Elements, terminal: TerminalData, sha1: Sha1): RsaPublicKey | undefined {
  const issuer = issuerKeyOf({ card, terminal, sha1 })
  return issuer && cardKeyOf(issuer, { card, terminal, sha1 }, PIN_KEY)
}
