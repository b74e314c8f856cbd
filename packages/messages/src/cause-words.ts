import type { causesAtTill } from './en/causes-at-till.ts'

/** By cause id of the diagnosis, and `unknown`. */
export type CauseId = keyof typeof causesAtTill

/** What stands on a till: at most twelve words, verb first. A terminal loads no more of a cause. */
export interface TillWords {
  readonly name: string
  readonly cashier: string
  readonly cardholder: string
}

/** For everybody else. `refutedBy` says what would prove the verdict wrong. */
export interface DeskWords {
  readonly explanation: string
  readonly merchant: string
  readonly engineer: string
  readonly refutedBy: string
}

/** The words of each cause for every audience. */
export function joined(
  atTill: Readonly<Record<CauseId, TillWords>>,
  atDesk: Readonly<Record<CauseId, DeskWords>>,
): Readonly<Record<CauseId, TillWords & DeskWords>> {
  const ids = Object.keys(atTill) as CauseId[]
  const words = ids.map((id) => [id, { ...atTill[id], ...atDesk[id] }] as const)
  return Object.fromEntries(words) as Record<CauseId, TillWords & DeskWords>
}
