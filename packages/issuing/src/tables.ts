import type { Instant } from '@fiftyfive/kernel'
import type { CardAccount } from './card.ts'
import type { ZoneKeyState } from './zone-keys.ts'
import type { Authorization, AuthorizationKey, IssuerEntry, IssuerStore } from './ledger.ts'

/** What the issuer's journal comes to, in memory: the reference for every store's projection, and the simulation's store. */
export class IssuerTables {
  readonly cards = new Map<string, CardAccount>()
  readonly authorizations = new Map<AuthorizationKey, Authorization>()

  zone: ZoneKeyState | undefined

  apply(entry: IssuerEntry): void {
    if (entry.type === 'card-changed') this.cards.set(entry.card.token, entry.card)
    else if (entry.type === 'zone-keys') this.zone = entry.zone
    else this.authorizations.set(entry.authorization.key, entry.authorization)
  }
}

/** A store that reads these tables. `commit` makes the entries durable and applies them before it resolves. */
export function storeOver(
  tables: IssuerTables,
  commit: (at: Instant, entries: readonly IssuerEntry[]) => Promise<void>,
): IssuerStore {
  return {
    commit,
    card: async (token) => tables.cards.get(token),
    cards: async () => [...tables.cards.values()],
    authorization: async (key) => tables.authorizations.get(key),
    zoneKeys: async () => tables.zone,
  }
}
