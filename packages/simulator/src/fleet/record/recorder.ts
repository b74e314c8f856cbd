import type { Attempt, FleetEvent } from '@fiftyfive/diagnosis'
import type { TruthLine } from '../../truth.ts'
import { Rates } from './rates.ts'

export type FileName = 'attempts' | 'events' | 'truth' | 'capture'

/** A message on one of the lines, as a codec would find it in a capture. */
export interface CapturedMessage {
  readonly at: number
  readonly direction: 'terminal-to-host' | 'host-to-terminal' | 'host-to-issuer' | 'issuer-to-host'
  readonly dialect: 'unionpay-pos' | 'iso87-ascii'
  readonly hex: string
}

/** Whoever keeps the lines; order within one file is the order of the calls. */
export type Write = (file: FileName, line: string) => void

/** No attempt is answered later than this after it arrived. */
const ANSWERED_WITHIN_MS = 60_000

/** Writes what happened, each file oldest first. */
export class Recorder {
  readonly rates = new Rates()
  readonly #write: Write
  #waiting: Attempt[] = []
  attempts = 0
  refused = 0

  constructor(write: Write) {
    this.#write = write
  }

  /** Attempts come when they are answered; they are written in the order in which they arrived. */
  attempt(attempt: Attempt): void {
    this.attempts++
    if (attempt.code !== '00') this.refused++
    this.rates.attempt(attempt)
    let at = this.#waiting.length
    while (at > 0 && isLater(this.#waiting[at - 1] as Attempt, attempt)) at--
    this.#waiting.splice(at, 0, attempt)
  }

  event(event: FleetEvent): void {
    this.#write('events', JSON.stringify(event))
  }

  truth(line: TruthLine): void {
    this.#write('truth', JSON.stringify(line))
  }

  message(message: CapturedMessage): void {
    this.#write('capture', JSON.stringify(message))
  }

  /** Lets go of every attempt that nothing older can follow any more. */
  settle(now: number): void {
    let done = 0
    for (const attempt of this.#waiting) {
      if (attempt.at > now - ANSWERED_WITHIN_MS) break
      this.#write('attempts', JSON.stringify(attempt))
      done++
    }
    if (done > 0) this.#waiting = this.#waiting.slice(done)
  }
}

const isLater = (one: Attempt, other: Attempt): boolean =>
  one.at > other.at || (one.at === other.at && one.id > other.id)
