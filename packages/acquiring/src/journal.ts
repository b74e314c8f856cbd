import type { Instant } from '@fiftyfive/kernel'
import type { Batch, BatchKey, OpenException, Posting, UploadedLine } from './batch.ts'
import type { Owed, Payment, PaymentKey, PaymentStatus, StoodIn, StoredAnswer } from './payment.ts'
import type { Restriction } from './restriction.ts'
import type { Terminal } from './terminal.ts'

/**
 * What is written, in the order it became true. The journal is the record; every table is a projection of it
 * (projection.ts). Entries of one `commit` become durable together or not at all.
 */
export type JournalEntry =
  | { readonly type: 'merchant-registered'; readonly merchant: Merchant }
  | { readonly type: 'merchant-state'; readonly reason: string; readonly merchant: Merchant }
  | {
      readonly type: 'activation-issued'
      readonly code: string
      readonly terminalId: string
      readonly merchantId: string
    }
  | { readonly type: 'terminal-activated'; readonly code: string; readonly terminal: Terminal }
  | { readonly type: 'terminal-keys'; readonly reason: 'delivered' | 'confirmed'; readonly terminal: Terminal }
  | { readonly type: 'terminal-state'; readonly reason: string; readonly terminal: Terminal }
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
  | { readonly type: 'owed-queued'; readonly owed: Owed }
  | {
      readonly type: 'owed-answered'
      readonly id: string
      readonly kind: Owed['kind']
      readonly paymentKey: PaymentKey
      readonly code: string
    }
  /** The issuer will not take it, however often it is sent. It stays on record beside its exception. */
  | { readonly type: 'owed-refused'; readonly id: string; readonly paymentKey: PaymentKey; readonly code: string }
  | { readonly type: 'batch-changed'; readonly batch: Batch }
  | { readonly type: 'batch-uploaded'; readonly batch: BatchKey; readonly lines: readonly UploadedLine[] }
  | { readonly type: 'batch-posted'; readonly batch: BatchKey; readonly postings: readonly Posting[] }
  | { readonly type: 'exception-opened'; readonly exception: OpenException }
  | { readonly type: 'exception-resolved'; readonly id: string; readonly by: string; readonly note: string }
  | { readonly type: 'restriction-placed'; readonly restriction: Restriction; readonly by: string }
  | { readonly type: 'restriction-lifted'; readonly id: string; readonly by: string }
  /** A key that seals card numbers: `commitment` is its SHA-256, so that nobody can say later that it was another one. */
  | {
      readonly type: 'card-key'
      readonly state: 'made' | 'destroyed'
      readonly id: string
      /** UTC, YYYY-MM-DD: the day whose card numbers it seals. */
      readonly day: string
      readonly commitment: string
    }
  | { readonly type: 'zone-keys'; readonly reason: 'offered' | 'confirmed'; readonly zone: ZoneKeyState }

export interface Merchant {
  readonly id: string
  readonly name: { readonly en: string; readonly 'zh-CN': string }
  /** Without it: active. */
  readonly status?: 'active' | 'inactive'
}

/** Keys shared with one issuer or network, as key blocks under our module's master key. */
export interface ZoneKeyVersion {
  readonly pin: string
  readonly mac: string
  readonly pinCheckValue: string
  readonly macCheckValue: string
  readonly madeAt: Instant
}
/** `pending` was offered and serves once the other side confirmed its check values; `previous` still verifies. */
export interface ZoneKeyState {
  readonly link: string
  readonly current: ZoneKeyVersion
  readonly pending?: ZoneKeyVersion
  readonly previous?: ZoneKeyVersion
}

/** At once where it is at hand, as in memory: a promise costs every payment a turn. To be awaited all the same. */
export type Soon<T> = T | Promise<T>

export const andThen = <T, U>(value: Soon<T>, make: (value: T) => Soon<U>): Soon<U> =>
  value instanceof Promise ? value.then(make) : make(value)

/** The acquirer's memory: what the journal comes to. Stores fulfil `JournalStore` and get this from `acquirerStoreOver`. */
export interface AcquirerStore {
  /** Resolves when all entries are on disk. A failure to write is not survivable: the process must stop. */
  commit(at: Instant, entries: readonly JournalEntry[]): Promise<void>
  merchant(id: string): Soon<Merchant | undefined>
  merchants(): Promise<readonly Merchant[]>
  terminal(id: string): Soon<Terminal | undefined>
  terminals(): Promise<readonly Terminal[]>
  terminalCount(): Promise<number>
  /** The terminal an unused activation code was issued for. */
  activation(code: string): Promise<{ readonly terminalId: string; readonly merchantId: string } | undefined>
  payment(key: PaymentKey): Soon<Payment | undefined>
  /** By DE 37. */
  paymentByReference(reference: string): Promise<Payment | undefined>
  /** Everything that refers to this first original, directly or not, in the order of the keys. */
  family(key: PaymentKey): Promise<readonly Payment[]>
  paymentsOfBatch(batch: BatchKey): Promise<readonly Payment[]>
  /** True when a reversal of this payment was received, even before the payment itself. */
  wasReversed(key: PaymentKey): Soon<boolean>
  /** Payments that were open when the process last stopped. */
  openPayments(): Promise<readonly Payment[]>
  /** What is still to be delivered to issuers. */
  owed(): Promise<readonly Owed[]>
  /** What was approved for this card in its issuer's place, and the issuer has not heard of yet. */
  stoodIn(card: string): Promise<readonly StoodIn[]>
  batch(key: BatchKey): Soon<Batch | undefined>
  /** In the order of their keys. */
  batchesOfMerchant(merchantId: string): Promise<readonly Batch[]>
  uploadedLines(batch: BatchKey): Promise<readonly UploadedLine[]>
  postings(batch: BatchKey): Promise<readonly Posting[]>
  exception(id: string): Promise<OpenException | undefined>
  /** All about a payment or batch whose key begins so, resolved ones among them. */
  exceptionsOf(kind: OpenException['kind'], subject: string): Promise<readonly OpenException[]>
  /** Those that nobody resolved yet. */
  openExceptions(): Promise<readonly OpenException[]>
  /** Those that nobody lifted yet, lapsed ones among them. */
  restrictions(): Promise<readonly Restriction[]>
  zoneKeys(link: string): Promise<ZoneKeyState | undefined>
  /** The DE 37 that was given last, or undefined in a new store. */
  lastReference(): Promise<string | undefined>
}
