import { BASE_RATES } from '../base-rates.ts'
import type { Chance } from '../chance.ts'
import type { OwnCard, Person } from '../population/people.ts'
import { slip } from './typing.ts'

export type Mistake = 'forgotten' | 'changed' | 'other-card' | 'same-wrong-again' | 'slip' | 'wrong-length'

/** What is special about people with this card, or at this till, just now. */
export interface Habit {
  /** Slips, and among them missing and doubled digits, so many times as often. */
  readonly slips?: number
  readonly lengths?: number
  readonly forgets?: number
  readonly otherCard?: number
  /** What they believe the PIN to be. */
  readonly wrongPin?: string
  readonly sameAgain?: number
  /** The next try of somebody who never knew the PIN, and whom it will not come to. */
  readonly guess?: () => string
}

/** One entry as the person means it and as the fingers do it. */
export interface Entry {
  readonly typed: string
  /** Why it is not the PIN; absent when it is. */
  readonly mistake?: Mistake
  /** Digits that were typed first and cleared, because the dots were too few or too many. */
  readonly cleared?: string
}

/** What one person believes about the PIN of one card in the course of one payment. */
export class Mind {
  readonly #person: Person
  readonly #card: OwnCard
  readonly #chance: Chance
  readonly #habit: Habit
  #belief: string
  #wrong: 'forgotten' | 'changed' | 'other-card' | undefined
  #last: { readonly belief: string; readonly mistake: Mistake | undefined } | undefined

  constructor(person: Person, card: OwnCard, chance: Chance, habit: Habit = {}) {
    this.#person = person
    this.#card = card
    this.#chance = chance
    this.#habit = habit
    this.#belief = card.inMind
    this.#wrong = card.inMind === card.pin ? undefined : (card.mistake ?? 'forgotten')
    if (this.#wrong) return
    if (habit.wrongPin !== undefined) {
      this.#believe(habit.wrongPin, 'forgotten')
      return
    }
    const other = person.cards.find(({ pin }) => pin !== card.pin && pin.length === card.pin.length)
    if (other && chance.happens(habit.otherCard ?? BASE_RATES.otherCard)) this.#believe(other.pin, 'other-card')
    else if (chance.happens(habit.forgets ?? person.forgets)) {
      card.mistake = 'forgotten'
      card.inMind = this.#guess()
      this.#believe(card.inMind, 'forgotten')
    }
  }

  /** The next entry. `refused`: the last one was called wrong. */
  entry(refused: boolean): Entry {
    let again = false
    if (refused && this.#last) again = this.#reconsider(this.#last.belief)
    const [belief, pin] = [this.#belief, this.#card.pin]
    // Whoever was refused types with more care.
    const slips = Math.min(0.5, this.#person.slips * (this.#habit.slips ?? 1) * (refused ? 0.5 : 1))
    const { typed, cleared } = this.#type(belief, slips)
    const mistake = typed === pin ? undefined : again ? 'same-wrong-again' : (this.#wrong ?? lengthOrSlip(typed, pin))
    this.#last = { belief, mistake }
    return { typed, ...(mistake ? { mistake } : {}), ...(cleared === undefined ? {} : { cleared }) }
  }

  /** Whether the person still believes to know the PIN. */
  get sure(): boolean {
    return this.#wrong === undefined || this.#wrong === 'other-card'
  }

  #believe(belief: string, wrong: 'forgotten' | 'changed' | 'other-card'): void {
    this.#belief = belief
    this.#wrong = wrong
  }

  /** True when the same wrong belief will be entered once more. */
  #reconsider(before: string): boolean {
    if (!this.#wrong) return false
    if (this.#habit.guess) {
      this.#belief = this.#habit.guess()
      return before === this.#belief
    }
    if (this.#chance.happens(BASE_RATES.recalls[this.#wrong])) {
      this.#wrong = undefined
      this.#belief = this.#card.pin
      this.#card.inMind = this.#card.pin
      return false
    }
    if (this.#chance.happens(this.#habit.sameAgain ?? BASE_RATES.sameAgain)) return before === this.#belief
    this.#belief = this.#guess()
    return false
  }

  /** Something that could be it: another PIN of one's own, or the right digits in another order. */
  #guess(): string {
    const { pin } = this.#card
    const others = this.#person.cards
      .map(({ pin }) => pin)
      .filter((other) => other !== pin && other.length === pin.length)
    if (others.length > 0 && this.#chance.happens(0.3)) return this.#chance.pick(others)
    const shuffled = this.#chance.sample([...pin], pin.length).join('')
    return shuffled === pin ? this.#chance.digits(pin.length) : shuffled
  }

  #type(belief: string, slips: number): { readonly typed: string; readonly cleared?: string } {
    const { lengths } = this.#habit
    if (!this.#chance.happens(Math.min(0.5, slips * (lengths ?? 1)))) return { typed: belief }
    const { typed } = slip(this.#chance, belief, lengths === undefined ? undefined : ['omitted', 'doubled'])
    const tooShort = typed.length < 4
    const noticed =
      typed.length !== belief.length && this.#chance.happens(lengths === undefined ? this.#person.attention : 0.1)
    return tooShort || noticed ? { typed: belief, cleared: typed } : { typed }
  }
}

const lengthOrSlip = (typed: string, pin: string): Mistake => (typed.length === pin.length ? 'slip' : 'wrong-length')
