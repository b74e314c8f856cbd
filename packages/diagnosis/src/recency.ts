interface Entry<Key, Value> {
  readonly key: Key
  value: Value
  newer: Entry<Key, Value> | undefined
  older: Entry<Key, Value> | undefined
}

/**
 * A map that knows which key was touched least recently, and forgets that one when it is full. A `Map` alone can do the
 * same by deleting and setting again, but then looking for its first key steps over all that were deleted before it.
 */
export class Recency<Value, Key = string> {
  readonly #most: number
  readonly #entries = new Map<Key, Entry<Key, Value>>()
  #newest: Entry<Key, Value> | undefined
  #oldest: Entry<Key, Value> | undefined

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#entries.size
  }

  has(key: Key): boolean {
    return this.#entries.has(key)
  }

  /** Looks without touching. */
  get(key: Key): Value | undefined {
    return this.#entries.get(key)?.value
  }

  /** Makes it the newest, if it is there. */
  touch(key: Key): Value | undefined {
    const known = this.#entries.get(key)
    if (!known) return undefined
    this.#renew(known)
    return known.value
  }

  set(key: Key, value: Value): void {
    const known = this.#entries.get(key)
    if (known) {
      known.value = value
      return this.#renew(known)
    }
    const entry: Entry<Key, Value> = { key, value, newer: undefined, older: undefined }
    this.#entries.set(key, entry)
    this.#append(entry)
    if (this.#entries.size > this.#most) this.forgetOldest()
  }

  /** The value that was touched least recently. */
  get oldest(): Value | undefined {
    return this.#oldest?.value
  }

  /** Forgets from the oldest on, as long as it is `stale`. */
  forgetWhile(stale: (value: Value) => boolean): void {
    while (this.#oldest && stale(this.#oldest.value)) this.forgetOldest()
  }

  #renew(entry: Entry<Key, Value>): void {
    if (entry === this.#newest) return
    this.#unlink(entry)
    this.#append(entry)
  }

  forgetOldest(): void {
    const oldest = this.#oldest as Entry<Key, Value>
    this.#unlink(oldest)
    this.#entries.delete(oldest.key)
  }

  #append(entry: Entry<Key, Value>): void {
    entry.older = this.#newest
    entry.newer = undefined
    if (this.#newest) this.#newest.newer = entry
    else this.#oldest = entry
    this.#newest = entry
  }

  #unlink({ newer, older }: Entry<Key, Value>): void {
    if (older) older.newer = newer
    else this.#oldest = newer
    if (newer) newer.older = older
    else this.#newest = older
  }
}
