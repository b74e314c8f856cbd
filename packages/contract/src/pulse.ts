/** How the host fares, step by step: what comes in, how fast it is answered, what waits. The last hour, in memory only. */
export interface Pulse {
  readonly step_ms: number
  /** Oldest first; a step in which nothing was measured is left out. The newest one is still going on. */
  readonly steps: readonly PulseStep[]
}

export interface PulseStep {
  /** Milliseconds since 1970, when the step began. */
  readonly at: number
  readonly attempts: number
  readonly approved: number
  /** Answers that concern a PIN. */
  readonly refused: number
  /** From a request's arrival to its answer; absent when there was none. */
  readonly answer?: Quantiles
  readonly links: readonly (Quantiles & { readonly name: string })[]
  readonly securityModule?: Quantiles
  /** Messages at once, at most, within the step: waiting for their turn, and being worked on. */
  readonly queued: number
  readonly inFlight: number
  /** Messages refused within the step because there were too many. */
  readonly overloaded: number
}

/** Milliseconds within which half, and 99 of 100, were done; up to 5 % above the true value. */
export interface Quantiles {
  readonly p50_ms: number
  readonly p99_ms: number
}
