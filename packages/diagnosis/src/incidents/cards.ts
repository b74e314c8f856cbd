import type { Instant } from '@fiftyfive/kernel'
import type { Acquaintance, Attempt, EntryMode, PinPadFacts } from '../attempt.ts'
import { nthLeast } from '../nth-least.ts'
import { NOWHERE } from './places.ts'

/** Those that were asked for least lately are forgotten, one part in so many at once: looking for them takes a look at all. */
const CARDS_MAX = 200_000
const FORGOTTEN_PART = 16
/** Above every slot. A number is a slot and how many cards have had it, so that none comes again after a card was forgotten. */
const SLOTS = 2 ** 18
const NUMBERS = 2 ** 31
const FIRST_SLOTS = 64
/** Ways of a card that was never accepted with a PIN. */
const NEVER = -1

/** Columns of a slot. `ASKED`: which look-up was the last that asked for it. */
const NUMBER = 0
const WAYS_OF = 1
const ASKED = 2
const TOLD_AT = 3
const SLOT_WIDTH = 4

/** Payments that what is usual is taken from, and the share of them by cards that came before from which it is known who is a stranger. */
const LATELY = 200
const FAMILIAR = 0.5

type Read = Pick<Attempt, 'card' | 'entryMode' | 'fallback' | 'pinPad'>
/** Whether a PIN was typed as fast as the card's PIN was when it was right, or slower, or faster. */
export type Hands = 'as-usual' | 'otherwise'

/**
 * The cards that were seen lately: a number for each, how it was read and typed for when it was accepted with a PIN, and when there was
 * something to tell of it. Nearly every card is a stranger to the processor's cache, so that all of it is one look-up and one row.
 */
export class Cards {
  readonly #slots = new Map<string, number>()
  readonly #free: number[] = []
  #rows = new Float64Array(FIRST_SLOTS * SLOT_WIDTH)
  #asked = 0

  /** Share of the payments that were accepted with a PIN lately whose card was known before. */
  #returning = 0

  /** `NOWHERE` for a log that does not tell cards apart. */
  numberOf(card: string): number {
    if (card === '') return NOWHERE
    let slot = this.#slots.get(card)
    if (slot === undefined) slot = this.#make(card)
    this.#rows[slot * SLOT_WIDTH + ASKED] = ++this.#asked
    return this.#rows[slot * SLOT_WIDTH + NUMBER] as number
  }

  /** An attempt with the PIN of the card that has this number was accepted. */
  accepted(number: number, attempt: Read): void {
    if (number === NOWHERE) return
    const ways = this.#of(number, WAYS_OF)
    this.#returning += ((ways === NEVER ? 0 : 1) - this.#returning) / LATELY
    this.#put(number, WAYS_OF, (ways === NEVER ? 0 : ways) | wayOf(attempt) | paceOf(attempt))
  }

  /** Whether a card that has this number was accepted before. */
  isKnown(number: number): boolean {
    return number !== NOWHERE && this.#of(number, WAYS_OF) !== NEVER
  }

  /** That a card is new is not told in the first days of a fleet, or of a log: nobody is known yet. */
  acquaintance(attempt: Read): Acquaintance | undefined {
    const slot = this.#slots.get(attempt.card)
    const ways = slot === undefined ? NEVER : (this.#rows[slot * SLOT_WIDTH + WAYS_OF] as number)
    if (ways === NEVER) return this.#returning < FAMILIAR ? undefined : 'new'
    // Whoever ends with the stripe because the chip failed did not choose it.
    const way = attempt.fallback === true ? 0 : wayOf(attempt)
    return (ways & ALL_WAYS) === 0 || way === 0 || (ways & way) !== 0 ? 'known' : 'otherwise'
  }

  /** Nothing is said of an entry of which the pad tells no time, nor of a card that was never accepted with one. */
  hands(attempt: Read): Hands | undefined {
    const slot = this.#slots.get(attempt.card)
    const ways = slot === undefined ? NEVER : (this.#rows[slot * SLOT_WIDTH + WAYS_OF] as number)
    const pace = paceOf(attempt)
    if (ways === NEVER || ways <= ALL_WAYS || pace === 0) return undefined
    return (ways & pace) === 0 ? 'otherwise' : 'as-usual'
  }

  /** There was something to tell of the card that has this number. */
  told(number: number, at: Instant): void {
    if (number !== NOWHERE) this.#put(number, TOLD_AT, Math.max(at, this.#of(number, TOLD_AT)))
  }

  /** When there was something to tell of it last. */
  toldAt(number: number): Instant {
    return this.#of(number, TOLD_AT)
  }

  #of(number: number, column: number): number {
    return this.#rows[(number % SLOTS) * SLOT_WIDTH + column] as number
  }

  #put(number: number, column: number, value: number): void {
    this.#rows[(number % SLOTS) * SLOT_WIDTH + column] = value
  }

  #make(card: string): number {
    if (this.#slots.size >= CARDS_MAX) this.#forget()
    const slot = this.#free.pop() ?? this.#slots.size + 1
    this.#slots.set(card, slot)
    const at = slot * SLOT_WIDTH
    if (at >= this.#rows.length) {
      const grown = new Float64Array(2 * this.#rows.length)
      grown.set(this.#rows)
      this.#rows = grown
    }
    const before = this.#rows[at + NUMBER] as number
    this.#rows[at + NUMBER] = (before < SLOTS ? SLOTS + slot : before + SLOTS) % NUMBERS
    this.#rows[at + WAYS_OF] = NEVER
    this.#rows[at + TOLD_AT] = -Infinity
    return slot
  }

  #forget(): void {
    const asked = new Float64Array(this.#slots.size)
    let count = 0
    for (const slot of this.#slots.values()) asked[count++] = this.#rows[slot * SLOT_WIDTH + ASKED] as number
    const until = nthLeast(asked, Math.floor(asked.length / FORGOTTEN_PART))
    for (const [card, slot] of this.#slots) {
      if ((this.#rows[slot * SLOT_WIDTH + ASKED] as number) >= until) continue
      this.#slots.delete(card)
      this.#free.push(slot)
    }
  }
}

const WAYS: readonly EntryMode[] = ['chip', 'contactless', 'stripe', 'manual']
/** As a bit, 0 when it is not known: whoever ends with the stripe because the chip failed had chosen the chip. */
function wayOf({ entryMode, fallback }: Read): number {
  if (entryMode === undefined) return 0
  return 1 << WAYS.indexOf(fallback === true && entryMode === 'stripe' ? 'chip' : entryMode)
}
const ALL_WAYS = (1 << WAYS.length) - 1

const PACES: readonly PinPadFacts['time'][] = ['fast', 'normal', 'slow', 'very-slow']
/** As a bit above those of the ways, 0 when nothing was typed to the end. */
const paceOf = ({ pinPad }: Read): number =>
  pinPad === undefined || (pinPad.end ?? 'confirmed') !== 'confirmed'
    ? 0
    : 1 << (WAYS.length + PACES.indexOf(pinPad.time))
