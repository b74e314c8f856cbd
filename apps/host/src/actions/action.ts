import type { ActionView, ApprovalView } from '@fiftyfive/contract'
import type { Attempt } from '@fiftyfive/diagnosis'
import { covers, partsOf } from '@fiftyfive/diagnosis'

/** An action as it is kept: what people see of it without what is counted. */
export type StoredAction = Omit<ActionView, 'effect' | 'stopped'> & { readonly stopped?: number }

/** A request for a second person's word as it is kept: `action` is the one that waits for it. */
export interface StoredApproval extends Omit<ApprovalView, 'action' | 'mayDecide'> {
  readonly action: string
  readonly askedBy: string
}

/** What the host sees of a payment before the PIN goes anywhere: nothing else can be acted on. */
const ACTED_ON: readonly string[] = [
  'terminal',
  'merchant',
  'card',
  'range',
  'link',
  'issuer',
  'model',
  'version',
  'entry',
  'panLength',
]

/** The parts of a scope by name; undefined when it names what nothing can be done about, or one thing twice. */
export function scopeOf(element: string): Readonly<Record<string, string>> | undefined {
  const parts = partsOf(element)
  const scope = Object.fromEntries(parts.map(({ dimension, value }) => [dimension, value]))
  const known = parts.every(({ dimension, value }) => ACTED_ON.includes(dimension) && value !== '')
  return known && Object.keys(scope).length === parts.length ? scope : undefined
}

/** Whether an attempt lies in the scope. A card is no dimension of incidents, but it can be acted on. */
export function isIn(element: string, attempt: Attempt): boolean {
  const { card, ...rest } = scopeOf(element) ?? { card: '' }
  if (card !== undefined && card !== attempt.card) return false
  const others = Object.entries(rest).map(([name, value]) => `${name}=${value}`)
  return others.length === 0 ? card !== undefined : covers(others.join('&'), attempt)
}
