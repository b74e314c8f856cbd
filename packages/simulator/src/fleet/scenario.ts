import type { FaultOptions } from '../faults/fault.ts'

/** What is simulated, as data. `scenario.json` of a run says it with the seed and what came of it. */
export interface Scenario {
  readonly name: string
  /** Local midnight of the first day, YYYY-MM-DD. */
  readonly start?: string
  readonly days?: number
  readonly terminals?: number
  readonly merchants?: number
  readonly regions?: number
  readonly issuers?: number
  readonly cardholders?: number
  /** Business relative to the shops' usual one. */
  readonly traffic?: number
  /**
   * Whether terminals settle their batch each night. Without a word they do in scenarios of more than two weeks: a
   * terminal holds 500 payments, and the figures of suite version 1 were made without.
   */
  readonly settlement?: 'nightly' | 'never'
  /** Version of the benchmark's suite whose world this is; the newest without a word, an earlier one as it was frozen. */
  readonly suite?: 1 | 2 | 3
  readonly faults?: readonly FaultOrder[]
}

/** One fault, or one harmless look-alike, by the name of its module. */
export interface FaultOrder extends FaultOptions {
  readonly fault: string
}

/** A scenario with everything decided but the faults' whereabouts. */
export type FleetSizes = Required<Omit<Scenario, 'faults' | 'start'>> & {
  readonly start: number
  readonly seed: number
}

const DEFAULTS = { start: '2027-03-01', days: 30, terminals: 2_000, issuers: 40, traffic: 1 }
/** China Standard Time, the local time of UnionPay terminals. */
export const UTC_OFFSET_MS = 8 * 3_600_000
export const DAY_MS = 86_400_000

export function sizesOf(scenario: Scenario, seed: number): FleetSizes {
  const { start, days, terminals, issuers, traffic } = { ...DEFAULTS, ...scenario }
  const merchants = scenario.merchants ?? Math.max(1, Math.round(terminals / 5))
  return {
    name: scenario.name,
    seed,
    start: Date.parse(`${start}T00:00:00Z`) - UTC_OFFSET_MS,
    days,
    terminals,
    merchants,
    issuers,
    traffic,
    suite: scenario.suite ?? 3,
    settlement: scenario.settlement ?? (days > 14 ? 'nightly' : 'never'),
    regions: scenario.regions ?? Math.max(2, Math.min(16, Math.round(merchants / 6))),
    cardholders: scenario.cardholders ?? terminals * 20,
  }
}
