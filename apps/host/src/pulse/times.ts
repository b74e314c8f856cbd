import type { Quantiles } from '@fiftyfive/contract'

/** Each bucket ends 5 % above the one before; the first at 0.1 ms, the last beyond a minute. */
const RATIO = 1.05
const FIRST_MS = 0.1
const BUCKETS = 280

/** Counts spans of time in buckets, so that a busy step takes no more memory than a quiet one. */
export class Times {
  readonly #counts = new Uint32Array(BUCKETS)
  #count = 0

  add(span_ms: number): void {
    const bucket = span_ms <= FIRST_MS ? 0 : Math.ceil(Math.log(span_ms / FIRST_MS) / Math.log(RATIO))
    this.#counts[Math.min(BUCKETS - 1, bucket)]!++
    this.#count++
  }

  /** undefined when nothing was added. */
  quantiles(): Quantiles | undefined {
    return this.#count === 0 ? undefined : { p50_ms: this.#within(0.5), p99_ms: this.#within(0.99) }
  }

  #within(share: number): number {
    let left = Math.ceil(share * this.#count)
    const bucket = this.#counts.findIndex((count) => (left -= count) <= 0)
    return Math.round(FIRST_MS * RATIO ** bucket * 10) / 10
  }
}
