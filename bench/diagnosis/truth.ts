import type { Attempt, Owner } from '@fiftyfive/diagnosis'

/** Why one attempt was refused, as the simulated world knows it; a line of `truth.ndjson` with kind `attempt`. */
export interface AttemptTruth {
  readonly kind: 'attempt'
  readonly id: string
  /** A cause of the catalogue; absent for a kind of fault that is in no catalogue. */
  readonly cause?: string
  readonly owner: Owner
  /** The fault that touched it; absent for what happens in a healthy fleet. */
  readonly fault?: string
  /** The issuer counted a PIN try for it. */
  readonly tryCounted?: boolean
}

/** One fault; a line with kind `fault`. */
export interface FaultTruth {
  readonly kind: 'fault'
  readonly id: string
  readonly cause?: string
  readonly owner: Owner
  /** Elements `dimension=value`, several of one element joined by `&`: `terminal=T0000042`, `model=m1&version=2.0.1`. */
  readonly scope: readonly string[]
  /** By element, other names that cover the same attempts. */
  readonly equivalents?: Readonly<Record<string, readonly string[]>>
  /** Milliseconds since 1970. */
  readonly from: number
  readonly until: number
}

/** What the acquirer saw of one scenario, and, apart, what was true. */
export interface Scenario {
  readonly name: string
  readonly terminals: number
  readonly days: number
  readonly attempts: readonly Attempt[]
  readonly attemptTruths: readonly AttemptTruth[]
  readonly faults: readonly FaultTruth[]
}

/** Values of an attempt by the names that scopes use. */
export function dimensionsOf(attempt: Attempt): Readonly<Record<string, string>> {
  const { terminal, merchant, range, issuer, link, entryMode, model, softwareVersion } = attempt
  const named = { terminal, merchant, range, issuer, link, entry: entryMode, model, version: softwareVersion }
  return Object.fromEntries(Object.entries(named).filter((pair): pair is [string, string] => pair[1] !== undefined))
}

/** Whether an element such as `model=m1&version=2.0.1` covers an attempt. */
export function covers(element: string, attempt: Attempt): boolean {
  const values = dimensionsOf(attempt)
  return element.split('&').every((part) => {
    const [name = '', value = ''] = part.split('=')
    return values[name] === value
  })
}
