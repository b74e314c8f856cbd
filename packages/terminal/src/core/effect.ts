import type { CardMethod, CardRead, TerminalData, VirtualCard } from '@fiftyfive/emv'
import type { Money, Pan } from '@fiftyfive/kernel'
import type { Answer, WorkingKeys } from '../exchange/answer.ts'
import type { Journal, Pending, ScriptReport } from './journal.ts'
import type { DownloadStep } from '../parameters/download.ts'
import type { TerminalNotice } from './notice.ts'
import type { TerminalParameters } from '../parameters/parameters.ts'
import type { Line, Settlement, Totals } from './settlement/settlement.ts'
import type { DeviceStatus } from '../self-test/self-test.ts'

/**
 * What the core wants done. The shell carries the effects of one step out in order and waits for each; when one fails,
 * the rest of that step is dropped. So a `save` before a `send` means: nothing leaves before the record is durable.
 */
export type Effect =
  | { readonly type: 'connect' }
  /** Gives a link up that looks open and carries nothing; its end is reported as `link-down`. */
  | { readonly type: 'disconnect' }
  | { readonly type: 'save'; readonly journal: Journal }
  | { readonly type: 'send'; readonly request: Request }
  | { readonly type: 'load-keys'; readonly workingKeys: WorkingKeys }
  | {
      readonly type: 'read-card'
      readonly card: VirtualCard
      readonly method: CardMethod
      readonly amount: Money
      readonly fallbackAllowed: boolean
      /** Who may check a PIN of this transaction. */
      readonly pin: NonNullable<TerminalData['pin']>
      readonly parameters?: TerminalParameters
      /** A sale, which card and terminal may settle between them below the floor limit. */
      readonly mayStayOffline: boolean
      /** Of this batch, the latest last: what the same card has paid already counts against the floor limit. */
      readonly earlier: readonly Pick<Pending, 'maskedPan' | 'amount_minor'>[]
    }
  /** Goes on with the application that the cardholder has chosen. */
  | { readonly type: 'select-application'; readonly aid: string }
  /** The inserted chip from the beginning, for another try. */
  | { readonly type: 'restart-card' }
  /** Takes the PIN out of the PIN pad to the chip, in the form the chip wants. */
  | { readonly type: 'check-pin' }
  /** Asks the inserted chip for the cryptogram of the payment. `pinOnline`: a PIN goes to the issuer. */
  | { readonly type: 'request-cryptogram'; readonly pinOnline: boolean }
  /** Tells the inserted chip what its issuer answered, scripts included. */
  | { readonly type: 'complete-chip'; readonly answer: Answer }
  /** A new card session in the PIN pad: binds the card number, forgets the entry before. */
  | { readonly type: 'bind-card'; readonly pan: Pan }
  /** `purpose`: of a PIN change, the new PIN and the new PIN again. */
  | { readonly type: 'ask-pin'; readonly purpose?: 'new' | 'again' }
  | { readonly type: 'check-password'; readonly id: string; readonly password: string }
  /** Wipes what was typed and takes no more keys. */
  | { readonly type: 'disarm-pin-pad' }
  | { readonly type: 'start-timer'; readonly timer: TimerName; readonly delay_ms: number }
  | { readonly type: 'stop-timer'; readonly timer: TimerName }
  | { readonly type: 'notify'; readonly notice: TerminalNotice }

/** One timer of each name; starting it again replaces it. */
export type TimerName = 'answer' | 'pin-entry' | 'pin-warning' | 'reconnect' | 'again' | 'lock'

export type Request =
  | { readonly kind: 'sign-on'; readonly batch: number; readonly trace: number }
  /** `order`: number of a QR order. `card`: read just now. */
  | { readonly kind: 'payment'; readonly pending: Pending; readonly card?: CardRead; readonly order?: string }
  | { readonly kind: 'advice'; readonly advice: Pending }
  | { readonly kind: 'script'; readonly report: ScriptReport }
  | { readonly kind: 'download'; readonly batch: number; readonly trace: number; readonly wanted: DownloadStep }
  | { readonly kind: 'sign-off'; readonly batch: number; readonly trace: number }
  | { readonly kind: 'echo'; readonly batch: number; readonly trace: number; readonly status?: DeviceStatus }
  | {
      readonly kind: 'status'
      readonly batch: number
      readonly trace: number
      readonly original: { readonly batch: number; readonly trace: number }
    }
  | {
      readonly kind: 'settlement'
      readonly settlement: Settlement
      readonly totals: Totals
      /** Of an upload; empty at its end. */
      readonly lines: readonly Line[]
    }
  | { readonly kind: 'reversal'; readonly pending: Pending; readonly reason: NonNullable<Pending['reason']> }
