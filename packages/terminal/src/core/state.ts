import type { ApplicationChoice, CardRead } from '@fiftyfive/emv'
import type { Instant, Money } from '@fiftyfive/kernel'
import type { Cause } from '../refusal/causes.ts'
import type { Journal, Pending } from './journal.ts'
import type { Receipt } from '../receipt/receipt.ts'
import type { CheckProblem } from '../operators/operator-book.ts'
import type { PinRejection } from '../pin-pad/device.ts'
import type { OrderProblem, TransactionOrder } from './order.ts'
import type { Original } from './original.ts'
import type { Download } from '../parameters/download.ts'
import type { PaymentStatus } from './status-query.ts'
import type { SettlementReport } from './settlement/settlement.ts'
import type { TransactionKind } from './transaction.ts'
import type { DeviceStatus } from '../self-test/self-test.ts'

/** Everything the terminal knows outside its PIN pad. Plain data, replaced as a whole by each step. */
export interface TerminalState {
  /** What people see. */
  readonly screen: Screen
  readonly link: 'down' | 'connecting' | 'up'
  /** Working keys of a sign-on are in place. */
  readonly signedOn: boolean
  /** What survives a power cut; `journal.pending` is the payment whose outcome is still uncertain. */
  readonly journal: Journal
  /** Longer times for the PIN; the page may add speech. */
  readonly assistance?: boolean
  /** Who signed in at this terminal; absent where operators are not used. */
  readonly operator?: OperatorState | undefined
  /** Somebody must be logged in before anything is sold. */
  readonly operatorsUsed?: boolean
  /** A repair did not help somebody: until a PIN has been read again, nobody is asked for theirs twice. */
  readonly repairFailed?: true | undefined
  /** The request that is waiting for its answer. */
  readonly exchange?: Exchange | undefined
  /** The card payment in progress, from amount to outcome. */
  readonly session?: Session | undefined
  /** What a self-test found, until the host has heard of it or the power goes. */
  readonly tested?: DeviceStatus | undefined
  /** What follows once keys and pending payment are in order again (see `resume`). */
  readonly next?: ScreenOf<'enter-pin' | 'refused'> | undefined
}

/** Who works at the terminal. A manager may do what a cashier may, and give money back. */
export interface OperatorState {
  readonly id: string
  readonly role: 'cashier' | 'manager'
  readonly since: Instant
}

export interface Exchange {
  readonly kind:
    | 'sign-on'
    | 'payment'
    | 'reversal'
    /** A transaction of the store-and-forward queue. */
    | 'advice'
    | 'settlement'
    /** What a chip made of issuer scripts. */
    | 'script'
    | 'download'
    | 'status'
    | 'sign-off'
    | 'echo'
  /** DE 11 of the request and of its answer. */
  readonly trace: number
  /** Of a status query: the payment it asks about. */
  readonly original?: { readonly batch: number; readonly trace: number }
  readonly download?: Download
}

export interface Session {
  readonly kind: TransactionKind
  readonly amount: Money
  readonly original?: Original
  readonly voiceCode?: string
  readonly card?: CardRead
  /** The number of that card under a key of the PIN pad. */
  readonly sealedPan?: string
  /** What the next prompt says, while the chip begins anew. */
  readonly notice?: PinNotice
  /** PINs asked for so far. */
  readonly entries: number
  /** Reads of the chip that failed. */
  readonly chipFailures: number
  /** PINs the issuer called wrong in this session. */
  readonly pinRefusals: number
  /** PINs asked for once more in this session for a fault of ours, after an automatic sign-on where that can help. */
  readonly repairs: number
}

/** How a refused payment can still be made. */
export type Offer = 'retry' | 'other-card' | 'qr'

/** Which page a refusal gets; the words are chosen by `cause` first, by `family` when the cause is unknown. */
export type RefusalFamily = 'wrong-pin' | 'locked' | 'our-fault' | 'card' | 'network' | 'pin-missing' | 'declined'

/** Why the PIN is asked for again. Absent at the first prompt. */
export interface PinNotice {
  readonly family: RefusalFamily
  readonly cause: Cause
  readonly confidence_percent?: number
  /** Only when the issuer or the chip said so. */
  readonly triesLeft?: number
  readonly lastTry: boolean
  /** The chip checked it, and no message has left. */
  readonly byChip?: true
}

interface WithAmount {
  readonly kind: TransactionKind
  readonly amount: Money
}

export type Screen =
  | { readonly name: 'starting' }
  /** `repair`: in the middle of a payment, because the host could not use our keys. */
  | { readonly name: 'signing-on'; readonly purpose: 'start' | 'repair' | 'requested' | 'reversal' | 'off' }
  | { readonly name: 'out-of-service'; readonly reason: OutOfService; readonly code?: string }
  | { readonly name: 'idle' }
  /** Signed off at the host: nothing is taken until the next sign-on. */
  | { readonly name: 'signed-off' }
  /** An order that cannot be begun; nothing was sent. */
  | {
      readonly name: 'not-possible'
      /** Absent for a settlement. */
      readonly kind?: TransactionKind
      readonly problem: OrderProblem
      /** What a manager may let pass with number and password. */
      readonly awaits?: TransactionOrder | 'settlement'
      readonly refused?: CheckProblem
    }
  /** Operators are used and nobody is logged in. */
  | { readonly name: 'log-in'; readonly refused?: CheckProblem }
  /** Nobody touched it for a while; the shift goes on after the password. */
  | { readonly name: 'locked'; readonly refused?: CheckProblem }
  | (WithAmount & {
      readonly name: 'present-card'
      /** `other-card`: not the card of the payment that is to be undone or completed. */
      readonly problem?: 'unreadable' | 'use-chip' | 'use-stripe' | 'other-card' | 'not-accepted'
    })
  /** The card has several applications, or one that is not to be taken unasked: the cardholder chooses. */
  | (WithAmount & ApplicationChoice & { readonly name: 'choose-application' })
  | (WithAmount & {
      readonly name: 'enter-pin'
      readonly maskedPan: string
      readonly method: CardRead['method']
      /** For the dots; the digits themselves never leave the PIN pad. */
      readonly digits: number
      /** 1 for the first entry of this card session. */
      readonly entry: number
      /** Who checks the PIN. */
      readonly checkedBy: 'issuer' | 'chip'
      /** Of the chip's own PIN, when it told before the first entry. */
      readonly triesLeft?: number
      readonly notice?: PinNotice
      /** Of a PIN change: the present PIN, the new one, the new one again. */
      readonly step?: 'old' | 'new' | 'again'
      /** Why the PIN pad did not take the new PIN. */
      readonly rejected?: PinRejection
      /** The time for the PIN ends in so long; absent until it is short. */
      readonly endsIn_ms?: number
      /** Other ways to pay that may be chosen instead of entering the PIN again. */
      readonly offers: readonly Offer[]
    })
  /** `card`: the chip compares the PIN or computes its cryptogram, and nothing has left yet. */
  | (WithAmount & { readonly name: 'sending'; readonly maskedPan: string; readonly stage: 'card' | 'host' })
  /** The outcome of the payment is uncertain; it is being undone. `attempts` counts the reversals sent. */
  | (WithAmount & { readonly name: 'reversing'; readonly reason: Pending['reason']; readonly attempts: number })
  | (WithAmount & {
      readonly name: 'qr'
      /** Text to draw as a QR code. */
      readonly payload: string
      readonly order: string
    })
  | { readonly name: 'approved'; readonly receipt: Receipt }
  | {
      readonly name: 'refused'
      readonly receipt: Receipt
      readonly family: RefusalFamily
      readonly cause: Cause
      readonly confidence_percent?: number
      readonly triesLeft?: number
      readonly offers: readonly Offer[]
    }
  /** After a restart or a late link: the uncertain payment was undone, nothing was charged. */
  | { readonly name: 'reversed'; readonly receipt: Receipt }
  /** Comparing the batch with the host; nothing else is possible until it is done. */
  | {
      readonly name: 'settling'
      readonly stage: 'totals' | 'upload' | 'upload-end'
      readonly attempts: number
      /** The last answer, when the host could not do it yet. */
      readonly code?: string
    }
  | { readonly name: 'settled'; readonly report: SettlementReport }
  | { readonly name: 'asking-status' }
  | { readonly name: 'status'; readonly status: PaymentStatus }

export type OutOfService =
  | 'not-activated'
  /** A working key of the sign-on does not match its check value; nothing of it was stored. */
  | 'check-value'
  /** The sign-on answer has a form that cannot be used. */
  | 'sign-on-format'
  /** The host refused the sign-on; `code` says with which response code. */
  | 'sign-on-refused'
  | 'sign-on-unanswered'
  /** The durable memory failed; no payment may start. */
  | 'storage'
  /** The PIN pad does not answer; nothing can be enciphered or authenticated. */
  | 'pin-pad'
  | 'no-link'

export type ScreenName = Screen['name']
export type ScreenOf<Name extends ScreenName> = Extract<Screen, { name: Name }>
