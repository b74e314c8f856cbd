import type { Incident } from '@fiftyfive/diagnosis'
import type { Clock } from '@fiftyfive/kernel'
import type { AccountStore } from '@fiftyfive/store/sqlite'
import type { Watch } from './watch.ts'

/** After so long without a change an incident that is over is no longer carried to hosts that start. */
const KEPT_MS = 30 * 86_400_000

const UNPUBLISHED_MAX = 1_000

interface Ports {
  readonly store: AccountStore
  readonly watch: Pick<Watch, 'subscribeIncidents' | 'keepIncidents'>
  readonly clock: Clock
}

/**
 * Lets every host show the incidents that any of them found: what one finds is written into the store they share, at most
 * once a second however often it changes, and what others wrote goes into this host's own list. Whoever found one
 * tells webhooks of it and acts on it; the others show it.
 */
export class SharedIncidents {
  readonly #ports: Ports
  readonly #unpublished = new Map<string, Incident>()
  readonly #listeners = new Set<(incident: Incident) => void>()

  constructor(ports: Ports) {
    this.#ports = ports
    ports.watch.subscribeIncidents((incident) => {
      this.#unpublished.set(incident.id, incident)
      // A host alone publishes nothing.
      if (this.#unpublished.size > UNPUBLISHED_MAX) this.#unpublished.delete(incident.id)
      this.#tell(incident)
    })
    ports.store.onForeignChange(({ kind, body }) => {
      if (kind !== 'incident' || body === undefined) return
      void this.#keep([body as Incident])
      this.#tell(body as Incident)
    })
  }

  /** Hears of all of them, this host's own and others'. */
  subscribe(listener: (incident: Incident) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What others had found before this host came. */
  catchUp(): Promise<void> {
    return this.#keep(this.#ports.store.all<Incident>('incident'))
  }

  /** To be called every second or so. */
  async publish(): Promise<void> {
    const { store, clock } = this.#ports
    if (this.#unpublished.size === 0) return
    const now = clock.now()
    const found = [...this.#unpublished.values()]
    this.#unpublished.clear()
    const over = store
      .all<Incident>('incident')
      .filter(({ state, updatedAt }) => state !== 'open' && now - updatedAt > KEPT_MS)
    await store.commit(
      now,
      [],
      [
        ...over.map(({ id }) => ({ kind: 'incident' as const, id, body: undefined })),
        ...found.map((incident) => ({ kind: 'incident' as const, id: incident.id, body: incident })),
      ],
    )
  }

  #keep(found: readonly Incident[]): Promise<void> {
    return this.#ports.watch.keepIncidents(
      found.map((incident) => ({
        id: incident.id,
        found: incident.foundAt,
        state: incident.state,
        body: JSON.stringify(incident),
      })),
    )
  }

  #tell(incident: Incident): void {
    for (const listener of this.#listeners) listener(incident)
  }
}
