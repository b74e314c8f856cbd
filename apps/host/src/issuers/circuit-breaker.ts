/** So many requests without an answer in a row, and the issuer is taken for gone. */
const FAILURES_MAX = 5
const PAUSE_MS = 5_000

/**
 * Open: requests are refused at once (91) instead of each waiting for its time-out and owing a reversal. It is closed
 * again by the answer to an echo, never by trying a customer's payment.
 */
export class CircuitBreaker {
  #failures = 0
  #openedAt_ms: number | undefined

  get open(): boolean {
    return this.#openedAt_ms !== undefined
  }

  answered(): void {
    this.#failures = 0
    this.#openedAt_ms = undefined
  }

  /** True when this one opened it. */
  unanswered(now_ms: number): boolean {
    this.#failures++
    if (this.open || this.#failures < FAILURES_MAX) return false
    this.#openedAt_ms = now_ms
    return true
  }

  /** Whether it is time to see with an echo if the issuer is back. */
  probeDue(now_ms: number): boolean {
    if (this.#openedAt_ms === undefined || now_ms - this.#openedAt_ms < PAUSE_MS) return false
    this.#openedAt_ms = now_ms
    return true
  }
}
