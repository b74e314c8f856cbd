import type { Clock } from '@fiftyfive/kernel'

/** Failures of one subject within the window that began at `since` (milliseconds since 1970). */
export interface Failures {
  readonly count: number
  readonly since: number
}

/**
 * Failed PIN verifications within a window, so that a stolen connection to the module cannot try out PINs (the issuer's
 * own try counter is the first fence, this is the second). Bounded memory: a full table forgets the oldest entry.
 */
export class FailureLimits {
  readonly #clock: Clock
  readonly #window_ms: number
  readonly #maximum: number
  readonly #entries_max: number
  readonly #changed: (subject: string, failures: Failures) => void
  readonly #failures = new Map<string, Failures>()

  constructor(
    clock: Clock,
    settings: { readonly failures: number; readonly window_ms: number; readonly entries_max?: number },
    changed: (subject: string, failures: Failures) => void,
  ) {
    this.#clock = clock
    this.#maximum = settings.failures
    this.#window_ms = settings.window_ms
    this.#entries_max = settings.entries_max ?? 100_000
    this.#changed = changed
  }

  exceeded(subject: string): boolean {
    const entry = this.#failures.get(subject)
    if (!entry) return false
    if (this.#isOpen(entry)) return entry.count >= this.#maximum
    this.#failures.delete(subject)
    return false
  }

  fail(subject: string): void {
    const entry = this.#failures.get(subject)
    const open = entry && this.#isOpen(entry)
    const failures = open ? { ...entry, count: entry.count + 1 } : { count: 1, since: this.#clock.now() }
    this.#keep(subject, failures)
    this.#changed(subject, failures)
  }

  succeed(subject: string): void {
    if (this.#failures.delete(subject)) this.#changed(subject, { count: 0, since: 0 })
  }

  /** Takes over what an earlier run had counted. */
  restore(subject: string, failures: Failures): void {
    if (failures.count > 0 && this.#isOpen(failures)) this.#keep(subject, failures)
    else this.#failures.delete(subject)
  }

  /** What is counted now, the oldest window first. */
  *entries(): Iterable<readonly [subject: string, failures: Failures]> {
    for (const entry of this.#failures) if (this.#isOpen(entry[1])) yield entry
  }

  #isOpen({ since }: Failures): boolean {
    return this.#clock.now() - since < this.#window_ms
  }

  /** Subjects stand in the order in which their windows began, so the first is the oldest. */
  #keep(subject: string, failures: Failures): void {
    if (this.#failures.get(subject)?.since !== failures.since) {
      this.#failures.delete(subject)
      const oldest = this.#failures.keys().next()
      if (this.#failures.size >= this.#entries_max && !oldest.done) this.#failures.delete(oldest.value)
    }
    this.#failures.set(subject, failures)
  }
}
