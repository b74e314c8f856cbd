import type { CardMethod } from '@fiftyfive/emv'
import type { Instant, Money } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'

/** What is printed. The card number is masked (PCI DSS 3.4.1); nothing on it can be used to pay. */
export interface Receipt {
  readonly outcome: 'approved' | 'refused' | 'reversed'
  /** Whether the customer's money moved. */
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
}
