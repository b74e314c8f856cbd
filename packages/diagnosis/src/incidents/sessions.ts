import type { Instant } from '@fiftyfive/kernel'
import { type Acquaintance, type Attempt, concernsPin, payerOf } from '../attempt.ts'
import { isApproved, isLocked, isWrongPin } from '../evidence/outcome.ts'
import { Recency } from '../recency.ts'
import { symptomsOf } from '../symptoms.ts'
import type { Cards, Hands } from './cards.ts'
import { CARD, NOWHERE, type Place } from './places.ts'

/**
 * One card at one terminal, until it is accepted or ten minutes pass without it. Only of those of which there is something to
 * tell: what was accepted at once and showed nothing, as nearly all are, is a row of the window and no more.
 */
export interface Session {
  readonly first: Attempt
  /** Where that one was made. */
  readonly place: Place
  /** Its attempts that showed a symptom for the first time, with those symptoms (bits); oldest first. */
  readonly shows: { readonly attempt: Attempt; readonly kinds: number }[]
  /** With the card, before this session, once it tells anything. */
  readonly acquaintance: Acquaintance | undefined
  /** Of its first entry, beside those of the card that were right before. */
  readonly hands: Hands | undefined
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
  row: number
}

const SESSION_MS = 10 * 60_000
const OPEN_MAX = 20_000
/** For so long a card that is found locked is what became of its wrong PINs, and no symptom of its own. */
const WRONG_REMEMBERED_MS = 3 * 86_400_000
const WRONG_CARDS_MAX = 50_000
const TERMINALS_REMEMBERED = 8
const DAY_MS = 86_400_000

/** Puts the attempts of a card at a till together: three refusals of one forgetful customer are one observation. */
export class Sessions {
  readonly #cards: Cards
  readonly #open = new Recency<Session>(OPEN_MAX)
  /** When a wrong PIN of the card was last seen, at whatever terminal. */
  readonly #wrong = new Recency<number>(WRONG_CARDS_MAX)
  /** Where and when a card was refused for its PIN, or because its tries were used up: each terminal once, newest last. */
  readonly #refusals = new Recency<readonly Pick<Attempt, 'at' | 'terminal'>[]>(WRONG_CARDS_MAX)

  constructor(cards: Cards) {
    this.#cards = cards
  }

  /**
   * The session an attempt belongs to (none when there is nothing to tell of it), whether the attempt began it, and the
   * symptoms (bits) it shows for the first time.
   */
  add(
    attempt: Attempt,
    place: Place,
  ): { readonly session: Session | undefined; readonly begins: boolean; readonly fresh: number } {
    this.#open.forgetWhile(({ lastAt }) => attempt.at - lastAt > SESSION_MS)
    const card = place[CARD] as number
    // Of nearly every card there was nothing to tell in that time, and then no session of it is looked for.
    const mayGoOn = card === NOWHERE || attempt.at - this.#cards.toldAt(card) <= SESSION_MS
    const open = mayGoOn ? this.#open.get(keyOf(attempt)) : undefined
    const goesOn = open !== undefined && !open.accepted && attempt.at - open.lastAt <= SESSION_MS
    const before = goesOn ? open : NOTHING
    const soFar = {
      wrongPins: before.wrongPins,
      knownCard: before.knownCard,
      wrongBefore: isLocked(attempt) && this.#wasWrong(attempt),
    }
    const fresh = symptomsOf(attempt, soFar) & ~before.symptoms
    const isToTell = goesOn || fresh !== 0 || !isApproved(attempt) || concernsPin(attempt.code)
    const session = goesOn ? open : isToTell ? this.#begin(attempt, place) : undefined
    if (session) {
      this.#goOn(session, attempt, fresh)
      this.#open.set(keyOf(attempt), session)
      this.#cards.told(card, attempt.at)
    }
    if (isApproved(attempt) && attempt.pinPresent !== false) this.#cards.accepted(card, attempt)
    return { session, begins: !goesOn, fresh }
  }

  #begin(first: Attempt, place: Place): Session {
    return {
      first,
      place: place.slice(),
      acquaintance: this.#cards.acquaintance(first),
      hands: this.#cards.hands(first),
      knownCard: this.#cards.isKnown(place[CARD] as number),
      shows: [],
      symptoms: 0,
      explained: 0,
      wrongPins: 0,
      accepted: false,
      lastAt: first.at,
      row: -1,
    }
  }

  #goOn(session: Session, attempt: Attempt, fresh: number): void {
    if (fresh !== 0) session.shows.push({ attempt, kinds: fresh })
    session.symptoms |= fresh
    if (isWrongPin(attempt)) {
      session.wrongPins++
      if (attempt.card !== '') this.#wrong.set(attempt.card, attempt.at)
    }
    if (attempt.card !== '' && (isWrongPin(attempt) || isLocked(attempt))) this.#refused(attempt)
    session.accepted = isApproved(attempt)
    session.lastAt = attempt.at
  }

  #wasWrong({ card, at }: Attempt): boolean {
    return at - (this.#wrong.get(card) ?? -Infinity) < WRONG_REMEMBERED_MS
  }

  #refused({ card, at, terminal }: Attempt): void {
    const others = this.refusals(card, at).filter((each) => each.terminal !== terminal)
    this.#refusals.set(card, [...others.slice(1 - TERMINALS_REMEMBERED), { at, terminal }])
  }

  /** Terminals that refused the card within a day, with the newest time of each, oldest first. */
  refusals(card: string, now: Instant): readonly Pick<Attempt, 'at' | 'terminal'>[] {
    return (this.#refusals.get(card) ?? []).filter(({ at }) => now - at < DAY_MS)
  }
}

const keyOf = (attempt: Attempt): string => `${attempt.terminal}/${payerOf(attempt)}`

/** Before a session began. */
const NOTHING: Pick<Session, 'knownCard' | 'symptoms' | 'wrongPins'> = {
  knownCard: false,
  symptoms: 0,
  wrongPins: 0,
}

/** The attempt of a session that showed one of these symptoms first, or any. */
export const showing = ({ shows, first }: Session, kinds: number): Attempt =>
  (shows.find((each) => (each.kinds & kinds) !== 0) ?? shows[0])?.attempt ?? first
