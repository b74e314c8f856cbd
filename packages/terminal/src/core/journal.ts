import type { CardMethod } from '@fiftyfive/emv'
import type { Currency, Instant } from '@fiftyfive/kernel'
import type { Receipt, ReceiptChip } from '../receipt/receipt.ts'
import type { TerminalParameters } from '../parameters/parameters.ts'
import type { Original } from './original.ts'
import type { Settlement, SettlementReport } from './settlement/settlement.ts'
import type { TransactionKind } from './transaction.ts'

/**
 * The terminal's durable record: saved before the first byte of a payment leaves, read again after a restart. It holds
 * no track and no PIN block, and card numbers masked or sealed by the PIN pad: settlement wants them once more.
 */
export interface Journal {
  /** DE 60.2, 1 to 999999. */
  readonly batch: number
  /** Last DE 11 used, 0 to 999999. */
  readonly trace: number
  readonly pending?: Pending
  /** How the payment before ended, to be looked up and printed again. */
  readonly last?: Receipt
  /** What was approved since the last settlement, oldest first; only ever added to. Absent: nothing. */
  readonly entries?: readonly Entry[]
  /** Pre-authorizations of settled batches that nobody has completed or cancelled yet. */
  readonly holds?: readonly Entry[]
  /** Store and forward, oldest first: done at the counter, not yet taken by the host. */
  readonly advices?: readonly Pending[]
  /** What the host refused for good of these: somebody has to see to it. */
  readonly exceptions?: readonly Exception[]
  /** What chips made of their issuers' scripts, oldest first; told to the host (0620) until it has answered. */
  readonly scripts?: readonly ScriptReport[]
  /** What the host has set for this terminal. */
  readonly parameters?: TerminalParameters
  /** A settlement that has begun; it goes on after a restart. */
  readonly settlement?: Settlement
  readonly lastSettlement?: SettlementReport
}

/** A transaction that was sent, or is about to be. It is cleared by its answer or by an answered reversal. */
export interface Pending {
  readonly kind: TransactionKind
  readonly batch: number
  readonly trace: number
  /** 0 for a transaction without an amount. */
  readonly amount_minor: number
  readonly currency: Currency
  readonly maskedPan: string
  /** The card number under a key that never leaves the PIN pad. Absent without a card. */
  readonly sealedPan?: string
  /** YYMM; kept for an advice, which carries no track. */
  readonly expiry?: string
  readonly sequenceNumber?: string
  readonly method: CardMethod | 'qr'
  /** DE 22 of the original. */
  readonly entryMode: string
  readonly original?: Original
  /** DE 38 that was got by voice, of an offline sale. */
  readonly voiceCode?: string
  readonly at?: Instant
  readonly operator?: string
  readonly verified?: Receipt['verified']
  /** What the receipt tells of the chip. */
  readonly chip?: ReceiptChip
  /** Data elements of DE 55 by tag, hex; for an advice, which may leave much later. */
  readonly chipData?: Readonly<Record<string, string>>
  /** Set once it must be undone. DE 39 of the reversal: 98 no answer, A0 answer with a bad MAC, 06 anything else. */
  readonly reason?: '98' | 'A0' | '06'
  /** Reversals sent so far. */
  readonly reversals: number
}

/** What a chip made of its issuer's scripts. */
export interface ScriptReport {
  readonly batch: number
  /** DE 11 of the report. */
  readonly trace: number
  readonly original: Pick<Original, 'batch' | 'trace' | 'referenceNumber'>
  /** DE 55 by tag, hex: DF31 and what proves it. */
  readonly chipData: Readonly<Record<string, string>>
}

/** An approved transaction. */
export interface Entry extends Pick<
  Pending,
  | 'kind'
  | 'batch'
  | 'trace'
  | 'amount_minor'
  | 'currency'
  | 'maskedPan'
  | 'sealedPan'
  | 'expiry'
  | 'method'
  | 'original'
  | 'operator'
> {
  readonly at: Instant
  /** DE 38. */
  readonly authorizationCode?: string
  /** DE 37. */
  readonly referenceNumber?: string
}

export interface Exception {
  readonly advice: Pending
  /** DE 39. */
  readonly code: string
  readonly at: Instant
}
