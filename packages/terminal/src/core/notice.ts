import type { Cause } from '../refusal/causes.ts'
import type { OutOfService, RefusalFamily } from './state.ts'

/** What a till that integrates the terminal hears, in the order it happens. No notice carries card data. */
export type TerminalNotice =
  | { readonly type: 'signed-on' }
  | { readonly type: 'out-of-service'; readonly reason: OutOfService }
  | { readonly type: 'payment-started'; readonly amount_minor: number }
  | { readonly type: 'card-read'; readonly maskedPan: string }
  | { readonly type: 'card-unreadable' }
  | { readonly type: 'pin-entry-started'; readonly entry: number }
  /** The time for the PIN is nearly over. */
  | { readonly type: 'pin-entry-ending'; readonly endsIn_ms: number }
  | { readonly type: 'sending'; readonly trace: number }
  | {
      readonly type: 'pin-refused'
      readonly family: RefusalFamily
      readonly cause: Cause
      readonly triesLeft?: number
    }
  /** The PIN is asked for again with the card that was read. */
  | { readonly type: 'retrying' }
  /** The terminal signs on by itself because the host could not use its keys. */
  | { readonly type: 'repairing' }
  | { readonly type: 'approved'; readonly trace: number }
  | { readonly type: 'refused'; readonly code: string; readonly family: RefusalFamily; readonly cause: Cause }
  | { readonly type: 'reversing'; readonly trace: number; readonly attempt: number }
  | { readonly type: 'reversed'; readonly trace: number }
  | { readonly type: 'qr-shown'; readonly order: string }
  | { readonly type: 'cancelled' }
  /** An answer that nobody is waiting for any more, or one that cannot be read. */
  | { readonly type: 'answer-ignored' }
