import type { Instant } from '@fiftyfive/kernel'
import type { Deviation } from './deviation.ts'
import { isCard } from './explained.ts'
import type { Within } from './places.ts'
import type { Session } from './sessions.ts'
import type { Stretch } from './window.ts'
import { isWorthMoving } from './worth-moving.ts'

const DAY_MS = 86_400_000
const REOPENED_MS = 2 * DAY_MS
/** For so long it is remembered what was let alone. */
const DOUBTED_MS = 3 * DAY_MS
const ENDED_MAX = 1_000

/** Where a symptom was found once more, and in which sessions of those since then. */
interface Found {
  readonly kind: number
  readonly scope: string
  readonly covers: Within
  readonly shown: readonly Session[]
  readonly sessions: Stretch
  readonly now: Instant
}

/** What is over, and what was let alone, in the order in which it ended. */
export class EndedDeviations {
  readonly #all: Deviation[] = []

  add(deviation: Deviation): void {
    this.#all.push(deviation)
    if (this.#all.length > ENDED_MAX) this.#all.shift()
  }

  remove(deviation: Deviation): void {
    this.#all.splice(this.#all.indexOf(deviation), 1)
  }

  /** Those an attempt of that time may still belong to. */
  at(at: Instant): readonly Deviation[] {
    return this.#all.filter(
      ({ ended }) =>
        ended !== undefined && ended.why !== 'merged' && at <= ended.at + (ended.why === 'harmless' ? DOUBTED_MS : 0),
    )
  }

  /** The one that was let alone there lately. */
  doubted({ kind, scope, now }: Found): Deviation | undefined {
    return this.#all.findLast(
      (each) =>
        each.state === 'dismissed' && each.scope === scope && each.kind === kind && now - each.updatedAt < DOUBTED_MS,
    )
  }

  /**
   * The one that is back. What comes back begins somewhere in its old place: it is the same, and not a new one in a smaller place,
   * until the rest of the old one is seen to be spared.
   */
  returning({ kind, scope, covers, shown, sessions, now }: Found): Deviation | undefined {
    const isThere = (each: Deviation) =>
      each.scope === scope ||
      ((each.kinds & (1 << kind)) !== 0 &&
        !isCard(each.scope) &&
        shown.every(({ place }) => each.covers(place)) &&
        !isWorthMoving(covers, each.covers, kind, sessions))
    return this.#all.findLast(
      (each) =>
        each.state === 'resolved' &&
        each.ended !== undefined &&
        each.ended.why !== 'merged' &&
        now - each.ended.at < REOPENED_MS &&
        isThere(each),
    )
  }
}
