import type { Acquaintance, Attempt, EntryMode } from '../attempt.ts'
import { Recency } from '../recency.ts'
import { NOWHERE } from './places.ts'

/** The coldest are forgotten first. */
const CARDS_MAX = 200_000
/** Above every slot. A number is a slot and how many cards have had it, so that none comes again after a card was forgotten. */
const SLOTS = 2 ** 18
const NUMBERS = 2 ** 31
/** Ways of a card that was never accepted with a PIN, and of one that has no number yet. */
const NEVER = -1
const NEW = -2

/** Payments that what is usual is taken from, and the share of them by cards that came before from which it is known who is a stranger. */
const LATELY = 200
const FAMILIAR = 0.5

type Read = Pick<Attempt, 'card' | 'entryMode' | 'fallback'>

/** The cards that were seen lately: a number for each, and how it was read when it was accepted with a PIN. */
export class Cards {
  /** Bits, one for each way. */
  readonly #ways = new Recency<number>(CARDS_MAX)

  /** Share of the payments that were accepted with a PIN lately whose card was known before. */
  #returning = 0

  readonly #numbers = new Int32Array(CARDS_MAX + 1)

  /** `NOWHERE` for a log that does not tell cards apart. */
  numberOf(card: string): number {
    if (card === '') return NOWHERE
    const slot = this.#ways.open(card, NEW)
    if (this.#ways.at(slot) === NEW) {
      this.#ways.put(slot, NEVER)
      const before = this.#numbers[slot] as number
      this.#numbers[slot] = (before < SLOTS ? SLOTS + slot : before + SLOTS) % NUMBERS
    }
    return this.#numbers[slot] as number
  }

  /** An attempt with the PIN of the card that has this number was accepted. */
  accepted(number: number, attempt: Read): void {
    if (number === NOWHERE) return
    const slot = number % SLOTS
    const ways = this.#ways.at(slot)
    this.#returning += ((ways === NEVER ? 0 : 1) - this.#returning) / LATELY
    this.#ways.put(slot, (ways === NEVER ? 0 : ways) | wayOf(attempt))
  }

  /** Whether a card that has this number was accepted before. */
  isKnown(number: number): boolean {
    return number !== NOWHERE && this.#ways.at(number % SLOTS) !== NEVER
  }

  /** That a card is new is not told in the first days of a fleet, or of a log: nobody is known yet. */
  acquaintance(attempt: Read): Acquaintance | undefined {
    const ways = this.#ways.get(attempt.card) ?? NEVER
    if (ways === NEVER) return this.#returning < FAMILIAR ? undefined : 'new'
    const way = wayOf(attempt)
    return ways === 0 || way === 0 || (ways & way) !== 0 ? 'known' : 'otherwise'
  }
}

const WAYS: readonly EntryMode[] = ['chip', 'contactless', 'stripe', 'manual']
/** As a bit, 0 when it tells nothing: whoever ends with the stripe because the chip failed did not choose it. */
const wayOf = ({ entryMode, fallback }: Read): number => (fallback === true ? 0 : 1 << WAYS.indexOf(entryMode))
