/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** Time as an argument, so that the same code runs on a real and on a simulated clock. */
export interface Clock {
  now(): Instant
}

/** Wakes somebody up later. `cancel` of a timer that has fired or was cancelled does nothing. */
export interface Timers {
  after(delay_ms: number, wake: () => void): { cancel(): void }
}
