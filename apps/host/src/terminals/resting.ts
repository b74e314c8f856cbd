const SLOT_MS = 10

/** What can wait in its own socket, where it costs nothing. */
interface Pausable {
  pause(): unknown
  resume(): unknown
}

/**
 * Connections whose messages are refused: whoever sends more than the host can take is not looked at for a while. Then one
 * look takes what came meanwhile, and one write answers it. A terminal that waits for its answer does not notice.
 *
 * Each time anew it is twice as long, up to `rest_ms`. Rests end in slots of 10 ms, and of those that would do the emptiest is
 * taken: were all to come back at once, the host would have nothing to do in between.
 */
export class Resting<Connection extends Pausable> {
  readonly #slotsMax: number
  /** By the number of their slot since the beginning of time. */
  readonly #slots = new Map<number, Connection[]>()
  #next = 0
  #ticking: NodeJS.Timeout | undefined
  readonly #ended: (connection: Connection, now_ms: number) => void

  constructor(rest_ms: number, ended: (connection: Connection, now_ms: number) => void) {
    this.#slotsMax = Math.max(1, Math.floor(rest_ms / SLOT_MS))
    this.#ended = ended
  }

  /** `times`: how often in a row it was refused something, 1 for the first time. */
  rest(connection: Connection, times: number, now_ms: number): void {
    connection.pause()
    const now = Math.max(Math.floor(now_ms / SLOT_MS), this.#ticking ? this.#next - 1 : 0)
    const longest = Math.min(2 ** (times - 1), this.#slotsMax)
    let chosen = now + longest
    for (let slot = chosen; slot > now + longest / 2; slot--)
      if (this.#sizeOf(slot) < this.#sizeOf(chosen)) chosen = slot
    const others = this.#slots.get(chosen)
    if (others) others.push(connection)
    else this.#slots.set(chosen, [connection])
    if (this.#ticking) return
    this.#next = now
    this.#ticking = setInterval(() => this.#tick(performance.now()), SLOT_MS).unref()
  }

  close(): void {
    clearInterval(this.#ticking)
    this.#ticking = undefined
  }

  #sizeOf(slot: number): number {
    return this.#slots.get(slot)?.length ?? 0
  }

  /** After a pause of the process several slots are over. */
  #tick(now_ms: number): void {
    for (const now = Math.floor(now_ms / SLOT_MS); this.#next <= now; this.#next++) {
      const rested = this.#slots.get(this.#next)
      this.#slots.delete(this.#next)
      for (const connection of rested ?? []) {
        this.#ended(connection, now_ms)
        connection.resume()
      }
    }
    if (this.#slots.size === 0) this.close()
  }
}
