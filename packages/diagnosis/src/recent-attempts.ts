import type { Instant } from '@fiftyfive/kernel'
import type { Attempt, OtherAttempt, Surroundings } from './attempt.ts'
import { Recency } from './recency.ts'

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
  readonly #byCard: History
  readonly #byTerminal: History
  readonly #byLink = new History(LINK_MAX, LINKS_ATTEMPTS_MAX)

  constructor(most = ATTEMPTS_MAX) {
    this.#byCard = new History(CARD_MAX, most)
    this.#byTerminal = new History(TERMINAL_MAX, most)
  }

  /** Attempts that are kept by card, and by terminal. */
  get sizes(): readonly [cards: number, terminals: number] {
    return [this.#byCard.size, this.#byTerminal.size]
  }

  add(attempt: Attempt): void {
    const { id, card, terminal, link, at } = attempt
    const ofCard = card ? this.#byCard.touch(card) : undefined
    const ofTerminal = this.#byTerminal.touch(terminal)
    // What was told of the same attempt before is forgotten. One look at its card, or else its terminal, says whether.
    const again = (ofCard ?? ofTerminal).some((other) => other.id === id)
    const kept = shortened(attempt, (ofCard ?? ofTerminal)[0]?.card, ofTerminal[0]?.terminal)
    if (ofCard) this.#byCard.remember(ofCard, kept, again)
    this.#byTerminal.remember(ofTerminal, kept, again)
    if (link) this.#byLink.remember(this.#byLink.touch(link), kept, again)
    this.#byCard.forgetBefore(at - CARD_KEPT_MS)
  }

  /** Surroundings of an attempt as they were before it, and what came later. */
  around(attempt: Attempt): Surroundings {
    const { id, at, card, terminal, link } = attempt
    const ofCard = this.#byCard.get(card)
    const later = (ofCard ?? []).filter((other) => other.at > at && other.at - at < LATER_WINDOW_MS && other.id !== id)
    return {
      card: earlier(ofCard, attempt, at - CARD_WINDOW_MS),
      terminal: earlier(this.#byTerminal.get(terminal), attempt),
      link: link ? earlier(this.#byLink.get(link), attempt) : [],
      ...(later.length > 0 ? { later } : {}),
    }
  }

  /** Refused attempts of the card shortly before this one, newest first: their verdicts may have to be revised. */
  refusedBefore({ id, card, at }: Attempt): readonly Attempt[] {
    const ofCard = card ? this.#byCard.get(card) : undefined
    const refused = (other: OtherAttempt): other is Attempt =>
      isWhole(other) && other.id !== id && at - other.at < LATER_WINDOW_MS
    return ofCard?.some(refused) ? ofCard.filter(refused).toReversed() : []
  }
}

/** Those up to it and after `since`, newest first. Asked of every refusal, and more than once. */
function earlier(list: readonly OtherAttempt[] = [], { id, at }: Attempt, since = -Infinity): OtherAttempt[] {
  const found: OtherAttempt[] = []
  for (let index = list.length - 1; index >= 0; index--) {
    const other = list[index] as OtherAttempt
    if (other.at <= at && other.at > since && other.id !== id) found.push(other)
  }
  return found
}

/** A refusal may have to be judged again, and is kept as it is. */
const isWhole = (other: OtherAttempt): other is Attempt => other.code !== '00'

/**
 * What is kept of an attempt: a sixth of its memory. Names of the card and terminal are taken from earlier attempts of
 * theirs, for every line that is read has a text of its own.
 */
function shortened(attempt: Attempt, knownCard: string | undefined, knownTerminal: string | undefined): OtherAttempt {
  if (attempt.code !== '00') return attempt
  const { id, at, card, terminal, range, code, issuerCode, pinPad } = attempt
  return {
    id,
    at,
    card: knownCard !== undefined && knownCard === card ? knownCard : card,
    terminal: knownTerminal ?? terminal,
    range,
    pinPad: pinPad && entryOf(pinPad),
    code,
    issuerCode,
  }
}

type Entry = NonNullable<OtherAttempt['pinPad']>
/** There are few different ones, and every attempt has one. */
const ENTRIES = new Map<number, Entry>()
const ENTRIES_MAX = 64

function entryOf({ digits, repeated }: Entry): Entry {
  const key = 3 * digits + (repeated === undefined ? 0 : repeated ? 1 : 2)
  const known = ENTRIES.get(key)
  if (known) return known
  const entry = { digits, ...(repeated === undefined ? {} : { repeated }) }
  if (ENTRIES.size < ENTRIES_MAX) ENTRIES.set(key, entry)
  return entry
}

/** Attempts by what they have in common: at most `each` of one, `all` together. */
class History {
  readonly #each: number
  readonly #all: number
  readonly #lists = new Recency<OtherAttempt[]>(Infinity)
  #size = 0

  constructor(each: number, all = Infinity) {
    this.#each = each
    this.#all = all
  }

  get size(): number {
    return this.#size
  }

  get(key: string): readonly OtherAttempt[] | undefined {
    return this.#lists.get(key)
  }

  /** The list of a key, made now if it is not there. */
  touch(key: string): OtherAttempt[] {
    const known = this.#lists.touch(key)
    if (known) return known
    const list: OtherAttempt[] = []
    this.#lists.set(key, list)
    return list
  }

  /** Puts an attempt into the list of its key, oldest first. */
  remember(list: OtherAttempt[], attempt: OtherAttempt, again: boolean): void {
    const before = again ? list.findIndex(({ id }) => id === attempt.id) : -1
    if (before >= 0) list.splice(before, 1)
    else if (list.length >= this.#each) list.shift()
    else this.#size++
    list.push(attempt)
    while (this.#size > this.#all) this.#forgetOldest()
  }

  /** Forgets keys of which nothing was heard since then. */
  forgetBefore(at: Instant): void {
    while ((this.#lists.oldest?.at(-1)?.at ?? Infinity) < at) this.#forgetOldest()
  }

  #forgetOldest(): void {
    this.#size -= this.#lists.oldest?.length ?? 0
    this.#lists.forgetOldest()
  }
}
