import type { Clock, Instant, Timers } from '@fiftyfive/kernel'

/** Returned by an event that settled no promise and called nobody who might: nothing runs on before the next event. */
export const NOTHING_FOLLOWS = Symbol('nothing follows')
export type Wake = () => typeof NOTHING_FOLLOWS | void

class Waiting {
  readonly at: Instant
  readonly order: number
  wake: Wake | undefined

  constructor(at: Instant, order: number, wake: Wake) {
    this.at = at
    this.order = order
    this.wake = wake
  }

  cancel(): void {
    this.wake = undefined
  }
}

/** The process hears of signals and of its own timers this often, in events. */
const EVENTS_PER_TURN = 256

/** Promises that are settled run all their reactions before the next turn of the event loop, so one turn of it is enough. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const SETTLED = Promise.resolve()

/** The one true clock of a simulation. It jumps from event to event; equal times keep the order they were asked for in. */
export class VirtualTime implements Clock, Timers {
  #now: Instant
  #order = 0
  readonly #heap: Waiting[] = []
  events = 0

  constructor(start: Instant) {
    this.#now = start
  }

  now(): Instant {
    return this.#now
  }

  after(delay_ms: number, wake: Wake): { cancel(): void } {
    const waiting = new Waiting(this.#now + Math.max(0, delay_ms), this.#order++, wake)
    this.#push(waiting)
    return waiting
  }

  /** Runs everything due until then, and whatever that leads to; `stop` is asked after every event. */
  async runUntil(end: Instant, stop: () => boolean): Promise<void> {
    await turn()
    await new Promise<void>((resolve, reject) => {
      const step = (): void => {
        let isOver
        try {
          do {
            const next = this.#nextUntil(end)
            if (!next || stop()) return resolve()
            this.#pop()
            this.#now = next.at
            this.events++
            isOver = next.wake?.() === NOTHING_FOLLOWS
          } while (isOver && this.events % EVENTS_PER_TURN !== 0)
        } catch (failure) {
          return reject(failure)
        }
        if (this.events % EVENTS_PER_TURN === 0) setImmediate(step)
        else void SETTLED.then(afterReactions)
      }
      // They run before the next tick too, which costs a fraction of a turn; but nothing of the real world goes on meanwhile.
      const afterReactions = (): void => process.nextTick(step)
      step()
    })
    if (!stop()) this.#now = Math.max(this.#now, end)
  }

  /** Lets go of what was cancelled before. */
  #nextUntil(end: Instant): Waiting | undefined {
    let next = this.#heap[0]
    while (next && !next.wake && next.at <= end) {
      this.#pop()
      next = this.#heap[0]
    }
    return next && next.at <= end ? next : undefined
  }

  /** Runs until the work is done. Its waits on the real world (a key pair, an envelope) take no virtual time. */
  async complete(work: Promise<void>): Promise<void> {
    const progress = { done: false }
    const finished = work.finally(() => {
      progress.done = true
    })
    for (await turn(); !progress.done; await turn()) {
      const next = this.#heap[0]
      if (!next) continue
      this.#pop()
      this.#now = next.at
      next.wake?.()
    }
    await finished
  }

  #push(waiting: Waiting): void {
    const heap = this.#heap
    let index = heap.push(waiting) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(waiting, heap[parent] as Waiting)) break
      heap[index] = heap[parent] as Waiting
      index = parent
    }
    heap[index] = waiting
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Waiting, heap[child] as Waiting)) child++
      if (!isBefore(heap[child] as Waiting, last)) break
      heap[index] = heap[child] as Waiting
      index = child
    }
    heap[index] = last
  }
}

const isBefore = (a: Waiting, b: Waiting): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)
