import type { Timers } from '@fiftyfive/kernel'
import type { TimerName } from '../core/effect.ts'

interface Running {
  readonly timer: { cancel(): void }
}

/** One running timer of each name. A wake-up that was overtaken by a stop or a restart can be told by `isCurrent`. */
export class TimerSet {
  readonly #timers: Timers
  readonly #fired: (name: TimerName, isCurrent: () => boolean) => void
  readonly #running = new Map<TimerName, Running>()

  constructor(timers: Timers, fired: (name: TimerName, isCurrent: () => boolean) => void) {
    this.#timers = timers
    this.#fired = fired
  }

  start(name: TimerName, delay_ms: number): void {
    this.stop(name)
    const running: Running = {
      timer: this.#timers.after(delay_ms, () => this.#fired(name, () => this.#running.get(name) === running)),
    }
    this.#running.set(name, running)
  }

  stop(name: TimerName): void {
    this.#running.get(name)?.timer.cancel()
    this.#running.delete(name)
  }

  stopAll(): void {
    for (const name of this.#running.keys()) this.stop(name)
  }
}
