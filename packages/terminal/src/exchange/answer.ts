import type { TlvFields, UnionPayMessage } from '@fiftyfive/iso8583'
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
  readonly download?: DownloadAnswer
}

/** DE 62 of an answer to a download. */
export interface DownloadAnswer {
  readonly parameters?: NonNullable<NonNullable<UnionPayMessage[62]>['terminalParameters']>
  /** 0 none, 1 here it is or all of the list, 2 more follows, 3 the list ends here. */
  readonly status?: string
  readonly records?: readonly TlvFields[]
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
