import type { Instant } from '@fiftyfive/kernel'
import type { CardAccount } from './card.ts'
import type { ZoneKeyState } from './zone-keys.ts'

/** How an acquirer names a payment towards us: DE 32 and DE 37. The same name means the same payment, for good. */
export type AuthorizationKey = string
export const authorizationKey = (acquirerId: string, reference: string): AuthorizationKey =>
  `${acquirerId}-${reference}`

export type AuthorizationKind =
  | 'balance-inquiry'
  | 'sale'
  | 'void'
  | 'refund'
  | 'pre-authorization'
  | 'pre-authorization-cancellation'
  | 'completion'
  | 'completion-cancellation'
  | 'offline-sale'
  | 'adjustment'
  | 'pin-change'
  | 'script-notification'

/** In force, declined, or undone. `tombstone`: the reversal came first and the request must be refused. */
export type AuthorizationStatus = 'approved' | 'declined' | 'reversed' | 'tombstone'

export interface Authorization {
  readonly key: AuthorizationKey
  readonly kind: AuthorizationKind
  readonly token: string
  readonly amount_minor: number
  readonly status: AuthorizationStatus
  readonly code: string
  readonly authorizationCode?: string
  readonly triesLeft?: number
  /** Tag 91 of the answer, hex, when the chip's cryptogram was right. */
  readonly issuerAuthentication?: string
  /** Tag 72 of the answer, hex: what the chip shall do. */
  readonly issuerScript?: string
  /** Tag DF31 of a script notification, hex: what the chip made of its scripts. */
  readonly scriptResult?: string
  /** What it voids, cancels, completes, refunds or adjusts. */
  readonly original?: AuthorizationKey
  /** On a first original: everything that refers to it, directly or not, in the order in which it came. */
  readonly dependents?: readonly Dependent[]
  /** Available balance that was told. */
  readonly balance_minor?: number
  /** Of a PIN change: what a reversal brings back, and what it must still find. */
  readonly pinOffset?: { readonly before: string; readonly after: string }
}

export type Dependent = Pick<Authorization, 'key' | 'kind' | 'amount_minor' | 'status'> & {
  readonly original: AuthorizationKey
}

export type IssuerEntry =
  | { readonly type: 'card-changed'; readonly reason: string; readonly card: CardAccount }
  | { readonly type: 'authorization'; readonly authorization: Authorization }
  | { readonly type: 'zone-keys'; readonly zone: ZoneKeyState }

/** The issuer's memory. Entries of one commit become durable together; `commit` resolves when they are on disk. */
export interface IssuerStore {
  commit(at: Instant, entries: readonly IssuerEntry[]): Promise<void>
  card(token: string): Promise<CardAccount | undefined>
  cards(): Promise<readonly CardAccount[]>
  authorization(key: AuthorizationKey): Promise<Authorization | undefined>
  /** Undefined until keys were offered for the first time. */
  zoneKeys(): Promise<ZoneKeyState | undefined>
}
