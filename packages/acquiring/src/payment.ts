import type { Instant, Money } from '@fiftyfive/kernel'

/** Identifies one request of a terminal for good: terminal, batch and trace number, `T0000001-000001-000042`. */
export type PaymentKey = string

export const paymentKey = (terminalId: string, batch: string, trace: string): PaymentKey =>
  `${terminalId}-${batch}-${trace}`

/** The journalled life of one payment. */
export interface Payment {
  readonly key: PaymentKey
  readonly terminalId: string
  readonly merchantId: string
  readonly receivedAt: Instant
  readonly amount: Money
  /** Absent when the payer used a QR code instead of a card. */
  readonly card?: StoredCard
  /** DE 37 towards the issuer: unique for good, so that issuer and acquirer mean the same payment by it. */
  readonly reference: string
  readonly status: PaymentStatus
  /** Answer given to the terminal, once there is one; a retransmission gets it again. */
  readonly answer?: StoredAnswer
}

/**
 * open -> approved | declined | unknown; approved -> reversed; unknown -> reversed. `unknown` is a payment whose
 * outcome at the issuer was never learnt (time-out, crash); its onward reversal is queued in the same commit.
 */
export type PaymentStatus = 'open' | 'approved' | 'declined' | 'unknown' | 'reversed'

/** What may be stored of a card after authorization (PCI DSS 3.3, 3.5): never the track or the PIN block. */
export interface StoredCard {
  /** Keyed hash (HMAC-SHA-256) of the PAN: the same card, the same token. */
  readonly token: string
  /** First six and last four digits. */
  readonly masked: string
  /** AES-256-GCM ciphertext of the PAN, base64. */
  readonly sealed: string
  /** YYMM, when the card gave one. */
  readonly expiry?: string
}

export interface StoredAnswer {
  /** DE 39. */
  readonly code: string
  /** DE 38, approvals only. */
  readonly authorizationCode?: string
  /** DE 12 and 13 of the answer: hhmmss, MMDD. */
  readonly time: string
  readonly date: string
  readonly advice?: Advice
}

/** What the terminal is told about a refusal, in DE 63. */
export interface Advice {
  readonly cause: string
  readonly confidence_percent: number
  readonly triesLeft?: number
}

/** A message owed to an issuer until it answers: store and forward. */
export interface OnwardReversal {
  /** The payment's DE 37. */
  readonly reference: string
  readonly paymentKey: PaymentKey
  readonly link: string
  readonly trace: string
  readonly transmittedAt: Instant
  readonly amount: Money
  readonly card: StoredCard
  readonly terminalId: string
  readonly merchantId: string
}
