import type { Clock, Instant, Timers } from '@fiftyfive/kernel'
import { NOTHING_FOLLOWS, type VirtualTime, type Wake } from './virtual-time.ts'

/**
 * One life of a party, from power on to power off. Whatever waits in it (a timer, a sync, an answer) never resumes once
 * it is over, just as nothing of a process goes on after `kill -9`.
 */
export class Life implements Clock, Timers {
  /** Counts the lives of this party, from 1. */
  readonly number: number
  #over = false
  readonly #time: VirtualTime
  /** How wrong this party's clock is. */
  readonly #skew_ms: () => number

  constructor(time: VirtualTime, number: number, skew_ms: () => number) {
    this.number = number
    this.#time = time
    this.#skew_ms = skew_ms
  }

  get over(): boolean {
    return this.#over
  }
  end(): void {
    this.#over = true
  }

  now(): Instant {
    return this.#time.now() + this.#skew_ms()
  }

  after(delay_ms: number, wake: Wake): { cancel(): void } {
    return this.#time.after(delay_ms, () => (this.#over ? NOTHING_FOLLOWS : wake()))
  }

  pause(delay_ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(delay_ms, resolve))
  }
}
