import { err, fromHex, isoAmount, isoCurrency, ok, toHex, type Random, type Result } from '@fiftyfive/kernel'
import { COMMANDS, type Chip, type ChipAnswer } from '../chip/command.ts'
import { UNIONPAY } from '../chip/personalize.ts'
import type { TerminalData } from '../terminal-data.ts'
import { fillDataObjectList, readDataObjectList, readElements, type Elements } from '../tlv.ts'
import { candidateFrom, orderCandidates, type AcceptedApplication, type Candidate } from './application-selection.ts'
import {
  beginVerification,
  continueVerification,
  readVerificationList,
  type MethodOutcome,
  type VerificationContext,
  type VerificationMethod,
} from './cardholder-verification.ts'
import { transactionStatus } from './transaction-status.ts'
import { verificationResults, type Finding } from './verification-results.ts'

/** Applications this terminal accepts. */
const ACCEPTED: readonly AcceptedApplication[] = [{ aid: UNIONPAY, partial: true }]
/** Ways of verification behind 9F33 = E040C8: the PIN goes online, nothing is signed. */
const SUPPORTED: ReadonlySet<VerificationMethod> = new Set(['online-pin'])
/** Where no PIN is asked for (void, refund, completion): a signature on paper. */
const WITHOUT_PIN: ReadonlySet<VerificationMethod> = new Set(['signature'])

/** What a payment with a chip has come to when the request goes online. */
export interface ChipRun {
  /** Everything the card said, by tag. */
  readonly card: Elements
  /** Data elements of DE 55. */
  readonly request: Elements
  /** Tag 9B. */
  readonly status: Uint8Array
}

/**
 * A payment with a chip up to the request cryptogram (EMV Book 3, 10): select, start, read, check, verify, ask for an
 * ARQC. The terminal is online-only, so there is no risk management but to go online. The PIN is entered after the card
 * was read; the verification results already say so, because the cryptogram covers them and no payment leaves without it.
 */
export function runChip(chip: Chip, terminal: TerminalData, random: Random): Result<ChipRun, string> {
  const application = selectApplication(chip)
  if (!application.ok) return application
  const about = elementsAbout(terminal, random)
  const wants = readDataObjectList(application.value['9F38'] ?? new Uint8Array())
  if (!wants.ok) return wants
  const started = said(chip.transmit(COMMANDS.getProcessingOptions(fillDataObjectList(wants.value, about))))
  if (!started.ok) return started
  const records = readRecords(chip, started.value['94'] ?? new Uint8Array())
  if (!records.ok) return records
  const card = { ...application.value, ...started.value, ...records.value }
  const verified = verify(card, terminal)
  if (!verified.ok) return verified
  const findings = [...restrictions(card, terminal), ...verified.value.findings]
  const aboutPayment = {
    ...about,
    '95': verificationResults(['offline-data-authentication-not-performed', ...findings]),
  }
  const list = readDataObjectList(card['8C'] ?? new Uint8Array())
  if (!list.ok) return list
  const cryptogram = said(
    chip.transmit(COMMANDS.generateCryptogram('online', fillDataObjectList(list.value, aboutPayment))),
  )
  if (!cryptogram.ok) return cryptogram
  const { '9F26': ac, '9F27': kind, '9F36': counter, '9F10': applicationData } = cryptogram.value
  if (!ac || !kind || !counter || !applicationData) return err('no cryptogram')
  if (((kind[0] ?? 0) & 0xc0) !== 0x80) return err('the card declines offline')
  const fromCard = {
    '9F26': ac,
    '9F27': kind,
    '9F36': counter,
    '9F10': applicationData,
    '82': card['82'] ?? new Uint8Array(2),
  }
  const status = transactionStatus(['cardholder-verification', 'card-risk-management'])
  return ok({ card, request: { ...fromCard, ...aboutPayment, '9F34': verified.value.results }, status })
}

function selectApplication(chip: Chip): Result<Elements, string> {
  const found: (Candidate & { elements: Elements })[] = []
  for (const accepted of ACCEPTED) {
    const selected = said(chip.transmit(COMMANDS.select(accepted.aid)))
    const candidate = selected.ok ? candidateFrom(selected.value, accepted) : undefined
    if (selected.ok && candidate) found.push({ ...candidate, elements: selected.value })
  }
  const [first] = orderCandidates(found)
  if (!first) return err('no application in common')
  return said(chip.transmit(COMMANDS.select(first.aid)))
}

/** The application file locator, tag 94: four bytes for each file: number, first and last record, signed records. */
function readRecords(chip: Chip, locator: Uint8Array): Result<Elements, string> {
  const all: Record<string, Uint8Array> = {}
  for (let at = 0; at + 4 <= locator.length; at += 4) {
    const [file = 0, first = 0, last = 0] = locator.subarray(at, at + 3)
    for (let record = first; record <= last; record++) {
      const read = said(chip.transmit(COMMANDS.readRecord(file >> 3, record)))
      if (!read.ok) return read
      Object.assign(all, read.value)
    }
  }
  return ok(all)
}

function verify(
  card: Elements,
  terminal: TerminalData,
): Result<{ results: Uint8Array; findings: readonly Finding[] }, string> {
  const read = readVerificationList(card['8E'] ?? new Uint8Array(8))
  if (!read.ok) return read
  const list = read.value
  const context: VerificationContext = {
    amount_minor: terminal.amount.minor,
    sameCurrency: toHex(card['9F42'] ?? new Uint8Array()) === isoCurrency(terminal.amount).padStart(4, '0'),
    transaction: 'purchase',
    supports: terminal.asksPin === false ? WITHOUT_PIN : SUPPORTED,
  }
  let progress = beginVerification(list, context)
  while (progress.next === 'perform') {
    const outcome: MethodOutcome =
      progress.method === 'online-pin' || progress.method === 'signature' ? 'unknown' : 'failed'
    progress = continueVerification(list, context, progress, outcome)
  }
  return ok(progress)
}

/** Expiry (Book 3, 10.4.3). The dates are YYMMDD of this century. */
const restrictions = (card: Elements, terminal: TerminalData): readonly Finding[] => [
  ...(card['5F24'] && toHex(card['5F24']) < terminal.date ? (['application-expired'] as const) : []),
  ...(card['5F25'] && toHex(card['5F25']) > terminal.date ? (['application-not-yet-effective'] as const) : []),
]

/** What the terminal says about the payment and about itself. */
const elementsAbout = (terminal: TerminalData, random: Random): Elements => ({
  '9F02': fromHex(isoAmount(terminal.amount)),
  '9F03': fromHex('000000000000'),
  '9F1A': fromHex('0156'),
  '5F2A': fromHex(isoCurrency(terminal.amount).padStart(4, '0')),
  '9A': fromHex(terminal.date),
  '9C': fromHex('00'),
  '9F37': random.bytes(4),
  /** Terminal capabilities: manual, stripe, chip; online PIN; SDA, DDA, CDA. */
  '9F33': fromHex('E040C8'),
})

function said({ status, data }: ChipAnswer): Result<Elements, string> {
  return status === '9000' ? readElements(data) : err(`the card answers ${status}`)
}
