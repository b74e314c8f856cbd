import type { Attempt, FleetEvent } from '@fiftyfive/diagnosis'
import type { AttemptTruth, FaultTruth, SaleTruth } from '@fiftyfive/simulator'

export type { AttemptTruth, FaultTruth } from '@fiftyfive/simulator'

/** What the acquirer saw of one scenario, and, apart, what was true. */
export interface Scenario {
  readonly name: string
  readonly terminals: number
  readonly days: number
  readonly attempts: readonly Attempt[]
  readonly events?: readonly FleetEvent[]
  readonly attemptTruths: readonly AttemptTruth[]
  readonly faults: readonly FaultTruth[]
  readonly sales?: readonly SaleTruth[]
}

/** The names that scopes use. */
export const DIMENSIONS =
  'terminal merchant region access operator range issuer link node entry panLength card model version parameters kernel'.split(
    ' ',
  )

/** Values of an attempt by these names. */
export function dimensionsOf(attempt: Attempt): Readonly<Record<string, string>> {
  const { terminal, merchant, region, access, operator, range, issuer, link, node, card } = attempt
  const { entryMode, model, softwareVersion, parameterVersion, kernelVersion, panLength } = attempt
  const place = { terminal, merchant, region, access, operator }
  const versions = { model, version: softwareVersion, parameters: parameterVersion, kernel: kernelVersion }
  const digits = panLength === undefined ? undefined : String(panLength)
  const named = { ...place, range, issuer, link, node, entry: entryMode, panLength: digits, card, ...versions }
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
