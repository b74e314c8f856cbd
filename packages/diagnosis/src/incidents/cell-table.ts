import type { Dimension } from '../dimensions.ts'
import type { Cells } from './cells.ts'
import { nthLeast } from '../nth-least.ts'
import { indexOfDimension, NOWHERE, type Place } from './places.ts'
import { NONE } from './pool.ts'

/** Cells kept for each set of dimensions; those not seen for longest go first. */
const CELLS_MAX = 20_000
/** One part in so many goes at once: looking for the coldest takes a look at all. */
const EVICTED_PART = 16
/** Slots for each cell at least: with more of them taken, a look at one leads to many others. */
const ROOM = 2
const FIRST_SLOTS = 64
const INSTALLED: ReadonlySet<Dimension> = new Set(['model', 'version', 'parameters', 'kernel'])
/** A slot is the two values and their cell, `NONE` where it is free. */
const SLOT_WIDTH = 3

/** The cells of one set of one or two dimensions: a table of slots, searched from where the values point to. */
export class CellTable {
  readonly #first: number
  readonly #second: number | undefined
  readonly #cells: Cells
  readonly #most: number
  #slots = new Int32Array(FIRST_SLOTS * SLOT_WIDTH)
  #size = 0
  /** People have habits where they live and shop. What is installed has none: what is usual there is what is usual elsewhere. */
  readonly hasHabits: boolean
  /** How often cells were forgotten: a cell that was found before may be another's since. */
  forgotten = 0

  constructor([first, second]: readonly [Dimension, Dimension?], cells: Cells, most = CELLS_MAX) {
    this.#first = indexOfDimension(first)
    this.#second = second && indexOfDimension(second)
    this.hasHabits = ![first, second ?? first].every((each) => INSTALLED.has(each))
    this.#cells = cells
    this.#most = most
  }

  get size(): number {
    return this.#size
  }

  /** Of the place that begins at `from`; `NONE` where it lacks a value, or its cell is not there. */
  get(places: ArrayLike<number>, from = 0): number {
    const first = places[from + this.#first] as number
    const second = this.#second === undefined ? 0 : (places[from + this.#second] as number)
    return first === NOWHERE || second === NOWHERE ? NONE : (this.#slots[this.#slotOf(first, second) + 2] as number)
  }

  /** The same, made now if it is not there. */
  open(place: Place): number {
    const first = place[this.#first] as number
    const second = this.#second === undefined ? 0 : (place[this.#second] as number)
    if (first === NOWHERE || second === NOWHERE) return NONE
    const cell = this.#slots[this.#slotOf(first, second) + 2] as number
    return cell === NONE ? this.#make(first, second) : cell
  }

  #make(first: number, second: number): number {
    if (this.#size >= this.#most) this.#evict()
    if ((this.#size + 1) * ROOM * SLOT_WIDTH > this.#slots.length) this.#rebuild(2 * this.#slots.length, -Infinity)
    const cell = this.#cells.make()
    this.#put(first, second, cell)
    return cell
  }

  #put(first: number, second: number, cell: number): void {
    const slot = this.#slotOf(first, second)
    this.#slots[slot] = first
    this.#slots[slot + 1] = second
    this.#slots[slot + 2] = cell
    this.#size++
  }

  /** Where a cell is, or would be. */
  #slotOf(first: number, second: number): number {
    const slots = this.#slots
    const mask = slots.length / SLOT_WIDTH - 1
    const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
    let at = (mixed ^ (mixed >>> 15)) & mask
    for (;;) {
      const slot = at * SLOT_WIDTH
      if (slots[slot + 2] === NONE || (slots[slot] === first && slots[slot + 1] === second)) return slot
      at = (at + 1) & mask
    }
  }

  #evict(): void {
    this.forgotten++
    const seen = new Float64Array(this.#size)
    let count = 0
    for (let slot = 2; slot < this.#slots.length; slot += SLOT_WIDTH) {
      const cell = this.#slots[slot] as number
      if (cell !== NONE) seen[count++] = this.#cells.lastSeen(cell)
    }
    const until = nthLeast(seen, Math.floor(this.#most / EVICTED_PART))
    this.#rebuild(this.#slots.length, until)
    // All were seen at one time: then none is colder than another, and room is needed all the same.
    if (this.#size >= this.#most) this.#rebuild(this.#slots.length, Infinity)
  }

  /** Into so many slots, without the cells that were not seen since then. */
  #rebuild(length: number, since: number): void {
    const before = this.#slots
    this.#slots = new Int32Array(length)
    this.#size = 0
    for (let slot = 0; slot < before.length; slot += SLOT_WIDTH) {
      const cell = before[slot + 2] as number
      if (cell === NONE) continue
      if (this.#cells.lastSeen(cell) < since) this.#cells.release(cell)
      else this.#put(before[slot] as number, before[slot + 1] as number, cell)
    }
  }
}
