import { dimensionsOf } from '../dimensions.ts'
import type { Deviation } from './deviation.ts'

/**
 * Deviations of one cause, alike in place, are one story rather than chance when they began within this many terminal-days of
 * each other: about a tenth of those in which some terminal has a fault of a given cause. That is half a day in a fleet of
 * 2,000, and days in a small one.
 */
const TOGETHER_TERMINAL_DAYS = 1_000
const TOGETHER_DAYS_MIN = 0.5
const TOGETHER_DAYS_MAX = 5
const CARDS_MIN = 3
const RELEASES = /version|kernel|parameters|model/
const DAY_MS = 86_400_000

/** One incident: a deviation, or several that are the same story in several places. The oldest gives the id. */
export interface Group {
  readonly id: string
  readonly since: number
  readonly foundAt: number
  readonly members: readonly Deviation[]
}

/** Which deviations make which incident. */
export class Groups {
  readonly #byDeviation = new Map<string, Group>()

  of(deviation: Deviation): Group {
    const known = this.#byDeviation.get(deviation.id)
    if (known) return known
    const { id, since, foundAt } = deviation
    const alone = { id, since, foundAt, members: [deviation] }
    this.#byDeviation.set(deviation.id, alone)
    return alone
  }

  named(deviationId: string): Group | undefined {
    return this.#byDeviation.get(deviationId)
  }

  /** Both as one, under the name of the one that was found first; `gone` is in the scope of another and counts there. */
  join(one: Group, other: Group, gone?: Deviation): Group {
    const { id, foundAt } = one.foundAt <= other.foundAt ? one : other
    const members = [...new Set([...one.members, ...other.members])].filter((each) => each !== gone)
    const group = { id, since: Math.min(one.since, other.since), foundAt, members }
    for (const { id } of members) this.#byDeviation.set(id, group)
    if (gone) this.#byDeviation.set(gone.id, group)
    return group
  }

  /** An incident that nobody asks for any more. One that is part of another goes with that one. */
  forget(id: string): void {
    const group = this.#byDeviation.get(id)
    if (group?.id !== id) return
    for (const [deviation, of] of this.#byDeviation) if (of === group) this.#byDeviation.delete(deviation)
  }
}

/**
 * Whether two deviations are alike in place and time, apart from their cause. What strikes single terminals or cards strikes
 * several one after the other; others are two stories unless they begin together, and two releases are two stories anyway.
 */
export function areAlike(one: Deviation, other: Deviation, strikesSingly: boolean, terminals: number): boolean {
  const alike = dimensionsOf(one.scope).join()
  if (dimensionsOf(other.scope).join() !== alike || RELEASES.test(alike)) return false
  const apart = Math.abs(one.since - other.since) / DAY_MS
  const far = Math.min(TOGETHER_DAYS_MAX, TOGETHER_TERMINAL_DAYS / Math.max(1, terminals))
  if (strikesSingly && (alike === 'terminal' || alike === 'card')) return apart <= far
  // Of fewer cards the place is not known well.
  const known = Math.min(one.cards.size, other.cards.size) >= CARDS_MIN
  return known && apart <= TOGETHER_DAYS_MIN && other.state === 'open'
}

/** The members of a group as one deviation, in the place of the first. */
export function together({ id, since, foundAt, members }: Group): Deviation {
  const [first, ...others] = members as readonly [Deviation, ...Deviation[]]
  if (others.length === 0 && first.id === id) return first
  const sum = (value: (each: Deviation) => number) => members.reduce((total, each) => total + value(each), 0)
  const open = members.find(({ state }) => state === 'open')
  const last = open ?? members.reduce((a, b) => (b.updatedAt >= a.updatedAt ? b : a))
  const { ended: _ended, ...rest } = first
  return {
    ...rest,
    id,
    foundAt,
    since,
    updatedAt: Math.max(...members.map(({ updatedAt }) => updatedAt)),
    state: last.state,
    ...(last.ended ? { ended: last.ended } : {}),
    kinds: members.reduce((kinds, each) => kinds | each.kinds, 0),
    sessions: sum(({ sessions }) => sessions),
    failed: sum(({ failed }) => failed),
    expected: sum(({ expected }) => expected),
    shown: members.flatMap(({ shown }) => shown).toSorted((a, b) => a.first.at - b.first.at),
    cards: new Set(members.flatMap(({ cards }) => [...cards])),
  }
}
