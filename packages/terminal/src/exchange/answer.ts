/** An answer of the host, reduced to what the terminal decides on. */
export interface Answer {
  readonly kind: 'sign-on' | 'sale' | 'reversal'
  /** DE 11. */
  readonly trace: number
  /** DE 39. */
  readonly code: string
  /** DE 64 under our MAC key. A sign-on answer carries none: the working keys prove themselves by check values. */
  readonly mac: 'valid' | 'invalid' | 'missing'
  readonly authorizationCode?: string
  readonly referenceNumber?: string
  /** DE 63: why, as far as the host knows. */
  readonly advice?: { readonly cause: string; readonly confidence_percent: number; readonly triesLeft?: number }
  readonly signOn?: SignOnData
}

export interface SignOnData {
  /** DE 60.2 of the answer. */
  readonly batch: number
  readonly workingKeys: WorkingKeys
}

/** DE 62 of an 0810 with network code 003: cryptograms under the terminal master key, check values of 4 bytes. */
export interface WorkingKeys {
  readonly pin: { readonly cryptogram: Uint8Array; readonly checkValue: Uint8Array }
  readonly mac: { readonly cryptogram: Uint8Array; readonly checkValue: Uint8Array }
}
