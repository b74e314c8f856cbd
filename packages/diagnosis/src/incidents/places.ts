import type { Attempt } from '../attempt.ts'
import { Cards } from './cards.ts'
import { DIMENSIONS, type Dimension, partsOf, valueOf } from '../dimensions.ts'

/** Where an attempt was made: for each of `DIMENSIONS` the number of its value, `NOWHERE` where the log has none. */
export type Place = readonly number[]
export const NOWHERE = -1
/** Numbers of a place. */
export const WIDTH = DIMENSIONS.length
export const NO_PLACE: readonly number[] = DIMENSIONS.map(() => NOWHERE)
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

/** The dimensions that change at a terminal only with its software: the first ones, but for the operator. */
const OF_TILL = INDEX.range
const OF_ROUTE = CARD - OF_TILL
const FIRST_ROWS = 64
/** More ways from a card to its bank than any acquirer has; with more of them all are forgotten. */
const ROUTES_MAX = 16_384

/** Where cells that were found are remembered for a while: behind the numbers of what they are the cells of. */
export interface Found {
  numbers: Int32Array
  /** Where the row of the attempt that was asked for last begins. */
  row: number
}
/** Room for them: what it was when they were found, and so many. */
export const CELLS_FOUND = 15

const TILL_WIDTH = OF_TILL + 1 + CELLS_FOUND
const ROUTE_WIDTH = OF_ROUTE + 1 + CELLS_FOUND
/** Where the room begins. */
export const TILL_CELLS = OF_TILL
export const ROUTE_CELLS = OF_ROUTE
/** No cells were found for it yet. */
export const NOT_FOUND = -1

/** Numbers for the places of attempts. */
export class Places {
  /** Terminals, each a row: what its last attempt said of it, as text and in numbers. */
  readonly tills: Found = { numbers: new Int32Array(FIRST_ROWS * TILL_WIDTH), row: 0 }
  readonly #tills = new Map<string, number>()
  readonly #texts: (string | undefined)[] = []
  /** Ways from a card to its bank, each a row that is searched from where its numbers point to. */
  readonly routes: Found = { numbers: new Int32Array(FIRST_ROWS * ROUTE_WIDTH), row: 0 }
  #routeSlots = new Int32Array(4 * FIRST_ROWS)
  #routeCount = 0
  // A till that keeps its number would go on with it while others of the same shop are given a new one.
  readonly #values = DIMENSIONS.map(() => new Values(() => this.#tills.clear()))
  readonly #cards: Cards

  constructor(cards = new Cards()) {
    this.#cards = cards
  }

  /** Into `place`, when one is given. */
  of(attempt: Attempt, place: number[] = NO_PLACE.slice()): Place {
    this.#findTill(attempt)
    const { numbers: tills, row: till } = this.tills
    for (let index = 0; index < OF_TILL; index++) place[index] = tills[till + index] as number
    place[INDEX.range] = this.#numberOf(INDEX.range, valueOf.range(attempt))
    place[INDEX.issuer] = this.#numberOf(INDEX.issuer, attempt.issuer)
    place[INDEX.link] = this.#numberOf(INDEX.link, attempt.link)
    place[INDEX.node] = this.#numberOf(INDEX.node, attempt.node)
    place[INDEX.entry] = this.#numberOf(INDEX.entry, attempt.entryMode)
    place[INDEX.panLength] = this.#numberOf(INDEX.panLength, lengthText(attempt.panLength))
    place[CARD] = this.#cards.numberOf(attempt.card)
    this.#findRoute(place)
    return place
  }

  #findTill(attempt: Attempt): void {
    const { terminal, operator } = attempt
    let till = this.#tills.get(terminal)
    if (till !== undefined && isAt(this.#texts, till * OF_TILL, attempt)) {
      this.tills.row = till * TILL_WIDTH
      if (this.#texts[till * OF_TILL + INDEX.operator] === operator) return
    } else {
      if (till === undefined) this.#tills.set(terminal, (till = this.#tills.size))
      const row = till * TILL_WIDTH
      this.tills.numbers = roomFor(this.tills.numbers, row + TILL_WIDTH)
      this.tills.row = row
      this.tills.numbers[row + TILL_CELLS] = NOT_FOUND
      for (let index = 0; index < OF_TILL; index++) this.#learn(till, index, valueAt(index, attempt))
    }
    this.#learn(till, INDEX.operator, operator)
  }

  #learn(till: number, index: number, value: string | undefined): void {
    this.#texts[till * OF_TILL + index] = value
    this.tills.numbers[till * TILL_WIDTH + index] = this.#numberOf(index, value)
  }

  #findRoute(place: Place): void {
    const { numbers } = this.routes
    const mask = this.#routeSlots.length - 1
    let mixed = 0
    for (let index = OF_TILL; index < CARD; index++) mixed = Math.imul(mixed ^ (place[index] as number), 0x9e3779b1)
    let at = (mixed ^ (mixed >>> 15)) & mask
    for (;;) {
      const row = (this.#routeSlots[at] as number) - 1
      if (row < 0) break
      let index = 0
      while (index < OF_ROUTE && numbers[row + index] === place[OF_TILL + index]) index++
      if (index === OF_ROUTE) {
        this.routes.row = row
        return
      }
      at = (at + 1) & mask
    }
    this.#makeRoute(place, at)
  }

  #makeRoute(place: Place, slot: number): void {
    if (2 * (this.#routeCount + 1) > this.#routeSlots.length || this.#routeCount >= ROUTES_MAX) {
      this.#routeSlots = new Int32Array(Math.min(4 * ROUTES_MAX, 2 * this.#routeSlots.length))
      this.#routeCount = 0
      return this.#findRoute(place)
    }
    const row = this.#routeCount++ * ROUTE_WIDTH
    this.routes.numbers = roomFor(this.routes.numbers, row + ROUTE_WIDTH)
    for (let index = 0; index < OF_ROUTE; index++) this.routes.numbers[row + index] = place[OF_TILL + index] as number
    this.routes.numbers[row + ROUTE_CELLS] = NOT_FOUND
    this.#routeSlots[slot] = row + 1
    this.routes.row = row
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

/** Digits of a card number as the text that stands for them. */
const LENGTHS = Array.from({ length: 32 }, (_, digits) => String(digits))
const lengthText = (digits: number | undefined): string | undefined =>
  digits === undefined ? undefined : (LENGTHS[digits] ?? String(digits))

function roomFor(numbers: Int32Array, length: number): Int32Array {
  if (length <= numbers.length) return numbers
  const grown = new Int32Array(2 * numbers.length)
  grown.set(numbers)
  return grown
}

/** But for its operator. Asked of every attempt, so that it is spelled out. */
function isAt(texts: readonly (string | undefined)[], from: number, attempt: Attempt): boolean {
  return (
    texts[from + INDEX.merchant] === valueOf.merchant(attempt) &&
    texts[from + INDEX.region] === attempt.region &&
    texts[from + INDEX.access] === attempt.access &&
    texts[from + INDEX.model] === attempt.model &&
    texts[from + INDEX.version] === attempt.softwareVersion &&
    texts[from + INDEX.parameters] === attempt.parameterVersion &&
    texts[from + INDEX.kernel] === attempt.kernelVersion
  )
}
