import type { Instant, Money, Pan } from '@fiftyfive/kernel'
import type { Advice, PaymentKey } from './payment.ts'

/**
 * Everything the acquirer saw of one attempt, filled in step by step as the payment goes down its pipeline. It holds
 * no PIN, key or PAN. The diagnosis reads it; the console shows it.
 */
export interface Observation {
  readonly key: PaymentKey
  readonly at: Instant
  readonly terminalId: string
  readonly merchantId: string
  merchantName: { readonly en: string; readonly 'zh-CN': string }
  readonly amount: Money
  /** Keyed hash of the PAN; empty for a payment without a card. */
  readonly card: string
  readonly maskedPan: string
  readonly range: string
  readonly entryMode: 'manual' | 'stripe' | 'chip' | 'contactless'
  readonly pinPresent: boolean
  readonly cardExpired?: boolean | undefined
  readonly cardFacts: CardFacts
  readonly terminalFacts: TerminalFacts
  mac?: 'valid' | 'valid-previous' | 'invalid' | 'missing' | undefined
  keyCheck?: 'current' | 'previous' | 'other' | undefined
  keyAge_s?: number | undefined
  pinBlock?: PinBlockFinding | undefined
  link?: string | undefined
  issuerLink?: 'answered' | 'timeout' | 'down' | 'damaged' | undefined
  issuerCode?: string | undefined
  forwarded: boolean
  triesLeft?: number | undefined
  latency_ms?: number | undefined
  duplicate?: boolean | undefined
  /** The batch of the request is not the one that the terminal's last sign-on named. */
  batchMismatch?: boolean | undefined
  /** `detail` is a number, a name or a code, never words: people read it in their own language. */
  readonly timeline: { readonly at: Instant; readonly step: string; readonly detail: string }[]
}

export interface PinBlockFinding {
  readonly shape: 'well-formed' | 'bad-control' | 'bad-length' | 'bad-digits' | 'bad-filler'
  readonly underPreviousKey?: boolean
  readonly underOtherFormat?: string
}

export interface CardFacts {
  /** Digits of the PAN, 13 to 19. */
  readonly panLength: number
  /** The service code of the card asks for a PIN. */
  readonly pinWanted?: boolean
  /** Tag 9F34, 6 hex digits. */
  readonly cvmResults?: string
}

/** What the terminal stated about itself and the entry, in DE 57. All of it is a claim, not a proof. */
export interface TerminalFacts {
  readonly softwareVersion?: string
  readonly model?: string
  readonly pinKeyCheckValue?: string
  readonly pinDigits?: number
  readonly clears?: number
  /** 0 under 3 s, 1 to 6 s, 2 to 15 s, 3 more. */
  readonly time?: number
  readonly repeated?: boolean
  readonly entry?: number
  readonly fallback?: boolean
}

/**
 * Asks the diagnosis why; answers within its own time limit, never fails, and is undefined where there is nothing to ask. Given
 * by the host, since parties do not import one another.
 */
export type Explain = (observation: Observation, code: string) => Promise<Advice | undefined> | undefined

/** Digits of the issuer identification number that a range is named by. */
export const rangeOf = (pan: Pan): string => pan.reveal().slice(0, 6)
