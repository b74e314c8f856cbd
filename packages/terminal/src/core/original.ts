import type { CardMethod } from '@fiftyfive/emv'
import type { Entry, Journal } from './journal.ts'
import type { TransactionKind } from './transaction.ts'

/** How people name the payment that is to be undone, completed or refunded. */
export type NamedOriginal =
  /** A payment of this terminal, by the trace number on its receipt. */
  | { readonly trace: number }
  /** A payment of any terminal of this shop, by what its receipt says. */
  | {
      /** DE 37, 12 characters. */
      readonly referenceNumber: string
      /** MMDD. */
      readonly date?: string
      /** DE 38, 6 characters. */
      readonly authorizationCode?: string
      readonly tender?: 'card' | 'qr'
    }

/** The original as a message names it (DE 37, 38, 61), and as far as this terminal knows it. */
export interface Original {
  readonly batch?: number
  readonly trace?: number
  /** MMDD. */
  readonly date?: string
  readonly referenceNumber?: string
  readonly authorizationCode?: string
  readonly maskedPan?: string
  readonly method?: CardMethod | 'qr'
}

/** Kinds that the original of a transaction may be of (docs/reference/unionpay-transactions.md). */
export const ORIGINALS: Partial<Record<TransactionKind, readonly TransactionKind[]>> = {
  // What a phone has paid is given back by a refund, which reaches the payer for certain.
  void: ['sale'],
  refund: ['sale', 'qr-sale', 'completion', 'completion-advice'],
  'pre-authorization-cancellation': ['pre-authorization'],
  completion: ['pre-authorization'],
  'completion-advice': ['pre-authorization'],
  'completion-cancellation': ['completion'],
  adjustment: ['offline-sale'],
}
/** Everything of this terminal that may be an original of `kind` and was not undone, newest first. */
export function originalsFor(kind: TransactionKind, journal: Journal): readonly Entry[] {
  const kinds = ORIGINALS[kind] ?? []
  const all = [...(journal.holds ?? []), ...(journal.entries ?? [])]
  const referring = all.filter(({ original }) => original !== undefined)
  const undone = (entry: Entry): boolean => referring.some((other) => spends(other, entry, kind))
  // A completion that was cancelled lets its pre-authorization stand again.
  const spent = (entry: Entry): boolean => referring.some((other) => spends(other, entry, kind) && !undone(other))
  return all.filter((entry) => kinds.includes(entry.kind) && !spent(entry)).toReversed()
}

/** Whether `other` leaves nothing of `entry` for a transaction of `kind`. A refund may be followed by another, in parts. */
function spends({ kind, original }: Entry, entry: Entry, wanted: TransactionKind): boolean {
  if (original?.trace !== entry.trace || original.batch !== entry.batch || kind === 'adjustment') return false
  return kind !== 'refund' || wanted !== 'refund'
}

export const findOriginal = (kind: TransactionKind, journal: Journal, trace: number): Entry | undefined =>
  originalsFor(kind, journal).find((entry) => entry.trace === trace)

export const originalOf = (entry: Entry, date: string): Original => ({
  batch: entry.batch,
  trace: entry.trace,
  date,
  maskedPan: entry.maskedPan,
  method: entry.method,
  ...(entry.referenceNumber === undefined ? {} : { referenceNumber: entry.referenceNumber }),
  ...(entry.authorizationCode === undefined ? {} : { authorizationCode: entry.authorizationCode }),
})
