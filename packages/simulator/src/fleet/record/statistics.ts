/**
 * Refusals of a quiet time by true cause, as shares of all attempts, that follow from the base rates: what a run without
 * faults is compared with. docs/explanation/fleet.md derives them.
 */
export const EXPECTED_SHARES: Readonly<Record<string, number>> = {
  // Mean slip 0.4 % + 6 % x E[age^2] / 2 = 1.2 % of entries, 72 % of them without a change of length.
  slip: 0.0087,
  // The other 28 %, of which attention catches two thirds.
  'wrong-length': 0.0012,
  // Of people with another PIN of the same length, about a third.
  'other-card': 0.0015,
  // 0.2 % of payments, and every further guess until it is remembered.
  forgotten: 0.004,
  'same-wrong-again': 0.0008,
  changed: 0.0003,
  // A third refusal locks a card in 0.14 % of attempts; until it is unlocked, after 31 hours on average, its holder tries it
  // 1.6 times more. In the first days of a run hardly any card is locked yet.
  'online-locked': 0.0023,
  // 0.03 % of payments begin a block, and 1.4 more are made with the card on the day that it lasts.
  'risk-block': 0.0007,
  network: 0.0002,
  accessibility: 0.0001,
}

/** Counts causes, and what each fault touched, as the truth is written. */
export class CauseCounts {
  readonly #counts = new Map<string, number>()
  readonly #touched = new Map<string, number>()

  count(cause: string, fault?: string): void {
    this.#counts.set(cause, (this.#counts.get(cause) ?? 0) + 1)
    if (fault !== undefined) this.#touched.set(fault, this.touched(fault) + 1)
  }

  /** Refused attempts that this fault was the reason of. */
  touched(fault: string): number {
    return this.#touched.get(fault) ?? 0
  }

  /** Each cause that occurred or was expected: its share of the attempts, and the expected one. */
  shares(attempts: number): readonly { readonly cause: string; readonly share: number; readonly expected?: number }[] {
    const causes = new Set([...Object.keys(EXPECTED_SHARES), ...this.#counts.keys()])
    return [...causes].map((cause) => {
      const expected = EXPECTED_SHARES[cause]
      const share = (this.#counts.get(cause) ?? 0) / Math.max(1, attempts)
      return { cause, share, ...(expected === undefined ? {} : { expected }) }
    })
  }
}
