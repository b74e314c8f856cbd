import type { ApplicationChoice, CardMethod, CardRead, CardReadError, PinCheck, VirtualCard } from '@fiftyfive/emv'
import type { Money } from '@fiftyfive/kernel'
import type { Answer } from '../exchange/answer.ts'
import type { CheckProblem, Role } from '../operators/operator-book.ts'
import type { PinRejection } from '../pin-pad/device.ts'
import type { TimerName } from './effect.ts'
import type { Journal } from './journal.ts'
import type { ChipOutcome } from './chip.ts'
import type { TransactionOrder } from './order.ts'
import type { DeviceStatus } from '../self-test/self-test.ts'

/** What people at the counter do. These are the events an application dispatches. */
export type CounterEvent =
  | { readonly type: 'amount-entered'; readonly amount: Money }
  /** Any transaction of the menu; `amount-entered` is short for a sale. */
  | { readonly type: 'transaction-ordered'; readonly order: TransactionOrder }
  | { readonly type: 'card-presented'; readonly card: VirtualCard; readonly method: CardMethod }
  /** One of the applications of `choose-application`, by its name. */
  | { readonly type: 'application-chosen'; readonly aid: string }
  /** Ask for the PIN once more with the card that was read (from `refused`). */
  | { readonly type: 'retry-chosen' }
  /** The same amount with another card (from `refused` or `enter-pin`). */
  | { readonly type: 'other-card-chosen' }
  /** The same amount by QR code (from `refused`, `enter-pin` or `present-card`). */
  | { readonly type: 'qr-chosen' }
  /** The cardholder needs longer for the PIN (from `enter-pin`). */
  | { readonly type: 'more-time-chosen' }
  /** Longer times for people who need them; stays on until it is switched off. */
  | { readonly type: 'assistance-set'; readonly on: boolean }
  | { readonly type: 'cancelled' }
  /** Back to `idle` from a finished payment. */
  | { readonly type: 'done' }
  | { readonly type: 'sign-on-requested' }
  | { readonly type: 'sign-off-requested' }
  /** Number and password, from `log-in`, `locked` or `not-possible`. */
  | { readonly type: 'credentials-entered'; readonly id: string; readonly password: string }
  | { readonly type: 'log-out' }
  | { readonly type: 'lock-requested' }
  | { readonly type: 'settlement-requested' }
  /** Asks the host what became of a payment of this terminal; of the last one when none is named. */
  | { readonly type: 'status-requested'; readonly batch?: number; readonly trace?: number }
  /** Asks the host for limits, applications and keys now. */
  | { readonly type: 'parameters-requested' }
  /** A short message there and back, for a self-test; with `status` it tells the host what the test found. */
  | { readonly type: 'echo-requested'; readonly status?: DeviceStatus }

/** What nothing can be sold without: the durable memory, and the PIN pad, whose MAC every payment carries. */
export type VitalPart = 'storage' | 'pin-pad'

/** What the parts of the terminal report back. Dispatched by the shell. */
export type MachineEvent =
  | {
      readonly type: 'started'
      readonly journal: Journal
      readonly activated: boolean
      readonly operatorsUsed?: boolean
    }
  | { readonly type: 'operators-changed'; readonly used: boolean }
  | { readonly type: 'password-right'; readonly id: string; readonly role: Role }
  | { readonly type: 'password-refused'; readonly refused: CheckProblem }
  | { readonly type: 'link-up' }
  | { readonly type: 'link-down' }
  /** `sealedPan`: the card number under a key of the PIN pad. */
  | { readonly type: 'card-read'; readonly read: CardRead; readonly sealedPan: string }
  /** The cardholder is to choose before the card is read. */
  | { readonly type: 'applications-found'; readonly choice: ApplicationChoice }
  | { readonly type: 'card-failed'; readonly error: CardReadError; readonly method: CardMethod }
  /** What the chip said to the PIN, and who wants one next: the same chip again, the issuer, nobody. */
  | { readonly type: 'pin-checked'; readonly check: PinCheck; readonly next: CardRead['pin'] | 'again' }
  | { readonly type: 'cryptogram'; readonly read: Pick<CardRead, 'chipData' | 'application' | 'approvedOffline'> }
  /** `declined`: card or terminal refuse this payment offline. `unreadable`: the chip does not answer any more. */
  | { readonly type: 'chip-failed'; readonly reason: 'declined' | 'unreadable' }
  /** Without an outcome when the chip does not answer any more. */
  | { readonly type: 'chip-completed'; readonly answer: Answer; readonly completion?: ChipOutcome }
  | { readonly type: 'pin-digits-changed'; readonly digits: number }
  | { readonly type: 'pin-confirmed' }
  | { readonly type: 'pin-rejected'; readonly reason: PinRejection }
  | { readonly type: 'answered'; readonly answer: Answer }
  /** Bytes arrived that are no message of ours. */
  | { readonly type: 'noise' }
  | { readonly type: 'keys-loaded' }
  | { readonly type: 'keys-refused'; readonly reason: 'check-value' | 'sign-on-format' | 'storage' }
  | { readonly type: 'part-failed'; readonly part: VitalPart }
  | { readonly type: 'timer'; readonly timer: TimerName }

export type TerminalEvent = CounterEvent | MachineEvent
