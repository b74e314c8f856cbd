import {
  type Attempt,
  concernsPin,
  diagnose,
  LATER_WINDOW_MS,
  RecentAttempts,
  type Verdict,
} from '@fiftyfive/diagnosis'

/** Refused attempts wait until what followed them can be known; memory holds ten minutes of the log, not the log. */
export class VerdictLog {
  readonly #recent = new RecentAttempts()
  readonly #waiting: Attempt[] = []
  readonly #answer: (attempt: Attempt, verdict: Verdict) => void

  constructor(answer: (attempt: Attempt, verdict: Verdict) => void) {
    this.#answer = answer
  }

  add(attempt: Attempt): void {
    this.#settle(attempt.at - LATER_WINDOW_MS)
    this.#recent.add(attempt)
    if (concernsPin(attempt.code)) this.#waiting.push(attempt)
  }

  end(): void {
    this.#settle(Infinity)
  }

  #settle(before: number): void {
    while (this.#waiting[0] && this.#waiting[0].at <= before) {
      const attempt = this.#waiting.shift() as Attempt
      this.#answer(attempt, diagnose(attempt, this.#recent.around(attempt), attempt.at + LATER_WINDOW_MS))
    }
  }
}
