import type { Clock } from '@fiftyfive/kernel'

/**
 * Failed PIN verifications within a window, so that a stolen connection to the module cannot try out PINs (the issuer's
 * own try counter is the first fence, this is the second). Bounded memory: a full table forgets the oldest entry.
 */
export class FailureLimits {
  readonly #clock: Clock
  readonly #window_ms: number
  readonly #maximum: number
  readonly #failures = new Map<string, { count: number; since: number }>()
  static readonly #ENTRIES = 100_000

  constructor(clock: Clock, settings: { readonly failures: number; readonly window_ms: number }) {
    this.#clock = clock
    this.#maximum = settings.failures
    this.#window_ms = settings.window_ms
  }

  exceeded(subject: string): boolean {
    const entry = this.#failures.get(subject)
    if (!entry) return false
    if (this.#clock.now() - entry.since < this.#window_ms) return entry.count >= this.#maximum
    this.#failures.delete(subject)
    return false
  }

  fail(subject: string): void {
    const entry = this.#failures.get(subject)
    if (entry && this.#clock.now() - entry.since < this.#window_ms) {
      entry.count += 1
      return
    }
    this.#failures.delete(subject)
    const oldest = this.#failures.keys().next()
    if (this.#failures.size >= FailureLimits.#ENTRIES && !oldest.done) this.#failures.delete(oldest.value)
    this.#failures.set(subject, { count: 1, since: this.#clock.now() })
  }

  succeed(subject: string): void {
    this.#failures.delete(subject)
  }
}
