import type { Instant } from '@fiftyfive/kernel'
import type { OnwardReversal, Payment, PaymentKey, PaymentStatus, StoredAnswer } from './payment.ts'
import type { Terminal } from './terminal.ts'

/**
 * What is written, in the order it became true. The journal is the record; every table is a projection of it. Entries
 * of one `commit` become durable together or not at all.
 */
export type JournalEntry =
  | { readonly type: 'merchant-registered'; readonly merchant: Merchant }
  | {
      readonly type: 'activation-issued'
      readonly code: string
      readonly terminalId: string
      readonly merchantId: string
    }
  | { readonly type: 'terminal-activated'; readonly code: string; readonly terminal: Terminal }
  | { readonly type: 'terminal-keys'; readonly reason: 'delivered' | 'confirmed'; readonly terminal: Terminal }
  | { readonly type: 'payment-received'; readonly payment: Payment }
  | {
      readonly type: 'payment-completed'
      readonly key: PaymentKey
      readonly status: Exclude<PaymentStatus, 'open'>
      readonly answer: StoredAnswer
    }
  /** A reversal of a terminal. Without a payment it leaves a tombstone that refuses the original should it come later. */
  | {
      readonly type: 'reversal-received'
      readonly key: PaymentKey
      readonly terminalId: string
      readonly reason: string
    }
  | { readonly type: 'onward-reversal-queued'; readonly reversal: OnwardReversal }
  | { readonly type: 'onward-reversal-answered'; readonly reference: string; readonly code: string }

export interface Merchant {
  readonly id: string
  readonly name: { readonly en: string; readonly 'zh-CN': string }
}

export interface StoredEntry {
  readonly at: Instant
  readonly entry: JournalEntry
}

/** The acquirer's memory. Fulfilled on SQLite and, with the same tests, on PostgreSQL. */
export interface AcquirerStore {
  /** Resolves when all entries are on disk. A failure to write is not survivable: the process must stop. */
  commit(at: Instant, entries: readonly JournalEntry[]): Promise<void>
  merchant(id: string): Promise<Merchant | undefined>
  merchants(): Promise<readonly Merchant[]>
  terminal(id: string): Promise<Terminal | undefined>
  terminalCount(): Promise<number>
  /** The terminal an unused activation code was issued for. */
  activation(code: string): Promise<{ readonly terminalId: string; readonly merchantId: string } | undefined>
  payment(key: PaymentKey): Promise<Payment | undefined>
  /** True when a reversal of this payment was received, even before the payment itself. */
  wasReversed(key: PaymentKey): Promise<boolean>
  /** Payments that were open when the process last stopped. */
  openPayments(): Promise<readonly Payment[]>
  onwardReversals(): Promise<readonly OnwardReversal[]>
  /** The DE 37 that was given last, or undefined in a new store. */
  lastReference(): Promise<string | undefined>
}
