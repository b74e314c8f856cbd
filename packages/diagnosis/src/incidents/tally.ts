import { payerOf } from '../attempt.ts'
import type { Banks } from './banks.ts'
import type { Deviation } from './deviation.ts'
import type { FleetCounters, RateAt } from './fleet-counters.ts'
import { WIDTH } from './places.ts'
import type { Session } from './sessions.ts'
import type { Stretch } from './window.ts'

const SESSIONS_KEPT = 400
const CARDS_KEPT = 10_000

/** Counts the sessions of deviations, each once, with how many would fail anyway. */
export class Tally {
  readonly #counters: FleetCounters
  readonly #banks: Banks

  constructor(counters: FleetCounters, banks: Banks) {
    this.#counters = counters
    this.#banks = banks
  }

  /** A session that shows its symptom. */
  show(deviation: Deviation, session: Session): void {
    deviation.passedSinceFailure = 0
    if (deviation.counted.has(session)) return
    deviation.counted.add(session)
    this.meet(deviation, session)
    deviation.failed++
    deviation.shown.push(session)
    if (deviation.shown.length > SESSIONS_KEPT) deviation.shown.shift()
    if (deviation.cards.size < CARDS_KEPT) deviation.cards.add(payerOf(session.first))
  }

  meet(deviation: Deviation, session: Session, rate?: RateAt): void {
    if (deviation.met.has(session)) return
    deviation.met.add(session)
    this.#count(deviation, session.place, 0, rate)
  }

  /** One of which there is nothing to tell. Its scope counts them in their order. */
  pass(deviation: Deviation, number: number, places: ArrayLike<number>, from: number, rate?: RateAt): void {
    if (number <= deviation.metUntil) return
    deviation.metUntil = number
    this.#count(deviation, places, from, rate)
  }

  #count(deviation: Deviation, places: ArrayLike<number>, from: number, rate?: RateAt): void {
    deviation.sessions++
    deviation.soleBank = this.#banks.isSole(places, from)
    deviation.expected += rate ? rate(places, from) : this.#counters.rateAt(deviation.kind, places, from)
  }

  meetAll(deviation: Deviation, sessions: Stretch): void {
    const rate = this.#counters.ratesAround(deviation.kind)
    for (const row of sessions.rows) {
      const session = sessions.session(row)
      if (session) this.meet(deviation, session, rate)
      else this.pass(deviation, sessions.number(row), sessions.allPlaces, row * WIDTH, rate)
    }
  }

  /** Counts all of its sessions anew. */
  recount(deviation: Deviation, within: Stretch): void {
    deviation.sessions = 0
    deviation.expected = 0
    deviation.failed = 0
    deviation.shown.length = 0
    deviation.met = new WeakSet()
    deviation.metUntil = -1
    deviation.counted = new WeakSet()
    this.meetAll(deviation, within)
    for (const session of within.told) if ((session.symptoms & deviation.kinds) !== 0) this.show(deviation, session)
    deviation.locateAt = deviation.failed * 2
  }
}
