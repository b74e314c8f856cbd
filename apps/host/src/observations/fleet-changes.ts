import type { Attempt, FleetEvent } from '@fiftyfive/diagnosis'
import type { FleetEventRow, Takes } from '@fiftyfive/store/sqlite'

/** Terminals whose software is remembered; the one heard of longest ago is forgotten first. */
const TERMINALS_MAX = 50_000

/** Notices what changes in the fleet besides payments, and keeps it for whoever looks for what came before a fault. */
export class FleetChanges {
  readonly #log: Takes<FleetEventRow>
  readonly #failed: (failure: unknown) => void
  readonly #software = new Map<string, string>()

  constructor(log: Takes<FleetEventRow>, failed: (failure: unknown) => void) {
    this.#log = log
    this.#failed = failed
  }

  keep(event: FleetEvent): void {
    const row = rowOf(event)
    if (row) this.#log.put([row]).catch(this.#failed)
  }

  /** The installation that this attempt is the first to tell of. What a terminal runs when it is first heard of is none. */
  installedBefore({ terminal, softwareVersion, at }: Attempt): FleetEvent | undefined {
    if (softwareVersion === undefined) return undefined
    const before = this.#software.get(terminal)
    this.#software.delete(terminal)
    this.#software.set(terminal, softwareVersion)
    if (this.#software.size > TERMINALS_MAX) this.#software.delete(this.#software.keys().next().value as string)
    if (before === undefined || before === softwareVersion) return undefined
    return { kind: 'installed', at, terminal, part: 'software', version: softwareVersion }
  }
}

/** What is worth a mark on a timeline; a sign-on that repeats the keys of the one before changes nothing. */
function rowOf(event: FleetEvent): FleetEventRow | undefined {
  const { kind, at } = event
  switch (event.kind) {
    case 'sign-on':
      return event.repeated ? undefined : { kind, at, subject: event.terminal, detail: '' }
    case 'installed':
      return { kind, at, subject: event.terminal, detail: event.version }
    case 'zone-key':
      return { kind, at, subject: event.link, detail: event.pinKeyCheckValue }
    case 'table-changed':
      // The element `link=bank` is kept as what it names, under which the bank's page finds it.
      return { kind, at, subject: event.scope?.split('=').at(-1) ?? '', detail: event.table }
    case 'node':
      return { kind, at, subject: event.node, detail: event.state }
    case 'report':
      return { kind, at, subject: event.terminal, detail: event.about }
    case 'reversal':
      return undefined
  }
}
