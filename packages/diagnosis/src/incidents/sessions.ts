import type { Attempt } from '../attempt.ts'
import { isApproved, isWrongPin } from '../evidence/outcome.ts'
import { symptomsOf } from '../symptoms.ts'

/** One card at one terminal, until it is accepted or ten minutes pass without it. */
export interface Session {
  readonly first: Attempt
  /** The newest attempt of it that showed a symptom for the first time. */
  telling?: Attempt
  /** The card was accepted with a PIN before this session. */
  readonly knownCard: boolean
  /** Symptoms (bits) that were seen in it so far. */
  symptoms: number
  wrongPins: number
  accepted: boolean
  lastAt: number
  /** Id of the deviation that counts it. */
  countedIn?: string
}

const SESSION_MS = 10 * 60_000
const OPEN_MAX = 20_000
/** Cards that were accepted with a PIN lately; the coldest are forgotten first. */
const KNOWN_CARDS_MAX = 200_000

/** Puts the attempts of a card at a till together: three refusals of one forgetful customer are one observation. */
export class Sessions {
  readonly #open = new Map<string, Session>()
  readonly #known = new Map<string, true>()

  /** The session an attempt belongs to, whether it began it, and the symptoms it shows for the first time. */
  add(attempt: Attempt): { readonly session: Session; readonly begins: boolean; readonly fresh: readonly number[] } {
    const key = `${attempt.terminal}/${attempt.card}`
    const open = this.#open.get(key)
    const goesOn = open !== undefined && !open.accepted && attempt.at - open.lastAt <= SESSION_MS
    const session: Session = goesOn
      ? open
      : {
          first: attempt,
          knownCard: this.#known.has(attempt.card),
          symptoms: 0,
          wrongPins: 0,
          accepted: false,
          lastAt: attempt.at,
        }
    const soFar = { wrongPins: session.wrongPins, knownCard: session.knownCard }
    const fresh = symptomsOf(attempt, soFar).filter((kind) => (session.symptoms & (1 << kind)) === 0)
    for (const kind of fresh) session.symptoms |= 1 << kind
    if (fresh.length > 0) session.telling = attempt
    if (isWrongPin(attempt)) session.wrongPins++
    session.accepted = isApproved(attempt)
    session.lastAt = attempt.at
    if (session.accepted && attempt.pinPresent && attempt.card !== '') this.#remember(attempt.card)
    this.#open.delete(key)
    this.#open.set(key, session)
    if (this.#open.size > OPEN_MAX) this.#open.delete(this.#open.keys().next().value as string)
    return { session, begins: !goesOn, fresh }
  }

  knows(card: string): boolean {
    return this.#known.has(card)
  }

  #remember(card: string): void {
    this.#known.delete(card)
    this.#known.set(card, true)
    if (this.#known.size > KNOWN_CARDS_MAX) this.#known.delete(this.#known.keys().next().value as string)
  }
}

export const has = (session: Session, kind: number): boolean => (session.symptoms & (1 << kind)) !== 0
