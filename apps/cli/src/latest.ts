/**
 * Keeps the newest word on each of the last `most` things, and gives each once: when another takes its room, or at the
 * end, in the order in which they were first heard of.
 */
export class Latest<Value> {
  readonly #most: number
  readonly #waiting = new Map<string, Value>()
  readonly #give: (value: Value) => void

  constructor(most: number, give: (value: Value) => void) {
    this.#most = most
    this.#give = give
  }

  get(id: string): Value | undefined {
    return this.#waiting.get(id)
  }

  set(id: string, value: Value): void {
    this.#waiting.set(id, value)
    if (this.#waiting.size > this.#most) this.#giveOldest()
  }

  end(): void {
    while (this.#waiting.size > 0) this.#giveOldest()
  }

  #giveOldest(): void {
    const [id, value] = this.#waiting.entries().next().value as [string, Value]
    this.#waiting.delete(id)
    this.#give(value)
  }
}
