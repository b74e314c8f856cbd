import type { Currency, Instant, Money } from '@fiftyfive/kernel'
import type { PaymentKey } from './payment.ts'

/** `T0000001-000001`: what the keys of all its payments begin with. */
export type BatchKey = string
export const batchKey = (terminalId: string, batch: string): BatchKey => `${terminalId}-${batch}`
/** The batch of the payment. */
export const batchOf = (key: PaymentKey): BatchKey => key.slice(0, key.lastIndexOf('-'))
/** After 999999 comes 000001. */
export const nextBatch = (batch: string): string => String((Number(batch) % 999_999) + 1).padStart(6, '0')
/** Nothing can be added to it or taken from it any more. */
export const isClosedBatch = (batch: Batch | undefined): boolean => batch !== undefined && batch.state !== 'differs'

export interface Totals {
  readonly debit_minor: number
  readonly debits: number
  readonly credit_minor: number
  readonly credits: number
}

/**
 * A batch exists from its first settlement request on; before that it is the payments that carry its number. `differs`:
 * its lines are being uploaded. `settled` and `exception` are closed for good, the latter with differences named.
 */
export interface Batch {
  readonly key: BatchKey
  readonly terminalId: string
  readonly batch: string
  readonly merchantId: string
  readonly state: 'differs' | 'settled' | 'exception'
  readonly currency: Currency
  /** What the terminal claimed in its 0500. */
  readonly claimed: Totals
  /** What was captured by our record when it was closed, or last compared. */
  readonly recorded: Totals
  readonly changedAt: Instant
}

/** One line of a batch upload. */
export interface UploadedLine {
  readonly payment: PaymentKey
  readonly amount_minor: number
  /** Token of its card number. */
  readonly card: string
}

/** One side of a ledger entry: the postings of one batch add up to zero. */
export interface Posting {
  readonly batch: BatchKey
  readonly payment: PaymentKey
  /** `merchant/898310154110001` is owed the money, `scheme/bank` owes it to us. */
  readonly account: string
  /** Positive: the account is owed more; negative: it owes more. */
  readonly amount: Money
}

/** Something that people must look at: it stays open until somebody resolves it. */
export interface OpenException {
  readonly id: string
  readonly kind:
    | 'duplicate-differs'
    | 'advice-refused'
    | 'advice-overdue'
    | 'reversal-overdue'
    | 'reversal-refused'
    | 'refund-to-payer'
    | 'batch-line'
    | 'batch-totals'
    | 'batch-overdue'
    | 'zone-keys-overdue'
  /** Empty when it is about a link. */
  readonly terminalId: string
  /** A payment, batch or message by its key; a link by its name. */
  readonly subject: string
  readonly amount_minor?: number
  /** Codes and numbers, never words. */
  readonly detail: string
  readonly at: Instant
}
