import { type Attempt, concernsPin, type Effect, type EffectCounts, effectOf } from '@fiftyfive/diagnosis'

type Counter = { attempts: number; refused: number }

/** Answers that the action itself gave: 58 and 62 where it pauses something, 77 where it demands a sign-on. */
const OWN: ReadonlySet<string> = new Set(['58', '62', '77'])

/** Counts what happens in an action's scope and outside of it, before and after it began. */
export class Measure {
  readonly #isInside: (attempt: Attempt) => boolean
  readonly #startedAt: number
  readonly #counts: { readonly [Name in keyof EffectCounts]: Counter } = {
    before: { attempts: 0, refused: 0 },
    after: { attempts: 0, refused: 0 },
    controlBefore: { attempts: 0, refused: 0 },
    controlAfter: { attempts: 0, refused: 0 },
  }
  stopped = 0

  constructor(isInside: (attempt: Attempt) => boolean, startedAt: number) {
    this.#isInside = isInside
    this.#startedAt = startedAt
  }

  add(attempt: Attempt): void {
    const inside = this.#isInside(attempt)
    const after = attempt.at >= this.#startedAt
    if (OWN.has(attempt.code) && attempt.answeredBy === 'acquirer') {
      if (inside && after && attempt.code !== '77') this.stopped++
      return
    }
    const counter = this.#counts[inside ? (after ? 'after' : 'before') : after ? 'controlAfter' : 'controlBefore']
    counter.attempts++
    if (concernsPin(attempt.code)) counter.refused++
  }

  effect(): Effect {
    return effectOf(structuredClone(this.#counts))
  }
}
