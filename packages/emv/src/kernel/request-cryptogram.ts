import { err, ok, type Result } from '@fiftyfive/kernel'
import { COMMANDS, type Chip } from '../chip/command.ts'
import type { TerminalData } from '../terminal-data.ts'
import { fillDataObjectList, readDataObjectList, type Elements } from '../tlv.ts'
import { analyseActions, issuerActionCodes, type ActionCodes } from './action-analysis.ts'
import { said, type ChipStart } from './begin-chip.ts'
import { transactionStatus } from './transaction-status.ts'
import { verificationResults, type Finding } from './verification-results.ts'

/** What a payment with a chip has come to when the request goes online. */
export interface ChipRun {
  /** Everything the card said, by tag. */
  readonly card: Elements
  /** Data elements of DE 55. */
  readonly request: Elements
  /** Tag 9B. */
  readonly status: Uint8Array
}

/** `declined`: by the terminal's action codes or by the card itself; nothing goes online. */
export type CryptogramProblem = 'declined' | 'unreadable'

/** An acquirer that wants nothing refused by the terminal. */
const NO_ACTION_CODES: ActionCodes = {
  denial: new Uint8Array(5),
  online: new Uint8Array(5),
  default: new Uint8Array(5),
}

/**
 * Terminal action analysis and the first GENERATE AC (EMV Book 3, 10.7 to 10.9). The terminal is online-only: what it
 * does not decline goes online with an ARQC. The cardholder was verified before, so that the cryptogram covers it.
 */
export function requestCryptogram(
  chip: Chip,
  start: ChipStart,
  terminal: TerminalData,
): Result<ChipRun, CryptogramProblem> {
  const { card, about, progress } = start
  const results = progress.next === 'done' ? progress.results : new Uint8Array(3)
  const findings: readonly Finding[] = [
    'offline-data-authentication-not-performed',
    ...start.findings,
    ...progress.findings,
  ]
  const aboutPayment = { ...about, '95': verificationResults(findings), '9F34': results }
  const list = readDataObjectList(card['8C'] ?? new Uint8Array())
  if (!list.ok) return err('unreadable')
  const { actionCodes = NO_ACTION_CODES } = terminal
  const action = analyseActions(aboutPayment['95'], issuerActionCodes(card), actionCodes, true)
  const wanted = action === 'decline' ? 'decline' : 'online'
  const answer = said(chip, COMMANDS.generateCryptogram(wanted, fillDataObjectList(list.value, aboutPayment)))
  if (!answer) return err('unreadable')
  const { '9F26': cryptogram, '9F27': kind, '9F36': counter, '9F10': applicationData } = answer
  if (!cryptogram || !kind || !counter || !applicationData) return err('unreadable')
  if (((kind[0] ?? 0) & 0xc0) !== 0x80) return err('declined')
  const fromCard = {
    '9F26': cryptogram,
    '9F27': kind,
    '9F36': counter,
    '9F10': applicationData,
    '82': card['82'] ?? new Uint8Array(2),
  }
  const status = transactionStatus(['cardholder-verification', 'card-risk-management', 'terminal-risk-management'])
  return ok({ card, request: { ...fromCard, ...aboutPayment }, status })
}
