import type { Instant } from '@fiftyfive/kernel'
import type { Attempt, OtherAttempt } from './attempt.ts'
import { Recency } from './recency.ts'

/** No row: the end of a list. */
const NONE = 0
const FIRST_ROWS = 1_024

/** Columns of a row: a hash of its id, what the pad said, how many lists it is in, and what follows it in each of them. */
const HASH = 0
const ENTRY = 1
const LISTS = 2
const NEXT = 3
const WIDTH = 8
/** Which list of a row. */
export const OF_CARD = 0
export const OF_TERMINAL = 1
export const OF_LINK = 2

/** Texts of a row. */
const ID = 0
const CARD = 1
const TERMINAL = 2
const RANGE = 3
const ISSUER_CODE = 4
const TEXTS = 5

/**
 * Attempts that are remembered, each a row that up to three lists go through: of its card, its terminal and its link. Of
 * what was approved a row is all there is; a refusal may have to be judged again, and is kept as it is.
 */
export class KeptAttempts {
  #at = new Float64Array(FIRST_ROWS)
  #numbers = new Int32Array(FIRST_ROWS * WIDTH)
  readonly #texts: (string | undefined)[] = []
  readonly #whole: (Attempt | undefined)[] = [undefined]
  readonly #free: number[] = []
  #next = NONE + 1

  /** Texts of card and terminal are those of earlier attempts of theirs, for every line that is read has a text of its own. */
  add(attempt: Attempt, hash: number, card: string, terminal: string): number {
    const row = this.#free.pop() ?? this.#make()
    const { id, at, range, code, issuerCode, pinPad } = attempt
    this.#at[row] = at
    const from = row * WIDTH
    this.#numbers[from + HASH] = hash
    this.#numbers[from + LISTS] = 0
    const approved = code === '00'
    this.#whole[row] = approved ? undefined : attempt
    this.#numbers[from + ENTRY] = approved ? entryNumber(pinPad) : 0
    const texts = row * TEXTS
    this.#texts[texts + ID] = id
    this.#texts[texts + CARD] = card
    this.#texts[texts + TERMINAL] = terminal
    this.#texts[texts + RANGE] = range
    this.#texts[texts + ISSUER_CODE] = issuerCode
    return row
  }

  at(row: number): Instant {
    return this.#at[row] as number
  }

  is(row: number, id: string, hash: number): boolean {
    return this.#numbers[row * WIDTH + HASH] === hash && this.#texts[row * TEXTS + ID] === id
  }

  next(row: number, list: number): number {
    return this.#numbers[row * WIDTH + NEXT + list] as number
  }

  follow(row: number, list: number, next: number): void {
    this.#numbers[row * WIDTH + NEXT + list] = next
  }

  /** A list has it now, as its last. */
  hold(row: number, list: number): void {
    this.#numbers[row * WIDTH + NEXT + list] = NONE
    this.#numbers[row * WIDTH + LISTS]!++
  }

  /** A list has it no more. */
  release(row: number): void {
    if (--this.#numbers[row * WIDTH + LISTS]! > 0) return
    this.#whole[row] = undefined
    this.#texts[row * TEXTS + ID] = undefined
    this.#free.push(row)
  }

  /** As it was heard, if it was refused. */
  refusal(row: number): Attempt | undefined {
    return this.#whole[row]
  }

  read(row: number): OtherAttempt {
    const whole = this.#whole[row]
    if (whole) return whole
    const texts = row * TEXTS
    return {
      id: this.#texts[texts + ID] as string,
      at: this.#at[row] as number,
      card: this.#texts[texts + CARD] as string,
      terminal: this.#texts[texts + TERMINAL] as string,
      range: this.#texts[texts + RANGE] as string,
      pinPad: entryOf(this.#numbers[row * WIDTH + ENTRY] as number),
      code: '00',
      issuerCode: this.#texts[texts + ISSUER_CODE],
    }
  }

  #make(): number {
    const row = this.#next++
    if (row < this.#at.length) return row
    const most = Math.ceil(1.5 * row)
    const [at, numbers] = [new Float64Array(most), new Int32Array(most * WIDTH)]
    at.set(this.#at)
    numbers.set(this.#numbers)
    this.#at = at
    this.#numbers = numbers
    return row
  }
}

type Entry = NonNullable<OtherAttempt['pinPad']>
/** Nobody has a PIN of more digits, whatever a log says: what is above is not told apart. */
const DIGITS_MAX = 1_000_000

/** What a pad said as one number, 0 for nothing. */
const entryNumber = (pinPad: Entry | undefined): number =>
  pinPad === undefined
    ? 0
    : 3 * Math.min(pinPad.digits, DIGITS_MAX) + (pinPad.repeated === undefined ? 1 : pinPad.repeated ? 2 : 3)

function entryOf(number: number): Entry | undefined {
  if (number === 0) return undefined
  const digits = Math.floor((number - 1) / 3)
  const repeated = (number - 1) % 3
  return repeated === 0 ? { digits } : { digits, repeated: repeated === 1 }
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash | 0
}

/** Columns of a list: its first and last row, and how many there are. */
const OLDEST = 0
const NEWEST = 1
const COUNT = 2
const LIST_WIDTH = 4

/** Kept attempts by what they have in common: at most `each` of one, `all` together. */
export class History {
  readonly #kept: KeptAttempts
  readonly #list: number
  readonly #each: number
  readonly #all: number
  readonly #keys = new Recency<undefined>(Infinity)
  #lists = new Int32Array(FIRST_ROWS * LIST_WIDTH)
  #size = 0

  constructor(kept: KeptAttempts, list: number, each: number, all: number) {
    this.#kept = kept
    this.#list = list
    this.#each = each
    this.#all = all
  }

  get size(): number {
    return this.#size
  }

  /** The list of a key, made now if it is not there; it is the newest from now on. */
  open(key: string): number {
    const slot = this.#keys.open(key, undefined)
    if ((slot + 1) * LIST_WIDTH > this.#lists.length) {
      const grown = new Int32Array(2 * this.#lists.length)
      grown.set(this.#lists)
      this.#lists = grown
    }
    return slot
  }

  /** As it was written when it was first heard of. */
  keyOf(slot: number): string {
    return this.#keys.keyAt(slot)
  }

  /** Whether an attempt is in a list. */
  has(slot: number, id: string, hash: number): boolean {
    for (let row = this.#of(slot, OLDEST); row !== NONE; row = this.#kept.next(row, this.#list))
      if (this.#kept.is(row, id, hash)) return true
    return false
  }

  /** Appends a row, in place of what was told of the same attempt before. */
  remember(slot: number, row: number, again: string | undefined, hash: number): void {
    if (!(again !== undefined && this.#forget(slot, again, hash)) && this.#of(slot, COUNT) >= this.#each)
      this.#forgetFirst(slot)
    const from = slot * LIST_WIDTH
    const last = this.#lists[from + NEWEST] as number
    if (last === NONE) this.#lists[from + OLDEST] = row
    else this.#kept.follow(last, this.#list, row)
    this.#lists[from + NEWEST] = row
    this.#lists[from + COUNT]!++
    this.#kept.hold(row, this.#list)
    this.#size++
    while (this.#size > this.#all) this.#forgetKey()
  }

  /** Those of a key up to a time and after `since`, newest first, but for the one with this id. */
  earlier(key: string, { id, at }: Attempt, hash: number, since = -Infinity): OtherAttempt[] {
    const found: OtherAttempt[] = []
    for (let row = this.first(key); row !== NONE; row = this.#kept.next(row, this.#list)) {
      const then = this.#kept.at(row)
      if (then <= at && then > since && !this.#kept.is(row, id, hash)) found.push(this.#kept.read(row))
    }
    return found.toReversed()
  }

  /** The oldest row of a key, from which `KeptAttempts.next` leads to the others. */
  first(key: string): number {
    const slot = this.#keys.find(key)
    return slot === 0 ? NONE : this.#of(slot, OLDEST)
  }

  /** Forgets keys of which nothing was heard since then. */
  forgetBefore(at: Instant): void {
    for (let slot = this.#keys.oldestSlot; slot !== 0; slot = this.#keys.oldestSlot) {
      if (this.#kept.at(this.#of(slot, NEWEST)) >= at) return
      this.#forgetKey()
    }
  }

  #of(slot: number, column: number): number {
    return this.#lists[slot * LIST_WIDTH + column] as number
  }

  #forgetFirst(slot: number): void {
    const from = slot * LIST_WIDTH
    const first = this.#lists[from + OLDEST] as number
    this.#take(slot, NONE, first)
  }

  /** Whether it was there. */
  #forget(slot: number, id: string, hash: number): boolean {
    let before = NONE
    for (let row = this.#of(slot, OLDEST); row !== NONE; row = this.#kept.next(row, this.#list)) {
      if (this.#kept.is(row, id, hash)) {
        this.#take(slot, before, row)
        return true
      }
      before = row
    }
    return false
  }

  #take(slot: number, before: number, row: number): void {
    const from = slot * LIST_WIDTH
    const next = this.#kept.next(row, this.#list)
    if (before === NONE) this.#lists[from + OLDEST] = next
    else this.#kept.follow(before, this.#list, next)
    if (next === NONE) this.#lists[from + NEWEST] = before
    this.#lists[from + COUNT]!--
    this.#size--
    this.#kept.release(row)
  }

  #forgetKey(): void {
    const slot = this.#keys.oldestSlot
    while (this.#of(slot, COUNT) > 0) this.#forgetFirst(slot)
    this.#keys.forgetOldest()
  }
}
