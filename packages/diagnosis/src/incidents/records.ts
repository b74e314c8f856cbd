import type { Instant } from '@fiftyfive/kernel'
import type { Attempt } from '../attempt.ts'
import { type Dimension, DIMENSIONS, partsOf, valueOf } from '../dimensions.ts'
import type { FleetEvent, InstallationEvent } from '../fleet-event.ts'

/** What was recorded shortly before something began. */
export type RecordKind =
  | 'software'
  | 'parameters'
  | 'kernel'
  | 'master-key'
  | 'zone-key'
  | 'codes'
  | 'tables'
  | 'stand-in'
  | 'risk-rules'
  | 'node'
  | 'opened'
  | 'sign-on'
  | 'none'

const DAY_MS = 86_400_000
const TERMINALS_MAX = 50_000
const HISTORY_MAX = 500
const SIGN_ONS_KEPT = 8

interface TerminalRecords {
  readonly installed: Partial<Record<InstallationEvent['part'], { readonly at: Instant; readonly version: string }>>
  /** Its newest sign-ons, without the one that brought its first keys: that it began is no news. */
  signOns?: readonly Instant[]
  openedAt?: Instant
  /** How many sets of keys it got at sign-ons. */
  keySets?: number
}

const NOTHING: ReadonlySet<Dimension> = new Set()

/** Remembers what the acquirer records besides attempts: keys, versions, tables, nodes, reports. */
export class Records {
  readonly #terminals = new Map<string, TerminalRecords>()
  /** Terminal to which a PIN key with this check value was delivered last. */
  readonly #deliveredTo = new Map<string, string>()
  /** When a version of a part was first installed anywhere. */
  readonly #firstInstalled = new Map<string, Instant>()
  #changes: { readonly at: Instant; readonly what: RecordKind; readonly scope?: string }[] = []

  #areKept = false
  readonly #unnamed = new Set<Dimension>(DIMENSIONS)
  #isHeard = false

  /** An attempt tells what the log knows of places. */
  hear(attempt: Attempt): void {
    this.#isHeard = true
    for (const dimension of this.#unnamed)
      if (valueOf[dimension](attempt) !== undefined) this.#unnamed.delete(dimension)
  }

  /** Dimensions of which no attempt had a value by now. */
  get unnamed(): ReadonlySet<Dimension> {
    return this.#isHeard ? this.#unnamed : NOTHING
  }

  /** Whether anything is on record. A log without records does not say that nothing was changed. */
  get areKept(): boolean {
    return this.#areKept
  }

  add(event: FleetEvent): void {
    this.#areKept = true
    switch (event.kind) {
      case 'sign-on': {
        const terminal = this.#terminal(event.terminal)
        if (event.code === '00') {
          if (terminal.keySets !== undefined)
            terminal.signOns = [...(terminal.signOns ?? []).slice(1 - SIGN_ONS_KEPT), event.at]
          if (event.repeated !== true) terminal.keySets = (terminal.keySets ?? 0) + 1
        }
        if (event.pinKeyCheckValue !== undefined) this.#deliver(event.pinKeyCheckValue, event.terminal)
        return
      }
      case 'installed': {
        this.#terminal(event.terminal).installed[event.part] = event
        const version = `${event.part}=${event.version}`
        if (!this.#firstInstalled.has(version)) this.#firstInstalled.set(version, event.at)
        return
      }
      case 'zone-key':
        return this.#change(event.at, 'zone-key', `link=${event.link}`)
      case 'table-changed': {
        const { table, scope, at } = event
        const own = table === 'codes' || table === 'stand-in' || table === 'risk-rules'
        return this.#change(at, own ? table : 'tables', scope)
      }
      case 'node':
        return this.#change(event.at, 'node', `node=${event.node}`)
      case 'report':
        if (event.about !== 'restarted') this.#terminal(event.terminal).openedAt = event.at
        return
      case 'reversal':
        return
    }
  }

  /** The terminal that was given the PIN key which this one uses, when it is another one. */
  keyBelongsTo(checkValue: string, terminal: string): string | undefined {
    const owner = this.#deliveredTo.get(checkValue)
    return owner === terminal ? undefined : owner
  }

  /** Whether a PIN key with this check value was delivered to the terminal at some sign-on. */
  wasDelivered(checkValue: string, terminal: string): boolean {
    return this.#deliveredTo.get(checkValue) === terminal
  }

  /** Whether a terminal works with the first keys that it is known to have got. */
  hasFirstKey(terminal: string): boolean {
    return this.#terminals.get(terminal)?.keySets === 1
  }

  opened(terminal: string, at: Instant): boolean {
    const openedAt = this.#terminals.get(terminal)?.openedAt
    return openedAt !== undefined && openedAt <= at && at - openedAt < 14 * DAY_MS
  }

  /** Newest installation of a part at a terminal. */
  installed(terminal: string, part: InstallationEvent['part']): Instant | undefined {
    return this.#terminals.get(terminal)?.installed[part]?.at
  }

  /** The record that fits best with something that began then in that scope, found at `now`; undefined when none are kept. */
  before(element: string, since: Instant, now: Instant): RecordKind | undefined {
    if (!this.#areKept) return undefined
    const parts = partsOf(element)
    const value = (dimension: string) => parts.find((part) => part.dimension === dimension)?.value
    const versions = { version: 'software', parameters: 'parameters', kernel: 'kernel' } as const
    for (const [dimension, part] of Object.entries(versions)) {
      const named = value(dimension)
      const first = named === undefined ? undefined : this.#firstInstalled.get(`${part}=${named}`)
      if (first !== undefined && now - first < 14 * DAY_MS) return part
    }
    const terminal = value('terminal')
    const found = terminal === undefined ? undefined : this.#atTerminal(terminal, since)
    if (found) return found
    const change = this.#changes.findLast(
      ({ at, scope }) =>
        at <= now &&
        since - at < DAY_MS &&
        at - since < DAY_MS &&
        (scope === undefined || element.split('&').includes(scope)),
    )
    return change?.what ?? 'none'
  }

  #atTerminal(id: string, since: Instant): RecordKind | undefined {
    const terminal = this.#terminals.get(id)
    if (!terminal) return undefined
    const near = (at: Instant | undefined, before_ms: number) =>
      at !== undefined && since - at < before_ms && at - since < DAY_MS
    if (near(terminal.openedAt, 3 * DAY_MS)) return 'opened'
    for (const part of ['master-key', 'software', 'kernel', 'parameters'] as const)
      if (near(terminal.installed[part]?.at, 2 * DAY_MS)) return part
    // A till that is refused signs on again: what came afterwards is no cause.
    return terminal.signOns?.some((at) => at <= since && since - at < DAY_MS / 2) === true ? 'sign-on' : undefined
  }

  #terminal(id: string): TerminalRecords {
    let known = this.#terminals.get(id)
    if (!known) {
      if (this.#terminals.size >= TERMINALS_MAX) this.#terminals.delete(this.#terminals.keys().next().value as string)
      this.#terminals.set(id, (known = { installed: {} }))
    }
    return known
  }

  #deliver(checkValue: string, terminal: string): void {
    this.#deliveredTo.set(checkValue, terminal)
    if (this.#deliveredTo.size > 2 * TERMINALS_MAX)
      this.#deliveredTo.delete(this.#deliveredTo.keys().next().value as string)
  }

  #change(at: Instant, what: RecordKind, scope: string | undefined): void {
    this.#changes.push({ at, what, ...(scope === undefined ? {} : { scope }) })
    if (this.#changes.length > HISTORY_MAX) this.#changes = this.#changes.slice(-HISTORY_MAX / 2)
  }
}
