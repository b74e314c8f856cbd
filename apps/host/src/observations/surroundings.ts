import type { FleetEvent } from '@fiftyfive/diagnosis'
import type { Clock } from '@fiftyfive/kernel'

/** A security module as it was found; undefined when it did not answer. */
type ModuleState = { readonly name: string; readonly masterKeyCheckValue: string } | undefined

/**
 * What changes around the terminals, noticed by looking at it again and again: keys shared with issuers, the security
 * module. What is found at the first look was so before, and is no change.
 */
export class Surroundings {
  readonly #record: (event: FleetEvent) => void
  readonly #clock: Clock
  readonly #pinKeys = new Map<string, string>()
  #module: { readonly state: ModuleState } | undefined
  #moduleName = ''

  constructor(record: (event: FleetEvent) => void, clock: Clock) {
    this.#record = record
    this.#clock = clock
  }

  /** `pinKeyCheckValue`: of the key in force, 6 hex digits; empty for the one of the first key ceremony. */
  zoneKey(link: string, pinKeyCheckValue: string): void {
    const before = this.#pinKeys.get(link)
    this.#pinKeys.set(link, pinKeyCheckValue)
    if (before === undefined || before === pinKeyCheckValue) return
    this.#record({ kind: 'zone-key', at: this.#clock.now(), link, pinKeyCheckValue, confirmed: true })
  }

  securityModule(found: ModuleState): void {
    const before = this.#module
    this.#module = { state: found }
    if (found) this.#moduleName = found.name
    if (!before || before.state?.masterKeyCheckValue === found?.masterKeyCheckValue) return
    const at = this.#clock.now()
    const masterKey = found ? { masterKeyCheckValue: found.masterKeyCheckValue } : {}
    this.#record({ kind: 'node', at, node: this.#moduleName, state: found ? 'up' : 'down', ...masterKey })
  }
}
