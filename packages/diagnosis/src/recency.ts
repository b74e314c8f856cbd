/** Slot 0 is the end of the list: the one newer than it is the oldest, the one older than it the newest. */
const END = 0
const FIRST_SLOTS = 64

/**
 * A map that knows which key was touched least recently, and forgets that one when it is full. A `Map` alone can do the
 * same by deleting and setting again, but then looking for its first key steps over all that were deleted before it. The
 * order is a list of numbers: of hundreds of thousands of keys there are no objects that a collection would look at.
 */
export class Recency<Value, Key = string> {
  readonly #most: number
  readonly #slots = new Map<Key, number>()
  readonly #keys: (Key | undefined)[] = [undefined]
  readonly #values: (Value | undefined)[] = [undefined]
  readonly #free: number[] = []
  /** Of each slot the next newer one and the next older one. */
  #links = new Int32Array(2 * FIRST_SLOTS)

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#slots.size
  }

  has(key: Key): boolean {
    return this.#slots.has(key)
  }

  /** The slot of a key, 0 when it is not there. Looks without touching. */
  find(key: Key): number {
    return this.#slots.get(key) ?? END
  }

  keyAt(slot: number): Key {
    return this.#keys[slot] as Key
  }

  /** The slot of what was touched least recently, 0 when there is nothing. */
  get oldestSlot(): number {
    return this.#newerThan(END)
  }

  /** Looks without touching. */
  get(key: Key): Value | undefined {
    const slot = this.#slots.get(key)
    return slot === undefined ? undefined : this.#values[slot]
  }

  /** Makes it the newest, if it is there. */
  touch(key: Key): Value | undefined {
    const slot = this.#slots.get(key)
    if (slot === undefined) return undefined
    this.#renew(slot)
    return this.#values[slot]
  }

  set(key: Key, value: Value): void {
    this.put(this.open(key, value), value)
  }

  /** Makes it the newest, with this value if it was not there. Gives its slot, a small number that is its until it is forgotten. */
  open(key: Key, value: Value): number {
    const known = this.#slots.get(key)
    if (known !== undefined) {
      this.#renew(known)
      return known
    }
    if (this.size >= this.#most) this.forgetOldest()
    const slot = this.#free.pop() ?? this.#keys.length
    this.#slots.set(key, slot)
    this.#keys[slot] = key
    this.#values[slot] = value
    if (2 * slot + 1 >= this.#links.length) this.#grow()
    this.#append(slot)
    return slot
  }

  at(slot: number): Value {
    return this.#values[slot] as Value
  }

  put(slot: number, value: Value): void {
    this.#values[slot] = value
  }

  /** The value that was touched least recently. */
  get oldest(): Value | undefined {
    return this.#values[this.#newerThan(END)]
  }

  /** Forgets from the oldest on, as long as it is `stale`. */
  forgetWhile(stale: (value: Value) => boolean): void {
    while (this.size > 0 && stale(this.oldest as Value)) this.forgetOldest()
  }

  forgetOldest(): void {
    const slot = this.#newerThan(END)
    this.#unlink(slot)
    this.#slots.delete(this.#keys[slot] as Key)
    this.#keys[slot] = undefined
    this.#values[slot] = undefined
    this.#free.push(slot)
  }

  #renew(slot: number): void {
    if (slot === this.#olderThan(END)) return
    this.#unlink(slot)
    this.#append(slot)
  }

  #newerThan(slot: number): number {
    return this.#links[2 * slot] as number
  }

  #olderThan(slot: number): number {
    return this.#links[2 * slot + 1] as number
  }

  #join(older: number, newer: number): void {
    this.#links[2 * older] = newer
    this.#links[2 * newer + 1] = older
  }

  #append(slot: number): void {
    this.#join(this.#olderThan(END), slot)
    this.#join(slot, END)
  }

  #unlink(slot: number): void {
    this.#join(this.#olderThan(slot), this.#newerThan(slot))
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.#links.length)
    grown.set(this.#links)
    this.#links = grown
  }
}
