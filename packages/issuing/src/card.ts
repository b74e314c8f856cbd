import type { ChipActs } from './chip-acts.ts'

/** A card as its issuer keeps it. */
export interface CardAccount {
  /** Keyed hash of the PAN. */
  readonly token: string
  readonly masked: string
  /** AES-256-GCM ciphertext of the PAN, base64. */
  readonly sealed: string
  /** YYMM. */
  readonly expiry: string
  readonly sequenceNumber: string
  /**
   * IBM 3624 offset, one digit for each digit of the PIN. Not the Visa PVV: that looks at the first four digits only,
   * and would take any ending of a six-digit PIN for right.
   */
  readonly pinOffset: string
  /** Wrong PINs still allowed; 0 means locked. */
  readonly triesLeft: number
  readonly status: 'active' | 'blocked'
  /** What can be spent, minor units; holds are already taken off. */
  readonly available_minor: number
  readonly currency: string
  /** Set when we hold the key of its chip: its cryptograms are checked, and answered. */
  readonly chip?: true
  /** Payments its chip began, as far as they can still be presented again. */
  readonly chipActs?: ChipActs
  /** Its chip compares PINs itself, and has to hear of a new one. */
  readonly chipPin?: true
}

/** Three wrong PINs in a row lock the card, as Chinese banks do at the counter; a right one starts the count anew. */
export const PIN_TRIES_MAX = 3
