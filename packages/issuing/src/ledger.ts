import type { Instant } from '@fiftyfive/kernel'
import type { CardAccount } from './card.ts'

/** How an acquirer names a payment towards us: DE 32 and DE 37. The same name means the same payment, for good. */
export type AuthorizationKey = string
export const authorizationKey = (acquirerId: string, reference: string): AuthorizationKey =>
  `${acquirerId}-${reference}`

export interface Authorization {
  readonly key: AuthorizationKey
  readonly token: string
  readonly amount_minor: number
  /** Hold in force, declined, or undone. `tombstone`: the reversal came first and the request must be refused. */
  readonly status: 'held' | 'declined' | 'reversed' | 'tombstone'
  readonly code: string
  readonly authorizationCode?: string
  readonly triesLeft?: number
}

export type IssuerEntry =
  | { readonly type: 'card-changed'; readonly reason: string; readonly card: CardAccount }
  | { readonly type: 'authorization'; readonly authorization: Authorization }

/** The issuer's memory. Entries of one commit become durable together; `commit` resolves when they are on disk. */
export interface IssuerStore {
  commit(at: Instant, entries: readonly IssuerEntry[]): Promise<void>
  card(token: string): Promise<CardAccount | undefined>
  cards(): Promise<readonly CardAccount[]>
  authorization(key: AuthorizationKey): Promise<Authorization | undefined>
}
