/** What an incident looks like from outside: beside what was usual, and beside everything it does not touch. */
export interface IncidentInsight {
  /** Milliseconds since 1970; the incident lies within. */
  readonly from: number
  readonly until: number
  readonly step_ms: number
  /** Steps with at least one attempt, oldest first: in the incident's scope, and elsewhere (the control group). */
  readonly steps: readonly { readonly at: number; readonly inside: Tried; readonly elsewhere: Tried }[]
  /** The same scope before the incident, and elsewhere during it. */
  readonly before: Tried
  readonly elsewhere: Tried
  readonly marks: readonly FleetMark[]
  /** Most different first. */
  readonly differences: readonly Difference[]
  readonly merchants: readonly MerchantImpact[]
  /** Sales that were refused at least once: by far most customers come back at once or never. */
  readonly sales: SaleSums
}

export interface Tried {
  readonly attempts: number
  readonly refused: number
}

export interface SaleSums {
  readonly lost: number
  readonly lost_minor: number
  readonly rescued: number
  readonly rescued_minor: number
}

/** Something that changed in the fleet. Of several of a kind within a step, `count` says how many. */
export interface FleetMark {
  readonly at: number
  readonly kind: 'sign-on' | 'installed' | 'zone-key' | 'table-changed' | 'node' | 'report'
  /** Terminals or links. */
  readonly subjects: readonly string[]
  readonly detail: string
  readonly count: number
  /** It touched the incident's scope. */
  readonly inside: boolean
}

/** How a property is spread over what was refused in the incident, and over all other attempts of the same time. */
export interface Difference {
  readonly dimension: string
  /** Share of attempts that would have to change hands to make both alike, 0 to 1. */
  readonly distance: number
  readonly values: readonly DifferenceValue[]
}

export interface DifferenceValue {
  readonly value: string
  /** Of a merchant. */
  readonly name?: MerchantImpact['name']
  readonly inside: number
  readonly elsewhere: number
}

export interface MerchantImpact extends Tried {
  readonly merchant: string
  readonly name: { readonly en: string; readonly 'zh-CN': string }
}
