import type { Cause } from '../refusal/causes.ts'
import type { PinRejection } from '../pin-pad/device.ts'
import type { OrderProblem } from './order.ts'
import type { OutOfService, RefusalFamily } from './state.ts'
import type { PaymentStatus } from './status-query.ts'
import type { TransactionKind } from './transaction.ts'

/** What a till that integrates the terminal hears, in the order it happens. No notice carries card data. */
export type TerminalNotice =
  | { readonly type: 'signed-on' }
  | { readonly type: 'out-of-service'; readonly reason: OutOfService }
  | { readonly type: 'payment-started'; readonly amount_minor: number; readonly kind: TransactionKind }
  /** An order that cannot be begun; nothing was sent. */
  | { readonly type: 'not-possible'; readonly kind?: TransactionKind; readonly problem: OrderProblem }
  | { readonly type: 'card-read'; readonly maskedPan: string }
  | { readonly type: 'card-unreadable' }
  | { readonly type: 'pin-entry-started'; readonly entry: number }
  /** How many digits there are, never which. */
  | { readonly type: 'pin-digits'; readonly digits: number }
  /** The time for the PIN is nearly over. */
  | { readonly type: 'pin-entry-ending'; readonly endsIn_ms: number }
  | { readonly type: 'sending'; readonly trace: number }
  | {
      readonly type: 'pin-refused'
      readonly family: RefusalFamily
      readonly cause: Cause
      readonly triesLeft?: number
      /** The chip compared it; nothing was sent. */
      readonly byChip?: true
    }
  /** The PIN is asked for again with the card that was read. */
  | { readonly type: 'retrying' }
  /** The terminal signs on by itself because the host could not use its keys. */
  | { readonly type: 'repairing' }
  | { readonly type: 'approved'; readonly trace: number; readonly kind: TransactionKind }
  /** Done at the counter and recorded; the host gets it as soon as it can be reached. */
  | { readonly type: 'stored'; readonly trace: number; readonly kind: TransactionKind }
  | { readonly type: 'delivered'; readonly trace: number }
  /** The host refused for good what was stored: it is on the list of exceptions. */
  | { readonly type: 'exception'; readonly trace: number; readonly code: string }
  | { readonly type: 'refused'; readonly code: string; readonly family: RefusalFamily; readonly cause: Cause }
  | { readonly type: 'reversing'; readonly trace: number; readonly attempt: number }
  | { readonly type: 'reversed'; readonly trace: number }
  | { readonly type: 'qr-shown'; readonly order: string }
  | { readonly type: 'signed-off' }
  /** Limits, applications and keys of the host are in force. */
  | { readonly type: 'parameters-loaded'; readonly version: string }
  | { readonly type: 'operator-in' | 'operator-out'; readonly operator: string }
  /** A new PIN that the PIN pad does not take. */
  | { readonly type: 'pin-not-taken'; readonly reason: PinRejection }
  | { readonly type: 'settling'; readonly batch: number }
  | { readonly type: 'settled'; readonly batch: number; readonly agreed: boolean }
  | { readonly type: 'status-told'; readonly status: PaymentStatus }
  | { readonly type: 'echoed' }
  | { readonly type: 'cancelled' }
  /** An answer that nobody is waiting for any more, or one that cannot be read. */
  | { readonly type: 'answer-ignored' }
