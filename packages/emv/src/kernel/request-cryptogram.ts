import { err, ok, type Result } from '@fiftyfive/kernel'
import { COMMANDS, type Chip } from '../chip/command.ts'
import type { TerminalData } from '../terminal-data.ts'
import type { Sha1 } from '../rsa/certificate.ts'
import type { RsaPublicKey } from '../rsa/rsa.ts'
import { fillDataObjectList, readDataObjectList, readElements, readTemplate, tlv, type Elements } from '../tlv.ts'
import { analyseActions, issuerActionCodes, type Action, type ActionCodes } from './action-analysis.ts'
import { NOT_AUTHENTICATED, openCombinedSignature } from './authenticate-data.ts'
import type { ChipStart } from './begin-chip.ts'
import { transactionStatus } from './transaction-status.ts'
import { verificationResults, type Finding } from './verification-results.ts'

/** What a payment with a chip has come to before anybody else is asked. */
export interface ChipRun {
  /** Everything the card said, by tag. */
  readonly card: Elements
  /** Data elements of DE 55. */
  readonly request: Elements
  /** Tag 9B. */
  readonly status: Uint8Array
  /** Card and terminal agreed; the issuer is told later. */
  readonly approved?: true
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
 * Terminal action analysis and the first GENERATE AC (EMV Book 3, 10.7 to 10.9). The cardholder was verified before, so
 * that the cryptogram covers it. Where nothing was found that the issuer must see, the chip is asked to approve by itself;
 * it may still want to go online.
 */
export function requestCryptogram(
  chip: Chip,
  start: ChipStart,
  terminal: TerminalData,
  sha1?: Sha1,
): Result<ChipRun, CryptogramProblem> {
  const { card, about, progress, authentication = NOT_AUTHENTICATED } = start
  const results = progress.next === 'done' ? progress.results : new Uint8Array(3)
  const findings: readonly Finding[] = [...authentication.findings, ...start.findings, ...progress.findings]
  const found = verificationResults(findings)
  const list = readDataObjectList(card['8C'] ?? new Uint8Array())
  if (!list.ok) return err('unreadable')
  const wanted = wantedOf(found, card, terminal)
  const told = fillDataObjectList(list.value, about, { '95': found, '9F34': results })
  const key = wanted === 'decline' ? undefined : authentication.combinedKey
  const { status: answered, data } = chip.transmit(COMMANDS.generateCryptogram(wanted, told, key !== undefined))
  const read = answered === '9000' ? readElements(data) : undefined
  if (!read?.ok) return err('unreadable')
  const signed: Elements | undefined = key && sha1 ? combined(key, start, told, data, read.value, sha1) : {}
  // A chip that cannot sign its own cryptogram is a copy, whatever it says (Book 2, 6.6.2).
  if (!signed) return err('declined')
  const all: Elements = key ? { ...read.value, ...signed } : read.value
  const { '9F26': cryptogram, '9F27': kind, '9F36': counter, '9F10': applicationData } = all
  if (!cryptogram || !kind || !counter || !applicationData) return err('unreadable')
  const answer = (kind[0] ?? 0) & 0xc0
  if (answer !== ONLINE && !(answer === APPROVED && wanted === 'approve')) return err('declined')
  // Member by member: copying what has tags like 95 costs more than all else here.
  const request: Elements = {
    '9F26': cryptogram,
    '9F27': kind,
    '9F36': counter,
    '9F10': applicationData,
    '82': card['82'] ?? new Uint8Array(2),
    '9F02': about['9F02'],
    '9F03': about['9F03'],
    '9F1A': about['9F1A'],
    '5F2A': about['5F2A'],
    '9A': about['9A'],
    '9C': about['9C'],
    '9F37': about['9F37'],
    '9F33': about['9F33'],
    '95': found,
    '9F34': results,
  }
  const status = transactionStatus([
    ...(authentication.performed ? (['offline-data-authentication'] as const) : []),
    ...('skipped' in progress ? [] : (['cardholder-verification'] as const)),
    ...ALWAYS_DONE,
  ])
  return ok({ card, request, status, ...(answer === APPROVED ? { approved: true as const } : {}) })
}

/** Tag 9F27: an application cryptogram's kind. */
const APPROVED = 0x40
const ONLINE = 0x80
const ALWAYS_DONE = ['card-risk-management', 'terminal-risk-management'] as const

function wantedOf(findings: Uint8Array, card: Elements, { actionCodes = NO_ACTION_CODES, risk }: TerminalData): Action {
  const action = analyseActions(findings, issuerActionCodes(card), actionCodes, true)
  return action === 'approve' && !risk ? 'online' : action
}

/** Whether nothing found so far sends the payment online: card and terminal may agree alone, if the PIN is right. */
export const mayApproveOffline = (start: ChipStart, terminal: TerminalData): boolean => {
  const findings = [
    ...(start.authentication ?? NOT_AUTHENTICATED).findings,
    ...start.findings,
    ...start.progress.findings,
  ]
  return wantedOf(verificationResults(findings), start.card, terminal) === 'approve'
}

/** The cryptogram out of the chip's signature. A chip that declines signs nothing, and is not asked to. */
function combined(
  key: RsaPublicKey,
  { about, toldAtStart }: ChipStart,
  told: Uint8Array,
  data: Uint8Array,
  answer: Elements,
  sha1: Sha1,
): Elements | undefined {
  if (answer['9F26'] && ((answer['9F27']?.[0] ?? 0) & 0xc0) === 0) return {}
  if (!answer['9F4B']) return undefined
  const [template] = readTemplate(data)
  const said = readTemplate(template?.value ?? new Uint8Array()).filter(({ tag }) => tag !== '9F4B')
  const transaction = {
    unpredictableNumber: about['9F37'] ?? new Uint8Array(),
    said: [toldAtStart, told, ...said.map(({ tag, value }) => tlv(tag, value))],
  }
  return openCombinedSignature(key, answer['9F4B'], transaction, sha1)
}
