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
  /** Visa PIN verification value, 4 digits, and the index of the key it was made with. */
  readonly pinVerificationValue: string
  readonly pinVerificationKeyIndex: number
  /** Wrong PINs still allowed; 0 means locked. */
  readonly triesLeft: number
  readonly status: 'active' | 'blocked'
  /** What can be spent, minor units; holds are already taken off. */
  readonly available_minor: number
  readonly currency: string
}

/** Three wrong PINs in a row lock the card, as Chinese banks do at the counter; a right one starts the count anew. */
export const PIN_TRIES_MAX = 3
