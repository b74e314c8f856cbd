import type { CardMethod } from '@fiftyfive/emv'
import type { Instant, Money } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import type { TransactionKind } from '../core/transaction.ts'

/** What is printed. The card number is masked (PCI DSS 3.4.1); nothing on it can be used to pay. */
export interface Receipt {
  readonly kind: TransactionKind
  /** `stored`: done and recorded here, on its way to the host. */
  readonly outcome: 'approved' | 'refused' | 'reversed' | 'stored'
  /** Whether money of the customer's moved to the shop. */
  readonly charged: boolean
  readonly at: Instant
  readonly merchantName: TerminalConfiguration['merchantName']
  readonly merchantId: string
  readonly terminalId: string
  readonly batch: string
  readonly trace: string
  readonly amount: Money
  readonly tender: 'card' | 'qr'
  readonly method: CardMethod | 'qr'
  readonly maskedPan: string
  /** DE 39; empty when no answer came. */
  readonly code: string
  /** DE 38, approvals only. */
  readonly authorizationCode?: string
  /** DE 37. */
  readonly referenceNumber?: string
  /** Trace number of the payment that this one is about. */
  readonly originalTrace?: string
  readonly originalReference?: string
  /** DE 54 of a balance inquiry. */
  readonly balance?: Money
  readonly chip?: ReceiptChip
  readonly operator?: string
  /** How the cardholder was verified; `none` for a small amount by tap, which needs no signature either. Absent: not asked. */
  readonly verified?: 'pin' | 'device' | 'none'
  /** Made in training mode: no money, no host, not a receipt. */
  readonly training?: true
}

/** What EMV wants on the paper (Book 4, 11.4), hex in upper case. */
export interface ReceiptChip {
  /** Tag 84. */
  readonly aid: string
  /** Tag 50. */
  readonly label: string
  /** Tag 9F36. */
  readonly counter: string
  /** Tag 95. */
  readonly tvr: string
  /** Tag 9B. */
  readonly tsi: string
  /** Tag 9F26. */
  readonly cryptogram: string
  /** The chip has approved, so the cryptogram is a transaction certificate. */
  readonly certificate?: true
}
