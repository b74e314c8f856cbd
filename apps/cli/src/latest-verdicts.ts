import type { Attempt, Verdict } from '@fiftyfive/diagnosis'

/** Refusals whose verdict may still be replaced; the oldest is given away first. As many as the engine revises. */
const WAITING_MAX = 20_000

/** Keeps the newest verdict of each refusal until nothing more will come, and gives each once, in the order of the log. */
export class LatestVerdicts {
  readonly #waiting = new Map<string, { readonly attempt: Attempt; verdict: Verdict }>()
  #heard: Attempt | undefined
  readonly #give: (attempt: Attempt, verdict: Verdict) => void

  constructor(give: (attempt: Attempt, verdict: Verdict) => void) {
    this.#give = give
  }

  /** An attempt that a verdict may follow. */
  hear(attempt: Attempt): void {
    this.#heard = attempt
  }

  say(verdict: Verdict): void {
    const known = this.#waiting.get(verdict.attempt)
    if (known) {
      known.verdict = verdict
      return
    }
    const attempt = this.#heard
    if (attempt?.id !== verdict.attempt) return
    this.#waiting.set(attempt.id, { attempt, verdict })
    if (this.#waiting.size > WAITING_MAX) this.#giveOldest()
  }

  end(): void {
    while (this.#waiting.size > 0) this.#giveOldest()
  }

  #giveOldest(): void {
    const [id, { attempt, verdict }] = this.#waiting.entries().next().value as [
      string,
      { attempt: Attempt; verdict: Verdict },
    ]
    this.#waiting.delete(id)
    this.#give(attempt, verdict)
  }
}
