import { type Attempt, payerOf } from '../attempt.ts'
import { isApproved, isLocked, isWrongPin } from '../evidence/outcome.ts'
import { Recency } from '../recency.ts'
import { symptomsOf } from '../symptoms.ts'
import type { Place } from './places.ts'

/** One card at one terminal, until it is accepted or ten minutes pass without it. */
export interface Session {
  readonly first: Attempt
  /** Where that one was made. */
  readonly place: Place
  /** Its attempts that showed a symptom for the first time, with those symptoms (bits); oldest first. */
  readonly shows: { readonly attempt: Attempt; readonly kinds: number }[]
  /** The card was accepted with a PIN before this session. */
  readonly knownCard: boolean
  /** Symptoms (bits) that were seen in it so far. */
  symptoms: number
  /** Those of them (bits) that an incident explains. */
  explained: number
  wrongPins: number
  accepted: boolean
  lastAt: number
  /** Where the window keeps it. */
  row?: number
}

const SESSION_MS = 10 * 60_000
const OPEN_MAX = 20_000
/** Cards that were accepted with a PIN lately; the coldest are forgotten first. */
const KNOWN_CARDS_MAX = 200_000
/** For so long a card that is found locked is what became of its wrong PINs, and no symptom of its own. */
const WRONG_REMEMBERED_MS = 3 * 86_400_000
const WRONG_CARDS_MAX = 50_000

/** Puts the attempts of a card at a till together: three refusals of one forgetful customer are one observation. */
export class Sessions {
  readonly #open = new Recency<Session>(OPEN_MAX)
  readonly #known = new Recency<true>(KNOWN_CARDS_MAX)
  /** When a wrong PIN of the card was last seen, at whatever terminal. */
  readonly #wrong = new Recency<number>(WRONG_CARDS_MAX)

  /** The session an attempt belongs to, whether it began it, and the symptoms it shows for the first time. */
  add(
    attempt: Attempt,
    place: Place,
  ): { readonly session: Session; readonly begins: boolean; readonly fresh: readonly number[] } {
    const key = `${attempt.terminal}/${payerOf(attempt)}`
    const open = this.#open.touch(key)
    const goesOn = open !== undefined && !open.accepted && attempt.at - open.lastAt <= SESSION_MS
    const session: Session = goesOn
      ? open
      : {
          first: attempt,
          place,
          knownCard: this.#known.has(attempt.card),
          shows: [],
          symptoms: 0,
          explained: 0,
          wrongPins: 0,
          accepted: false,
          lastAt: attempt.at,
          row: -1,
        }
    const wrongBefore =
      isLocked(attempt) && attempt.at - (this.#wrong.get(attempt.card) ?? -Infinity) < WRONG_REMEMBERED_MS
    const soFar = { wrongPins: session.wrongPins, knownCard: session.knownCard, wrongBefore }
    const fresh = symptomsOf(attempt, soFar).filter((kind) => (session.symptoms & (1 << kind)) === 0)
    const kinds = fresh.reduce((bits, kind) => bits | (1 << kind), 0)
    if (kinds !== 0) session.shows.push({ attempt, kinds })
    session.symptoms |= kinds
    if (isWrongPin(attempt)) {
      session.wrongPins++
      if (attempt.card !== '') this.#wrong.set(attempt.card, attempt.at)
    }
    session.accepted = isApproved(attempt)
    session.lastAt = attempt.at
    if (session.accepted && attempt.pinPresent && attempt.card !== '') this.#known.set(attempt.card, true)
    if (!goesOn) this.#open.set(key, session)
    this.#open.forgetWhile(({ lastAt }) => attempt.at - lastAt > SESSION_MS)
    return { session, begins: !goesOn, fresh }
  }

  knows(card: string): boolean {
    return this.#known.has(card)
  }
}

/** The attempt of a session that showed one of these symptoms first, or any. */
export const showing = ({ shows, first }: Session, kinds: number): Attempt =>
  (shows.find((each) => (each.kinds & kinds) !== 0) ?? shows[0])?.attempt ?? first
