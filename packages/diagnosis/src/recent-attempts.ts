import type { Attempt, OtherAttempt, Surroundings } from './attempt.ts'
import { hashOf, History, KeptAttempts, OF_CARD, OF_LINK, OF_TERMINAL } from './kept-attempts.ts'

const CARD_MAX = 20
const TERMINAL_MAX = 50
const LINK_MAX = 50
/** Attempts of all cards, and of all terminals; whoever is heard of least is forgotten first. */
const ATTEMPTS_MAX = 400_000
const LINKS_ATTEMPTS_MAX = 50_000
const DAY_MS = 24 * 3_600_000
const CARD_WINDOW_MS = 3 * DAY_MS
/** A refusal is judged again for a day, and asks then for the days before it. */
const CARD_KEPT_MS = CARD_WINDOW_MS + DAY_MS
/** How long after an attempt another one of the card may still tell what it was. */
export const LATER_WINDOW_MS = 10 * 60_000

/** What happened lately, by card, terminal and link: the background against which an attempt is judged. */
export class RecentAttempts {
  readonly #kept = new KeptAttempts()
  readonly #byCard: History
  readonly #byTerminal: History
  readonly #byLink = new History(this.#kept, OF_LINK, LINK_MAX, LINKS_ATTEMPTS_MAX)

  constructor(most = ATTEMPTS_MAX) {
    this.#byCard = new History(this.#kept, OF_CARD, CARD_MAX, most)
    this.#byTerminal = new History(this.#kept, OF_TERMINAL, TERMINAL_MAX, most)
  }

  /** Attempts that are kept by card, and by terminal. */
  get sizes(): readonly [cards: number, terminals: number] {
    return [this.#byCard.size, this.#byTerminal.size]
  }

  add(attempt: Attempt): void {
    const { id, card, terminal, link, at } = attempt
    const hash = hashOf(id)
    const ofCard = card === '' ? undefined : this.#byCard.open(card)
    const ofTerminal = this.#byTerminal.open(terminal)
    // What was told of the same attempt before is forgotten. One look at its card, or else its terminal, says whether.
    const isAgain =
      ofCard === undefined ? this.#byTerminal.has(ofTerminal, id, hash) : this.#byCard.has(ofCard, id, hash)
    const again = isAgain ? id : undefined
    const knownCard = ofCard === undefined ? '' : this.#byCard.keyOf(ofCard)
    const row = this.#kept.add(attempt, hash, knownCard, this.#byTerminal.keyOf(ofTerminal))
    if (ofCard !== undefined) this.#byCard.remember(ofCard, row, again, hash)
    this.#byTerminal.remember(ofTerminal, row, again, hash)
    if (link) this.#byLink.remember(this.#byLink.open(link), row, again, hash)
    this.#byCard.forgetBefore(at - CARD_KEPT_MS)
  }

  /** Surroundings of an attempt as they were before it, and what came later. */
  around(attempt: Attempt): Surroundings {
    const { id, at, card, terminal, link } = attempt
    const hash = hashOf(id)
    const later: OtherAttempt[] = []
    for (let row = this.#byCard.first(card); row !== 0; row = this.#kept.next(row, OF_CARD)) {
      const then = this.#kept.at(row)
      if (then > at && then - at < LATER_WINDOW_MS && !this.#kept.is(row, id, hash)) later.push(this.#kept.read(row))
    }
    return {
      card: this.#byCard.earlier(card, attempt, hash, at - CARD_WINDOW_MS),
      terminal: terminal === '' ? [] : this.#byTerminal.earlier(terminal, attempt, hash),
      link: link ? this.#byLink.earlier(link, attempt, hash) : [],
      ...(later.length > 0 ? { later } : {}),
    }
  }

  /** Refused attempts of the card shortly before this one, newest first: their verdicts may have to be revised. */
  refusedBefore({ id, card, at }: Attempt): readonly Attempt[] {
    const refused: Attempt[] = []
    for (let row = card ? this.#byCard.first(card) : 0; row !== 0; row = this.#kept.next(row, OF_CARD)) {
      const other = this.#kept.refusal(row)
      if (other && other.id !== id && at - other.at < LATER_WINDOW_MS) refused.push(other)
    }
    return refused.toReversed()
  }
}
