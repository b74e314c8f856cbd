import type { Owner } from '@fiftyfive/diagnosis'

/** A line of `truth.ndjson`. docs/reference/attempts.md describes the kinds. */
export type TruthLine = AttemptTruth | FaultTruth | LookAlikeTruth | SaleTruth

/** Why one attempt was refused, as the simulated world knows it. */
export interface AttemptTruth {
  readonly kind: 'attempt'
  readonly id: string
  /** A cause of the catalogue; absent for a kind of fault that is in no catalogue. */
  readonly cause?: string
  readonly owner: Owner
  /** The fault that touched it; absent for what happens in a healthy fleet. */
  readonly fault?: string
  /** Causes that would have refused it as well, had the first not been there. */
  readonly also?: readonly string[]
  /** The issuer counted a PIN try for it. */
  readonly tryCounted?: boolean
  /** The sale it was part of. */
  readonly sale?: string
}

/** One fault. */
export interface FaultTruth {
  readonly kind: 'fault'
  readonly id: string
  readonly cause?: string
  readonly owner: Owner
  /** Elements `dimension=value`, several of one element joined by `&`: `terminal=T0000042`, `model=m1&version=2.0.1`. */
  readonly scope: readonly string[]
  /** By element, other names that cover the same attempts. */
  readonly equivalents?: Readonly<Record<string, readonly string[]>>
  /** Milliseconds since 1970. */
  readonly from: number
  readonly until: number
}

/** Something harmless that looks like a fault in the figures: an incident about it is a false one. */
export interface LookAlikeTruth {
  readonly kind: 'look-alike'
  readonly id: string
  readonly what: string
  readonly scope: readonly string[]
  readonly from: number
  readonly until: number
}

/** A customer at a till with something to pay, and how it ended. */
export interface SaleTruth {
  readonly kind: 'sale'
  readonly id: string
  readonly amount_minor: number
  /** `otherwise`: with another card or another means than a card. */
  readonly outcome: 'paid' | 'otherwise' | 'lost'
}
