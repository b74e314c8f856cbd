import type { Attempt } from '../attempt.ts'
import { Cards } from './cards.ts'
import { DIMENSIONS, type Dimension, partsOf, valueOf } from '../dimensions.ts'

/** Where an attempt was made: for each of `DIMENSIONS` the number of its value, `NOWHERE` where the log has none. */
export type Place = readonly number[]
export const NOWHERE = -1
/** Numbers of a place. */
export const WIDTH = DIMENSIONS.length
/** Whether a place lies in an element. Of many places in one list, the one that begins at `from` is meant. */
export interface Within {
  (places: ArrayLike<number>, from?: number): boolean
  /** The number of the terminal that it is, when it is one: then there is no need to ask. */
  readonly terminal?: number
}

const INDEX = Object.fromEntries(DIMENSIONS.map((name, index) => [name, index])) as Record<Dimension, number>
export const indexOfDimension = (name: Dimension): number => INDEX[name]
/** Where a place has some of them. */
export const TERMINAL = INDEX.terminal
export const CARD = INDEX.card

/**
 * So many values of a dimension, the newest, keep their numbers; twice as many may. More than sessions are remembered
 * anywhere, so that whoever is forgotten here is forgotten everywhere.
 */
const VALUES_MAX = 50_000

/** Gives the values of a dimension numbers, so that text is looked at once an attempt and numbers are compared from then on. */
class Values {
  #young = new Map<string, number>()
  #old = new Map<string, number>()
  #next = 0
  readonly #forgotten: () => void

  /** `forgotten` is told when what was not asked for lately has lost its number. */
  constructor(forgotten: () => void) {
    this.#forgotten = forgotten
  }

  numberOf(value: string): number {
    const known = this.#young.get(value)
    if (known !== undefined) return known
    const number = this.#old.get(value) ?? this.#next++
    if (this.#young.size >= VALUES_MAX) {
      this.#old = this.#young
      this.#young = new Map()
      this.#forgotten()
    }
    this.#young.set(value, number)
    return number
  }
}

/** The dimensions that change at a terminal only with its software and its operator: the first ones. */
const OF_TILL = INDEX.range

/** What its last attempt said of a terminal. */
interface Till {
  readonly values: readonly (string | undefined)[]
  /** The numbers of those, and `NOWHERE` for the other dimensions. */
  readonly place: Place
}

/** Numbers for the places of attempts. */
export class Places {
  readonly #tills = new Map<string, Till>()
  // A till that keeps its number would go on with it while others of the same shop are given a new one.
  readonly #values = DIMENSIONS.map(() => new Values(() => this.#tills.clear()))
  readonly #cards: Cards

  constructor(cards = new Cards()) {
    this.#cards = cards
  }

  of(attempt: Attempt): Place {
    const place = this.#tillOf(attempt).place.slice()
    for (let index = OF_TILL; index < CARD; index++) place[index] = this.#numberOf(index, valueAt(index, attempt))
    place[CARD] = this.#cards.numberOf(attempt.card)
    return place
  }

  #tillOf(attempt: Attempt): Till {
    const known = this.#tills.get(attempt.terminal)
    if (known && isAt(known, attempt)) return known
    const values = DIMENSIONS.map((_, index) => (index < OF_TILL ? valueAt(index, attempt) : undefined))
    const till = { values, place: values.map((value, index) => this.#numberOf(index, value)) }
    this.#tills.set(attempt.terminal, till)
    return till
  }

  #numberOf(index: number, value: string | undefined): number {
    if (value === undefined) return NOWHERE
    return index === CARD ? this.#cards.numberOf(value) : (this.#values[index] as Values).numberOf(value)
  }

  /** The same place with another value in one dimension. */
  moved(place: Place, dimension: Dimension, value: string): Place {
    const index = INDEX[dimension]
    return place.with(index, this.#numberOf(index, value))
  }

  /** Whether a place lies in an element such as `model=m1&version=2.0.1`; to be asked of many places. */
  within(element: string): Within {
    const parts = partsOf(element).map(({ dimension, value }) => {
      const index = INDEX[dimension]
      return { index, number: this.#numberOf(index, value) }
    })
    // Asked so often that the usual ones are spelled out.
    const [first, second, ...others] = parts as [(typeof parts)[number], ...typeof parts]
    if (!second) {
      const is = (places: ArrayLike<number>, from = 0) => places[from + first.index] === first.number
      return first.index === TERMINAL ? Object.assign(is, { terminal: first.number }) : is
    }
    return (places, from = 0) =>
      places[from + first.index] === first.number &&
      places[from + second.index] === second.number &&
      others.every(({ index, number }) => places[from + index] === number)
  }
}

const READERS = DIMENSIONS.map((name) => valueOf[name])
const valueAt = (index: number, attempt: Attempt): string | undefined =>
  (READERS[index] as (attempt: Attempt) => string | undefined)(attempt)

/** Asked of every attempt, so that it is spelled out. */
function isAt({ values }: Till, attempt: Attempt): boolean {
  return (
    values[INDEX.merchant] === attempt.merchant &&
    values[INDEX.region] === attempt.region &&
    values[INDEX.access] === attempt.access &&
    values[INDEX.operator] === attempt.operator &&
    values[INDEX.model] === attempt.model &&
    values[INDEX.version] === attempt.softwareVersion &&
    values[INDEX.parameters] === attempt.parameterVersion &&
    values[INDEX.kernel] === attempt.kernelVersion
  )
}
