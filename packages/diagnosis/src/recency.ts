interface Entry<Value> {
  readonly key: string
  value: Value
  newer: Entry<Value> | undefined
  older: Entry<Value> | undefined
}

/**
 * A map that knows which key was touched least recently, and forgets that one when it is full. A `Map` alone can do the
 * same by deleting and setting again, but then looking for its first key steps over all that were deleted before it.
 */
export class Recency<Value> {
  readonly #most: number
  readonly #entries = new Map<string, Entry<Value>>()
  #newest: Entry<Value> | undefined
  #oldest: Entry<Value> | undefined

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#entries.size
  }

  has(key: string): boolean {
    return this.#entries.has(key)
  }

  /** Looks without touching. */
  get(key: string): Value | undefined {
    return this.#entries.get(key)?.value
  }

  /** Makes it the newest, if it is there. */
  touch(key: string): Value | undefined {
    const known = this.#entries.get(key)
    if (!known) return undefined
    this.#renew(known)
    return known.value
  }

  set(key: string, value: Value): void {
    const known = this.#entries.get(key)
    if (known) {
      known.value = value
      return this.#renew(known)
    }
    const entry: Entry<Value> = { key, value, newer: undefined, older: undefined }
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

  #renew(entry: Entry<Value>): void {
    if (entry === this.#newest) return
    this.#unlink(entry)
    this.#append(entry)
  }

  forgetOldest(): void {
    const oldest = this.#oldest as Entry<Value>
    this.#unlink(oldest)
    this.#entries.delete(oldest.key)
  }

  #append(entry: Entry<Value>): void {
    entry.older = this.#newest
    entry.newer = undefined
    if (this.#newest) this.#newest.newer = entry
    else this.#oldest = entry
    this.#newest = entry
  }

  #unlink({ newer, older }: Entry<Value>): void {
    if (older) older.newer = newer
    else this.#oldest = newer
    if (newer) newer.older = older
    else this.#newest = older
  }
}
