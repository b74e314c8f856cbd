import type { AcquirerStore, Restriction } from '@fiftyfive/acquiring'

/** The restrictions that stand, at hand for every payment. Hosts that share a store hear of each other's by `refresh`. */
export class StandingRestrictions {
  readonly #store: AcquirerStore
  #standing: readonly Restriction[] = []

  constructor(store: AcquirerStore) {
    this.#store = store
  }

  readonly list = (): readonly Restriction[] => this.#standing

  async refresh(): Promise<void> {
    this.#standing = await this.#store.restrictions()
  }
}
