import { join } from 'node:path'
import { type AcquirerStore, type Counters, counters, countersFrom } from '@fiftyfive/acquiring'
import { assert, type Clock } from '@fiftyfive/kernel'
import type { CardKeyStore } from '@fiftyfive/store/card-keys'
import type { ReportStore } from '@fiftyfive/store/reports'
import { openSharedStore, type SharedStore } from '@fiftyfive/store/postgres'
import {
  type Observations,
  openAcquirerDatabase,
  openObservationReader,
  openOwnStore,
  prepareObservations,
} from '@fiftyfive/store/sqlite'
import type { HostConfiguration } from './configuration.ts'

/** Where the host keeps its payments: a file of its own, or a PostgreSQL that it shares with other hosts. */
export interface Payments {
  readonly store: AcquirerStore
  readonly counters: Counters
  readonly cardKeys: CardKeyStore
  readonly reports: ReportStore
  /** What the console shows, as the watch writes it. */
  readonly observations: Observations
  /** True for the one host that delivers what is owed and recovers what a dead host left open. */
  leads(): Promise<boolean>
  /**
   * To be called some times a second: brings what follows from the journal to the disk, until fewer than `least` rows are left.
   * How many rows that were.
   */
  catchUp(least: number): Promise<number>
  close(): Promise<void>
}

export const observationsFile = (dataDirectory: string): string => join(dataDirectory, 'observations.db')

export async function openPayments(configuration: HostConfiguration, clock: Clock): Promise<Payments> {
  const { dataDirectory, databaseUrl } = configuration
  prepareObservations(observationsFile(dataDirectory))
  const observations = openObservationReader(observationsFile(dataDirectory))
  if (databaseUrl) return shared(await openSharedStore(databaseUrl), observations, clock)
  const database = openAcquirerDatabase(join(dataDirectory, 'host.db'))
  const own = openOwnStore(database)
  const { store } = own
  return {
    store,
    observations,
    cardKeys: own.cardKeys,
    reports: own.reports,
    counters: counters(clock, await store.lastReference()),
    leads: () => Promise.resolve(true),
    catchUp: (least) => own.catchUp(least),
    async close() {
      await own.catchUp()
      await database.close()
      observations.close()
    },
  }
}

async function shared(sharedStore: SharedStore, observations: Observations, clock: Clock): Promise<Payments> {
  const numbers = new ReservedNumbers(sharedStore, await sharedStore.reserveReferences())
  return {
    store: sharedStore.store,
    cardKeys: sharedStore.cardKeys,
    reports: sharedStore.reports,
    observations,
    counters: countersFrom(clock, () => numbers.next(), numbers.first),
    leads: () => sharedStore.leads(),
    catchUp: () => Promise.resolve(0),
    async close() {
      await sharedStore.close()
      observations.close()
    },
  }
}

/** Running numbers of this host alone. The next block is fetched when half of the current one is used. */
class ReservedNumbers {
  readonly first: number
  readonly #store: SharedStore
  #next: number
  #last: number
  #following: { readonly first: number; readonly last: number } | undefined
  #fetching = false

  constructor(store: SharedStore, block: { readonly first: number; readonly last: number }) {
    this.#store = store
    this.first = block.first
    this.#next = block.first
    this.#last = block.last
  }

  next(): number {
    if (this.#next > this.#last) {
      assert(this.#following, 'the store reserves numbers faster than they are used')
      this.#next = this.#following.first
      this.#last = this.#following.last
      this.#following = undefined
    }
    if (!this.#following && !this.#fetching && this.#last - this.#next < 50_000) void this.#fetch()
    return this.#next++
  }

  async #fetch(): Promise<void> {
    this.#fetching = true
    // Nothing to do when it fails: the journal, on the same server, stops the host then.
    this.#following = await this.#store.reserveReferences().catch(() => undefined)
    this.#fetching = false
  }
}
