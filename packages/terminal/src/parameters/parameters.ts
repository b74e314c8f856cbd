import {
  type AcceptedApplication,
  type ActionCodes,
  type ContactlessLimits,
  type Elements,
  type RiskParameters,
  type RsaPublicKey,
  type TerminalData,
  toNumber,
} from '@fiftyfive/emv'
import { concatBytes, equalBytes, fromHex, toHex, type Instant } from '@fiftyfive/kernel'
import { sha1 } from '@fiftyfive/security'
import type { TerminalConfiguration } from '../configuration.ts'
import { TRANSACTIONS, type TransactionKind } from '../core/transaction.ts'

/** What the acquirer has set for one terminal, as its record keeps it: plain data, bytes as hex. Nothing in it is secret. */
export interface TerminalParameters {
  readonly version: string
  readonly loadedAt: Instant
  /** Limits that replace those of the configuration. */
  readonly settings: Partial<Pick<TerminalConfiguration, 'answer_ms' | 'batchMax'>>
  /** Absent: everything. */
  readonly allowed?: readonly TransactionKind[]
  readonly applications: readonly ApplicationParameters[]
  readonly caKeys: readonly CaKey[]
}

export interface ApplicationParameters {
  /** 9F06. */
  readonly aid: string
  /** DF01 = 00: a card's longer name that begins with it is accepted too. */
  readonly partial: boolean
  /** DF13, DF12, DF11: terminal action codes, 5 bytes each. */
  readonly denial: string
  readonly online: string
  readonly default: string
  /** 9F1B, DF15, DF17, DF16; absent where every payment goes online. */
  readonly risk?: RiskParameters
  /** DF19, DF20, DF21; absent where the acquirer sets none. */
  readonly contactless?: ContactlessLimits
}

export interface CaKey {
  readonly rid: string
  readonly index: string
  readonly modulus: string
  readonly exponent: string
  /** YYYYMMDD. */
  readonly expiry: string
}

const NOTHING_FOUND = '0000000000'

/** The record of one application (PBOC 3.0 tags), or undefined without its name. */
export function applicationOf(record: Elements): ApplicationParameters | undefined {
  const aid = record['9F06']
  if (!aid || aid.length < 5) return undefined
  const hex = (tag: string) => (record[tag]?.length === 5 ? toHex(record[tag]) : NOTHING_FOUND)
  const [floor, transaction, verification] = ['DF19', 'DF20', 'DF21'].map((tag) => amountOf(record[tag]))
  const contactless =
    transaction === undefined || verification === undefined
      ? {}
      : { contactless: { floor_minor: floor ?? 0, transaction_minor: transaction, verification_minor: verification } }
  return {
    aid: toHex(aid),
    partial: record['DF01']?.[0] !== 1,
    denial: hex('DF13'),
    online: hex('DF12'),
    default: hex('DF11'),
    ...contactless,
    ...riskOf(record),
  }
}

/** Floor limit and threshold in four bytes each (a number, unlike other amounts), chances in percent as two digits. */
function riskOf(record: Elements): Pick<ApplicationParameters, 'risk'> {
  const number = (tag: string) => Number(toNumber(record[tag] ?? new Uint8Array()))
  const percent = (tag: string) => Number(toHex(record[tag] ?? new Uint8Array()))
  const floorLimit_minor = number('9F1B')
  if (floorLimit_minor === 0) return {}
  const chances = { target_percent: percent('DF17'), targetMax_percent: percent('DF16') }
  return { risk: { floorLimit_minor, threshold_minor: number('DF15'), ...chances } }
}

/** Twelve digits in six bytes. */
function amountOf(bytes: Uint8Array | undefined): number | undefined {
  const digits = bytes?.length === 6 ? toHex(bytes) : ''
  return /^\d{12}$/.test(digits) ? Number(digits) : undefined
}

/** Undefined when it does not match its own check value (DF03: SHA-1 over RID, index, modulus and exponent; Book 2, 11.1.2). */
export function caKeyOf(record: Elements): CaKey | undefined {
  const { '9F06': rid, '9F22': index, DF02: modulus, DF04: exponent, DF03: check, DF05: expiry } = record
  if (rid?.length !== 5 || index?.length !== 1 || !modulus || !exponent || !check || !expiry) return undefined
  if (!equalBytes(sha1(concatBytes(rid, index, modulus, exponent)), check)) return undefined
  const date = expiry.length === 8 ? new TextDecoder().decode(expiry) : toHex(expiry)
  return { rid: toHex(rid), index: toHex(index), modulus: toHex(modulus), exponent: toHex(exponent), expiry: date }
}

/** Parameter 26: a bit for each kind, from the left, in the order of docs/reference/unionpay-transactions.md. */
export function allowedBy(bits: Uint8Array): readonly TransactionKind[] {
  return ORDER.filter((_, place) => ((bits[place >> 3] ?? 0) & (0x80 >> (place & 7))) !== 0)
}

const ORDER: readonly TransactionKind[] = [
  'balance-inquiry',
  'sale',
  'void',
  'refund',
  'pre-authorization',
  'pre-authorization-cancellation',
  'completion',
  'completion-cancellation',
  'completion-advice',
  'offline-sale',
  'adjustment',
  'pin-change',
  'qr-sale',
]

export const isAllowed = (kind: TransactionKind, parameters: TerminalParameters | undefined): boolean =>
  parameters?.allowed?.includes(kind) ?? Object.hasOwn(TRANSACTIONS, kind)

type ReaderParameters = Pick<TerminalData, 'applications' | 'actionCodes' | 'certificationKeys' | 'risk'> & {
  readonly limits?: ContactlessLimits
}

/** Taken apart once, however many cards are read with them. */
const TAKEN_APART = new WeakMap<TerminalParameters, ReaderParameters>()

/** What the card reader needs of them. */
export function readerParameters(parameters: TerminalParameters | undefined): ReaderParameters {
  if (!parameters) return {}
  let apart = TAKEN_APART.get(parameters)
  if (!apart) {
    apart = takenApart(parameters)
    TAKEN_APART.set(parameters, apart)
  }
  return apart
}

function takenApart(parameters: TerminalParameters): ReaderParameters {
  const [first] = parameters.applications
  if (!first) return {}
  const actionCodes: ActionCodes = {
    denial: fromHex(first.denial),
    online: fromHex(first.online),
    default: fromHex(first.default),
  }
  const applications: readonly AcceptedApplication[] = parameters.applications.map(({ aid, partial }) => ({
    aid: fromHex(aid),
    partial,
  }))
  const certificationKeys = new Map<string, RsaPublicKey>(
    parameters.caKeys.map(({ rid, index, modulus, exponent }) => [
      rid + index,
      { modulus: fromHex(modulus), exponent: BigInt(`0x${exponent}`) },
    ]),
  )
  return {
    applications,
    actionCodes,
    certificationKeys,
    ...(first.risk ? { risk: first.risk } : {}),
    ...(first.contactless ? { limits: first.contactless } : {}),
  }
}
