/** So many at first; twice as many whenever more are there at once than ever before. */
const SLOTS_MIN = 16
const NONE = -1

/**
 * A map for what comes and goes while the map itself stays: payments under way, rows that wait for the disk. In the order of
 * its coming, like `Map`.
 *
 * V8 gives a `Map` a new table whenever the old one is used up, and the old one points to the new. Once a table has grown old,
 * minor collections take its successor for alive, and the successor of that, with all that was in them when they were left:
 * everything that ever passed through lives until the next full collection, and is copied twice before. That made collections
 * of the host ten times as long. Here a place that is left is empty, and the next one to come gets it.
 */
export class PassingMap<Value> {
  /** By slot, as all that follows. */
  readonly #keys: (string | undefined)[] = []
  readonly #values: (Value | undefined)[] = []
  #hashes = new Int32Array(SLOTS_MIN)
  /** The next slot of the same bucket; of a free slot, the next free one. */
  #chained = new Int32Array(SLOTS_MIN)
  /** Who came right before and right after. */
  #before = new Int32Array(SLOTS_MIN)
  #after = new Int32Array(SLOTS_MIN)
  /** The first slot of each bucket; as many buckets as slots. */
  #buckets = new Int32Array(SLOTS_MIN).fill(NONE)
  #oldest = NONE
  #newest = NONE
  #free = NONE
  #size = 0

  get size(): number {
    return this.#size
  }

  get(key: string): Value | undefined {
    if (this.#size === 0) return undefined
    const slot = this.#find(key, hashOf(key))
    return slot === NONE ? undefined : this.#values[slot]
  }

  has(key: string): boolean {
    return this.#size > 0 && this.#find(key, hashOf(key)) !== NONE
  }

  /** A new value for a key that is there stays where the old one was. */
  set(key: string, value: Value): void {
    const hash = hashOf(key)
    const found = this.#find(key, hash)
    if (found === NONE) this.#add(key, hash, value)
    else this.#values[found] = value
  }

  /** False when there was none. */
  delete(key: string): boolean {
    if (this.#size === 0) return false
    const hash = hashOf(key)
    const bucket = hash & (this.#buckets.length - 1)
    let before = NONE
    for (let slot = this.#buckets[bucket] as number; slot !== NONE; slot = this.#chained[slot] as number) {
      if (this.#hashes[slot] === hash && this.#keys[slot] === key) {
        const next = this.#chained[slot] as number
        if (before === NONE) this.#buckets[bucket] = next
        else this.#chained[before] = next
        this.#empty(slot)
        return true
      }
      before = slot
    }
    return false
  }

  clear(): void {
    for (let slot = this.#oldest; slot !== NONE; slot = this.#oldest) this.delete(this.#keys[slot] as string)
  }

  /** Who has been here longest. */
  get oldest(): string | undefined {
    return this.#keys[this.#oldest]
  }

  /** From the oldest on. The one that it has come to may be taken away meanwhile, no other. */
  *entries(): Generator<readonly [string, Value]> {
    for (let slot = this.#oldest; slot !== NONE;) {
      const next = this.#after[slot] as number
      yield [this.#keys[slot] as string, this.#values[slot] as Value]
      slot = next
    }
  }

  *keys(): Generator<string> {
    for (const [key] of this.entries()) yield key
  }

  *values(): Generator<Value> {
    for (const [, value] of this.entries()) yield value
  }

  #find(key: string, hash: number): number {
    let slot = this.#buckets[hash & (this.#buckets.length - 1)] as number
    while (slot !== NONE && (this.#hashes[slot] !== hash || this.#keys[slot] !== key))
      slot = this.#chained[slot] as number
    return slot
  }

  #add(key: string, hash: number, value: Value): void {
    let slot = this.#free
    if (slot === NONE) {
      slot = this.#keys.length
      if (slot === this.#hashes.length) this.#grow()
      this.#keys.push(key)
      this.#values.push(value)
    } else {
      this.#free = this.#chained[slot] as number
      this.#keys[slot] = key
      this.#values[slot] = value
    }
    this.#hashes[slot] = hash
    this.#enchain(slot)
    this.#before[slot] = this.#newest
    this.#after[slot] = NONE
    if (this.#newest === NONE) this.#oldest = slot
    else this.#after[this.#newest] = slot
    this.#newest = slot
    this.#size++
  }

  #enchain(slot: number): void {
    const bucket = (this.#hashes[slot] as number) & (this.#buckets.length - 1)
    this.#chained[slot] = this.#buckets[bucket] as number
    this.#buckets[bucket] = slot
  }

  #empty(slot: number): void {
    const before = this.#before[slot] as number
    const after = this.#after[slot] as number
    if (before === NONE) this.#oldest = after
    else this.#after[before] = after
    if (after === NONE) this.#newest = before
    else this.#before[after] = before
    this.#keys[slot] = undefined
    this.#values[slot] = undefined
    this.#chained[slot] = this.#free
    this.#free = slot
    this.#size--
  }

  /** Every slot is in use. */
  #grow(): void {
    const slots = this.#hashes.length * 2
    this.#hashes = copied(this.#hashes, slots)
    this.#chained = copied(this.#chained, slots)
    this.#before = copied(this.#before, slots)
    this.#after = copied(this.#after, slots)
    this.#buckets = new Int32Array(slots).fill(NONE)
    for (let slot = 0; slot < this.#keys.length; slot++) this.#enchain(slot)
  }
}

function copied(from: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(length)
  to.set(from)
  return to
}

function hashOf(key: string): number {
  let hash = 0
  for (let index = 0; index < key.length; index++) hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0
  // The low bits choose the bucket: let the others have their say.
  return hash ^ (hash >>> 15)
}
