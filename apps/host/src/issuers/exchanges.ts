import type { LinkFailure } from '@fiftyfive/acquiring'
import { exchangeOf, type Iso87Message } from '@fiftyfive/iso8583'
import { err, PassingMap, type Result } from '@fiftyfive/kernel'

type Answer = Result<Iso87Message, LinkFailure>

interface Waiting {
  readonly settle: (answer: Answer) => void
  readonly until_ms: number
}

/** Requests that wait for an issuer at once. Beyond it the link counts as down, and refusals are honest and immediate. */
const WAITING_MAX = 8_192

/**
 * Requests that wait for their answers on one link. An answer finds its request by kind, DE 11 and DE 37, which no two
 * requests share. One look at the oldest is enough to know who has waited too long: all may take equally long.
 */
export class Exchanges {
  readonly #timeout_ms: number
  readonly #waiting = new PassingMap<Waiting>()

  constructor(timeout_ms: number) {
    this.#timeout_ms = timeout_ms
  }

  get full(): boolean {
    return this.#waiting.size >= WAITING_MAX
  }

  wait(request: Iso87Message, now_ms: number): Promise<Answer> {
    return new Promise((settle) => {
      this.#waiting.set(matchKey(request), { settle, until_ms: now_ms + this.#timeout_ms })
    })
  }

  /** Gives the request that this message belongs to its answer; false when none waits for one. */
  settle(message: Iso87Message, answer: Answer): boolean {
    const key = matchKey(message)
    const waiting = this.#waiting.get(key)
    if (!waiting) return false
    this.#waiting.delete(key)
    waiting.settle(answer)
    return true
  }

  /** Gives up those whose time is over; how many there were. */
  expire(now_ms: number): number {
    let expired = 0
    for (const [key, { settle, until_ms }] of this.#waiting.entries()) {
      if (until_ms > now_ms) break
      this.#waiting.delete(key)
      settle(err('timeout'))
      expired++
    }
    return expired
  }

  /** Whether the issuer acted on these is not known: the caller treats `down` after sending like a time-out. */
  abandon(): void {
    for (const { settle } of this.#waiting.values()) settle(err('down'))
    this.#waiting.clear()
  }
}

/** Request and answer agree in everything but the function digit of the message type. */
const matchKey = (message: Iso87Message): string => [exchangeOf(message.mti), message[11], message[37]].join('-')
