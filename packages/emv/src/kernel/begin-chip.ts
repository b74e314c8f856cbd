import {
  concatBytes,
  err,
  fromHex,
  isoAmount,
  isoCurrency,
  ok,
  toHex,
  type Random,
  type Result,
} from '@fiftyfive/kernel'
import { COMMANDS, type Chip } from '../chip/command.ts'
import type { TerminalData } from '../terminal-data.ts'
import { fillDataObjectList, readDataObjectList, readElements, type Elements } from '../tlv.ts'
import type { DataAuthentication } from './authenticate-data.ts'
import {
  beginVerification,
  NOT_WANTED,
  readVerificationList,
  type VerificationContext,
  type VerificationList,
  type VerificationMethod,
  type VerificationProgress,
} from './cardholder-verification.ts'
import { readRecords } from './read-records.ts'
import { restrictions } from './restrictions.ts'
import { manageRisk } from './risk-management.ts'
import { selectApplication, selectByName, type SelectionProblem } from './select-application.ts'
import type { Finding } from './verification-results.ts'

/** A payment with a chip as far as it goes without the cardholder: application, records, restrictions, risk. */
export interface ChipStart {
  /** Everything the card said, by tag. */
  readonly card: Elements
  /** What the terminal says about the payment and about itself. */
  readonly about: AboutPayment
  /** What the chip was told with its start (PDOL). */
  readonly toldAtStart: Uint8Array
  /** The records that the issuer signed, and tag 82 where 9F4A lists it (Book 3, 10.3). */
  readonly staticData: Uint8Array
  readonly authentication?: DataAuthentication
  readonly list: VerificationList
  readonly context: VerificationContext
  /** Where the card's verification list stands. */
  readonly progress: VerificationProgress
  /** Besides those of the verification. */
  readonly findings: readonly Finding[]
}

/** Amount, countries, currency, date, kind of payment, unpredictable number, capabilities. */
export type AboutPayment = Readonly<
  Record<'9F02' | '9F03' | '9F1A' | '5F2A' | '9A' | '9C' | '9F37' | '9F33', Uint8Array>
>

export type ChipProblem = SelectionProblem | 'unreadable'

/** Ways of verification behind 9F33 = E0F8C8: PIN online, by the chip in clear or enciphered; signature; none. */
const SUPPORTED: ReadonlySet<VerificationMethod> = new Set<VerificationMethod>([
  'online-pin',
  'plaintext-pin',
  'plaintext-pin-and-signature',
  'enciphered-pin',
  'enciphered-pin-and-signature',
  'signature',
])
const METHODS: Readonly<Record<NonNullable<TerminalData['pin']>, ReadonlySet<VerificationMethod>>> = {
  'by-card': SUPPORTED,
  // The issuer itself must see it: to tell a balance, to change it.
  online: new Set<VerificationMethod>(['online-pin']),
  // Nobody asks for one (void, refund, completion): a signature on paper.
  none: new Set<VerificationMethod>(['signature']),
}

/**
 * Selection, start and records (EMV Book 3, 10.1 and 10.2), then all that can be found without the cardholder. `chosen`:
 * name of the application that the cardholder has chosen.
 */
export function beginChip(
  chip: Chip,
  terminal: TerminalData,
  random: Random,
  chosen?: Uint8Array,
): Result<ChipStart, ChipProblem> {
  const application = chosen
    ? selectByName(chip, chosen)
    : selectApplication(chip, terminal.qualifiers !== undefined, terminal.applications)
  if (!application.ok) return application
  const about = elementsAbout(terminal, random)
  const wants = readDataObjectList(application.value['9F38'] ?? new Uint8Array())
  if (!wants.ok) return err('unreadable')
  const { qualifiers } = terminal
  const toldAtStart = fillDataObjectList(wants.value, about, qualifiers && { '9F66': qualifiers })
  const started = said(chip, COMMANDS.getProcessingOptions(toldAtStart))
  const records = started && readRecords(chip, started['94'] ?? new Uint8Array())
  if (!started || !records?.ok) return err('unreadable')
  const { elements, signed } = records.value
  const list = readVerificationList(elements['8E'] ?? new Uint8Array(8))
  if (!list.ok) return err('unreadable')
  const card = elements
  for (const earlier of [started, application.value]) {
    for (const tag of Object.keys(earlier)) card[tag] ??= earlier[tag] as Uint8Array
  }
  const profile = card['9F4A'] ? (card['82'] ?? new Uint8Array()) : new Uint8Array()
  const staticData = concatBytes(...signed, profile)
  const context: VerificationContext = {
    amount_minor: terminal.amount.minor,
    sameCurrency: toHex(card['9F42'] ?? new Uint8Array()) === isoCurrency(terminal.amount).padStart(4, '0'),
    transaction: 'purchase',
    supports: METHODS[terminal.pin ?? 'by-card'],
  }
  const findings = [...restrictions(card, about), ...risks(chip, card, terminal, random)]
  const progress = verifies(card) ? beginVerification(list.value, context) : NOT_WANTED
  return ok({ card, about, toldAtStart, staticData, list: list.value, context, progress, findings })
}

/** Tag 82: whether the card supports cardholder verification at all (Book 3, annex C1; 10.5). */
const verifies = (card: Elements): boolean => ((card['82']?.[0] ?? 0) & 0x10) !== 0

/** Terminal risk management (Book 3, 10.6). A payment that always goes online has a floor limit of zero. */
function risks(chip: Chip, card: Elements, terminal: TerminalData, random: Random): readonly Finding[] {
  const counter = numberOf(said(chip, COMMANDS.getData('9F36'))?.['9F36'])
  const lastOnline = said(chip, COMMANDS.getData('9F13'))?.['9F13']
  const [lower, upper] = [card['9F14'], card['9F23']]
  const counters = {
    counter,
    ...(lastOnline ? { lastOnline: numberOf(lastOnline) } : {}),
    ...(lower ? { lowerLimit: numberOf(lower) } : {}),
    ...(upper ? { upperLimit: numberOf(upper) } : {}),
  }
  return manageRisk(
    terminal.risk ?? ALWAYS_ONLINE,
    terminal.amount.minor,
    terminal.earlier_minor ?? 0,
    counters,
    random,
  )
}

const ALWAYS_ONLINE = { floorLimit_minor: 0, threshold_minor: 0, target_percent: 0, targetMax_percent: 0 }

const numberOf = (bytes: Uint8Array = new Uint8Array()): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)

/** What the terminal says of itself, whatever the payment. */
const ABOUT_TERMINAL = {
  '9F03': fromHex('000000000000'),
  '9F1A': fromHex('0156'),
  '9C': fromHex('00'),
  /** Keys, stripe, chip; PINs of all kinds, signature, none; static, dynamic and combined authentication (Book 4, A2). */
  '9F33': fromHex('E0F8C8'),
}

const elementsAbout = (terminal: TerminalData, random: Random): AboutPayment => ({
  '9F02': fromHex(isoAmount(terminal.amount)),
  '9F03': ABOUT_TERMINAL['9F03'],
  '9F1A': ABOUT_TERMINAL['9F1A'],
  '5F2A': fromHex(isoCurrency(terminal.amount).padStart(4, '0')),
  '9A': fromHex(terminal.date),
  '9C': ABOUT_TERMINAL['9C'],
  '9F37': random.bytes(4),
  '9F33': ABOUT_TERMINAL['9F33'],
})

/** What the chip says to a command, or undefined when it does not do it. */
export function said(chip: Chip, command: Parameters<Chip['transmit']>[0]): Elements | undefined {
  const { status, data } = chip.transmit(command)
  const read = status === '9000' ? readElements(data) : undefined
  return read?.ok ? read.value : undefined
}
