import type { Pan, Track2 } from '@fiftyfive/kernel'
import type { CardMethod } from './card.ts'

/** What the reader hands to the terminal after a good read. Lives in memory only, for as long as the payment lasts. */
export interface CardRead {
  readonly method: CardMethod
  readonly pan: Pan
  readonly track2: Track2
  /** YYMM. */
  readonly expiry: string
  /** Three digits, the form of DE 23. */
  readonly sequenceNumber: string
  /** Who checks a PIN: the issuer, the chip by one way or the other, or nobody. */
  readonly pin: 'online' | 'plaintext' | 'enciphered' | 'none'
  /** What the chip says of its own PIN (9F17); it may say nothing. */
  readonly triesLeft?: number
  /** The chip takes no PIN any more, and its list went on without. */
  readonly pinLocked?: true
  /** Instead of a PIN, after a tap: the holder's own device has seen who it is, or the cashier shall compare a signature. */
  readonly verification?: 'device' | 'signature'
  /** The stripe of a chip card was read because its chip could not be. */
  readonly fallback: boolean
  /** Card and terminal may agree without the issuer. */
  readonly mayStayOffline?: true
  /** They have agreed: the cryptogram is a certificate, and the issuer is told later. */
  readonly approvedOffline?: true
  /** For the receipt: the application that was used (84, 50) and what was done with it (9B). */
  readonly application?: { readonly aid: Uint8Array; readonly label: string; readonly status: Uint8Array }
  /** Data elements of DE 55 by tag (upper-case hex): of a tap at once, of an inserted chip once the PIN is there. */
  readonly chipData?: Readonly<Record<string, Uint8Array>>
}

/**
 * `unreadable`: nothing came back from chip or stripe. `use-chip`: the stripe says that there is a chip, and the chip
 * was not tried yet (EMV Book 4, 11.2: a terminal falls back only after the chip failed), or the amount is above what may
 * be tapped. `not-accepted`: the chip works and no payment can be made with it; nor with its stripe, as it is no fallback.
 */
export type CardReadError = 'unreadable' | 'use-chip' | 'not-accepted'

/** Nothing is read yet: the cardholder chooses one of these first, best first (EMV Book 1, 12.4). */
export interface ApplicationChoice {
  readonly applications: readonly ApplicationOffer[]
  /** The one that was chosen does not let itself be used, and is not on the list any more. */
  readonly refused?: true
}
export interface ApplicationOffer {
  /** Hex, upper case. */
  readonly aid: string
  readonly label: string
}
