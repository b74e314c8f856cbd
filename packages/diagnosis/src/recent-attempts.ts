import type { Attempt, Surroundings } from './attempt.ts'
import { Recency } from './recency.ts'

const CARD_MAX = 20
const TERMINAL_MAX = 50
const LINK_MAX = 50
/** The coldest is forgotten first. */
const CARDS_MAX = 50_000
const TERMINALS_MAX = 50_000
const LINKS_MAX = 1_000
const CARD_WINDOW_MS = 24 * 3_600_000
/** How long after an attempt another one of the card may still tell what it was. */
export const LATER_WINDOW_MS = 10 * 60_000

/** What happened lately, by card, terminal and link: the background against which an attempt is judged. */
export class RecentAttempts {
  readonly #byCard = new Recency<Attempt[]>(CARDS_MAX)
  readonly #byTerminal = new Recency<Attempt[]>(TERMINALS_MAX)
  readonly #byLink = new Recency<Attempt[]>(LINKS_MAX)

  add(attempt: Attempt): void {
    const { id, card, terminal, link } = attempt
    const ofCard = card ? listOf(this.#byCard, card) : undefined
    const ofTerminal = listOf(this.#byTerminal, terminal)
    const ofLink = link ? listOf(this.#byLink, link) : undefined
    // What was told of the same attempt before is forgotten. One look at its card, or else its terminal, says whether.
    const again = (ofCard ?? ofTerminal).some((other) => other.id === id)
    if (ofCard) remember(ofCard, attempt, CARD_MAX, again)
    remember(ofTerminal, attempt, TERMINAL_MAX, again)
    if (ofLink) remember(ofLink, attempt, LINK_MAX, again)
  }

  /** Surroundings of an attempt as they were before it, and what came later. */
  around(attempt: Attempt): Surroundings {
    const { id, at } = attempt
    const earlier = (list: readonly Attempt[] = []) =>
      list.filter((other) => other.id !== id && other.at <= at).toReversed()
    const ofCard = this.#byCard.get(attempt.card)
    const later = (ofCard ?? []).filter((other) => other.id !== id && other.at > at && other.at - at < LATER_WINDOW_MS)
    return {
      card: earlier(ofCard).filter((other) => at - other.at < CARD_WINDOW_MS),
      terminal: earlier(this.#byTerminal.get(attempt.terminal)),
      link: attempt.link ? earlier(this.#byLink.get(attempt.link)) : [],
      ...(later.length > 0 ? { later } : {}),
    }
  }

  /** Refused attempts of the card shortly before this one, newest first: their verdicts may have to be revised. */
  refusedBefore({ id, card, at }: Attempt): readonly Attempt[] {
    const ofCard = card ? this.#byCard.get(card) : undefined
    const refused = (other: Attempt) => other.id !== id && other.code !== '00' && at - other.at < LATER_WINDOW_MS
    return ofCard?.some(refused) ? ofCard.filter(refused).toReversed() : []
  }
}

function listOf(lists: Recency<Attempt[]>, key: string): Attempt[] {
  const known = lists.touch(key)
  if (known) return known
  const list: Attempt[] = []
  lists.set(key, list)
  return list
}

/** Oldest first. */
function remember(list: Attempt[], attempt: Attempt, most: number, again: boolean): void {
  const before = again ? list.findIndex((other) => other.id === attempt.id) : -1
  if (before >= 0) list.splice(before, 1)
  list.push(attempt)
  if (list.length > most) list.shift()
}
