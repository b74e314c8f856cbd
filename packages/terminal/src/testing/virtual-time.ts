import type { Clock, Timers } from '@fiftyfive/kernel'

interface Waiting {
  readonly at: number
  readonly wake: () => void
}

/** Lets promises that are already settled run their reactions. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve()
}

/** A clock that moves only when told, and timers that follow it. */
export class VirtualTime implements Clock, Timers {
  #now = Date.UTC(2026, 10, 22, 4, 0, 0)
  #waiting = new Set<Waiting>()

  now(): number {
    return this.#now
  }

  after(delay_ms: number, wake: () => void): { cancel(): void } {
    const waiting = { at: this.#now + delay_ms, wake }
    this.#waiting.add(waiting)
    return { cancel: () => void this.#waiting.delete(waiting) }
  }

  async pass(duration_ms: number): Promise<void> {
    const end = this.#now + duration_ms
    await settle()
    for (;;) {
      const due = [...this.#waiting].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
      if (!due) break
      this.#waiting.delete(due)
      this.#now = Math.max(this.#now, due.at)
      due.wake()
      await settle()
    }
    this.#now = end
  }
}
