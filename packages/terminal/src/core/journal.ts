import type { CardMethod } from '@fiftyfive/emv'
import type { Currency } from '@fiftyfive/kernel'
import type { Receipt } from '../receipt/receipt.ts'

/**
 * The terminal's durable record: saved before the first byte of a payment leaves, read again after a restart. It holds
 * no card number, track or PIN block, masked or not encrypted: a reversal is matched by terminal, batch and trace.
 */
export interface Journal {
  /** DE 60.2, 1 to 999999. */
  readonly batch: number
  /** Last DE 11 used, 0 to 999999. */
  readonly trace: number
  readonly pending?: Pending
  /** How the payment before ended, to be looked up and printed again. */
  readonly last?: Receipt
}

/** A payment that may have been charged: sent, or about to be. It is cleared by its answer or by an answered reversal. */
export interface Pending {
  readonly kind: 'sale' | 'qr-sale'
  readonly batch: number
  readonly trace: number
  readonly amount_minor: number
  readonly currency: Currency
  readonly maskedPan: string
  readonly method: CardMethod | 'qr'
  /** DE 22 of the original. */
  readonly entryMode: string
  /** Set once it must be undone. DE 39 of the reversal: 98 no answer, A0 answer with a bad MAC, 06 anything else. */
  readonly reason?: '98' | 'A0' | '06'
  /** Reversals sent so far. */
  readonly reversals: number
}
