import { AMOUNT_MINOR_MAX, money, type Instant, type Money } from '@fiftyfive/kernel'
import { localDate } from '../exchange/local-date.ts'
import type { Journal } from './journal.ts'
import { findOriginal, originalOf, ORIGINALS, type NamedOriginal, type Original } from './original.ts'
import { TRANSACTIONS, type TransactionKind } from './transaction.ts'

/** A transaction as somebody at the counter asks for it. */
export interface TransactionOrder {
  readonly kind: Exclude<TransactionKind, 'qr-sale'>
  /** Where the kind has an amount of its own; a void or cancellation takes that of a known original. */
  readonly amount?: Money
  readonly original?: NamedOriginal
  /** DE 38 got by voice, of an offline sale. */
  readonly voiceCode?: string
}

/** Why an order cannot be begun. Nothing was sent. */
export type OrderProblem =
  | 'amount'
  /** No such payment here, or it was undone already. */
  | 'no-original'
  | 'reference'
  /** The open batch is full: settle first. */
  | 'batch-full'
  | 'manager-needed'
  /** The acquirer does not let this terminal do it. */
  | 'not-allowed'

export interface ReadyOrder {
  readonly kind: TransactionKind
  readonly amount: Money
  readonly original?: Original
  readonly voiceCode?: string
}

/** What is to be done, or why not. */
export function readyOrder(
  order: TransactionOrder,
  journal: Journal,
  currency: Money['currency'],
): ReadyOrder | OrderProblem {
  const rule = TRANSACTIONS[order.kind]
  const original = resolveOriginal(order, journal)
  if (typeof original === 'string') return original
  const entered = rule.amount === 'none' ? money(0, currency) : (original?.amount ?? order.amount)
  const amount = rule.amount === 'entered' ? order.amount : entered
  if (!amount || (rule.amount !== 'none' && !isPayable(amount))) return 'amount'
  if (original?.amount && order.kind === 'refund' && amount.minor > original.amount.minor) return 'amount'
  return {
    kind: order.kind,
    amount,
    ...(original ? { original: original.named } : {}),
    ...(order.voiceCode === undefined ? {} : { voiceCode: order.voiceCode }),
  }
}

function resolveOriginal(
  { kind, original }: TransactionOrder,
  journal: Journal,
): { readonly named: Original; readonly amount?: Money } | OrderProblem | undefined {
  if (!ORIGINALS[kind]) return undefined
  if (!original) return 'no-original'
  if ('trace' in original) {
    const entry = findOriginal(kind, journal, original.trace)
    if (!entry) return 'no-original'
    return { named: originalOf(entry, monthAndDay(entry.at)), amount: money(entry.amount_minor, entry.currency) }
  }
  const { tender, ...named } = original
  if (!/^[0-9A-Za-z]{12}$/.test(named.referenceNumber)) return 'reference'
  const known = (journal.entries ?? []).find(({ referenceNumber }) => referenceNumber === named.referenceNumber)
  if (known && (ORIGINALS[kind] ?? []).includes(known.kind)) {
    return { named: originalOf(known, monthAndDay(known.at)), amount: money(known.amount_minor, known.currency) }
  }
  return { named: { ...named, ...(tender === 'qr' ? { method: 'qr' as const } : {}) } }
}

const isPayable = ({ minor }: Money): boolean => Number.isSafeInteger(minor) && minor > 0 && minor <= AMOUNT_MINOR_MAX

/** MMDD, as DE 61.3 wants it. */
export const monthAndDay = (at: Instant): string => localDate(at).slice(2)
