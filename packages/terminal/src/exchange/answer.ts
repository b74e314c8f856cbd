import type { Money } from '@fiftyfive/kernel'
import type { Exchange } from '../core/state.ts'

/** An answer of the host, reduced to what the terminal decides on. */
export interface Answer {
  /** The kinds of request that it may be an answer to. */
  readonly to: readonly Exchange['kind'][]
  /** DE 11. */
  readonly trace: number
  /** DE 39. */
  readonly code: string
  /** DE 64 under our MAC key. A sign-on answer carries none: the working keys prove themselves by check values. */
  readonly mac: 'valid' | 'invalid' | 'missing'
  /** DE 38. */
  readonly authorizationCode?: string
  /** DE 37. */
  readonly referenceNumber?: string
  /** DE 4. */
  readonly amount_minor?: number
  /** DE 54: the available balance. */
  readonly balance?: Money
  /** DE 48 of an 0510: whether both halves agree. */
  readonly totalsAgree?: boolean
  /** DE 55 by tag: issuer authentication data and scripts. */
  readonly chipData?: Readonly<Record<string, Uint8Array>>
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
