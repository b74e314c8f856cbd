import type { Attempt, Surroundings } from './attempt.ts'

const CARD_MAX = 20
const TERMINAL_MAX = 50
const LINK_MAX = 50
/** Cards come and go; the coldest is forgotten first. Terminals and links are few. */
const CARDS_MAX = 50_000
const CARD_WINDOW_MS = 24 * 3_600_000
/** How long after an attempt another one of the card may still tell what it was. */
export const LATER_WINDOW_MS = 10 * 60_000

/** What happened lately, by card, terminal and link: the background against which an attempt is judged. */
export class RecentAttempts {
  readonly #byCard = new Map<string, Attempt[]>()
  readonly #byTerminal = new Map<string, Attempt[]>()
  readonly #byLink = new Map<string, Attempt[]>()

  add(attempt: Attempt): void {
    this.#forget(attempt)
    if (attempt.card) {
      remember(this.#byCard, attempt.card, attempt, CARD_MAX)
      if (this.#byCard.size > CARDS_MAX) this.#byCard.delete(this.#byCard.keys().next().value as string)
    }
    remember(this.#byTerminal, attempt.terminal, attempt, TERMINAL_MAX)
    if (attempt.link) remember(this.#byLink, attempt.link, attempt, LINK_MAX)
  }

  /** What was told of the same attempt before. One look at its card, or else its terminal, says whether there is anything. */
  #forget({ id, card, terminal, link }: Attempt): void {
    const lists = [this.#byCard.get(card), this.#byTerminal.get(terminal), link ? this.#byLink.get(link) : undefined]
    const near = card ? lists[0] : lists[1]
    if (!near?.some((other) => other.id === id)) return
    for (const list of lists) {
      const at = list?.findIndex((other) => other.id === id) ?? -1
      if (at >= 0) list?.splice(at, 1)
    }
  }

  /** Surroundings of an attempt as they were before it, and what came later. */
  around(attempt: Attempt): Surroundings {
    const earlier = (other: Attempt) => other.id !== attempt.id && other.at <= attempt.at
    const ofCard = this.#byCard.get(attempt.card) ?? []
    const later = ofCard
      .filter((other) => other.id !== attempt.id && other.at > attempt.at && other.at - attempt.at < LATER_WINDOW_MS)
      .toReversed()
    return {
      card: ofCard.filter((other) => earlier(other) && attempt.at - other.at < CARD_WINDOW_MS),
      terminal: (this.#byTerminal.get(attempt.terminal) ?? []).filter(earlier),
      link: attempt.link ? (this.#byLink.get(attempt.link) ?? []).filter(earlier) : [],
      ...(later.length > 0 ? { later } : {}),
    }
  }

  /** Refused attempts of the card shortly before this one: their verdicts may have to be revised. */
  refusedBefore(attempt: Attempt): readonly Attempt[] {
    if (!attempt.card) return []
    return (this.#byCard.get(attempt.card) ?? []).filter(
      (other) => other.id !== attempt.id && other.code !== '00' && attempt.at - other.at < LATER_WINDOW_MS,
    )
  }
}

/** Newest first; moves the key to the end of the map's order, so that the first key is the coldest. */
function remember(map: Map<string, Attempt[]>, key: string, attempt: Attempt, max: number): void {
  const known = map.get(key)
  if (!known) {
    map.set(key, [attempt])
    return
  }
  map.delete(key)
  map.set(key, known)
  known.unshift(attempt)
  if (known.length > max) known.pop()
}
