import type { AdditionalAmounts } from '@fiftyfive/iso8583'
import type { Instant, Money } from '@fiftyfive/kernel'
import type { PaymentKind } from './transaction.ts'

/** Identifies one request of a terminal for good: terminal, batch and trace number, `T0000001-000001-000042`. */
export type PaymentKey = string

/** In one piece, which a template is not: it is looked up a few dozen times, character by character. */
export const paymentKey = (terminalId: string, batch: string, trace: string): PaymentKey =>
  [terminalId, batch, trace].join('-')

/** The journalled life of one payment. */
export interface Payment {
  readonly key: PaymentKey
  readonly kind: PaymentKind
  /** The payment that this one voids, cancels, completes, refunds or adjusts. */
  readonly original?: PaymentKey
  /** The first original, when it refers to one: a refund of a completion belongs to the family of its hold. */
  readonly family?: PaymentKey
  readonly terminalId: string
  readonly merchantId: string
  readonly receivedAt: Instant
  readonly amount: Money
  /** Absent when the payer used a QR code instead of a card. */
  readonly card?: StoredCard
  /** DE 37 towards the issuer: unique for good, so that issuer and acquirer mean the same payment by it. */
  readonly reference: string
  readonly status: PaymentStatus
  /** Tag DF31 of a script notification, hex. */
  readonly scriptResult?: string
  /** DE 38 of the request: the original's, or the code of a voice authorization. */
  readonly authorizationCode?: string
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
  readonly authorizationCode?: string | undefined
  /** DE 54 of the answer to a balance inquiry. */
  readonly balance?: AdditionalAmounts | undefined
  /** Tag 91 for the chip, hex. */
  readonly issuerAuthentication?: string | undefined
  /**
   * Scripts for the chip came with it. They are passed on once and kept nowhere, since one may hold a PIN: this answer cannot
   * be given again.
   */
  readonly scripted?: true | undefined
  /** DE 12 and 13 of the answer: hhmmss, MMDD. */
  readonly time: string
  readonly date: string
  readonly advice?: Advice | undefined
}

/** What the terminal is told about a refusal, in DE 63. */
export interface Advice {
  readonly cause: string
  readonly confidence_percent: number
  readonly triesLeft?: number
}

/**
 * Store and forward: a message owed to an issuer until it answers, or the money of a payer with a phone who paid for what
 * did not stand.
 */
export interface Owed {
  /** Kind and DE 37 of the payment: one payment owes at most one of each. */
  readonly id: string
  readonly kind: 'reversal' | 'advice' | 'payer-refund'
  readonly paymentKey: PaymentKey
  /** The payment's DE 37. */
  readonly reference: string
  /** The first original: what refers to it, directly or not, goes out in the order of its references. */
  readonly family: PaymentKey
  /** Name of the issuer's link; `qr` for a payer. */
  readonly link: string
  readonly trace: string
  readonly transmittedAt: Instant
  /** Of an advice about what was approved in the issuer's place: it counts against its card until the issuer has answered. */
  readonly stoodIn?: StoodIn
}

/** An approval in an issuer's place. */
export interface StoodIn {
  /** Token of its card. */
  readonly card: string
  readonly amount_minor: number
}

export const owedId = (kind: Owed['kind'], reference: string): string => `${kind}-${reference}`
