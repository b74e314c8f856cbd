import type { Socket } from 'node:net'
import { encodeAnswers, type FramedAnswer } from '@fiftyfive/iso8583'
import type { Logger } from 'pino'
import { type AnswerMessage, TerminalConnection } from './connection.ts'
import type { Resting } from './resting.ts'

interface TerminalSocketPorts {
  readonly answer: AnswerMessage
  readonly answerSoon: (socket: TerminalSocket) => void
  /** Once what has come meanwhile was read. */
  readonly answerThen: (socket: TerminalSocket) => void
  readonly resting: Resting<TerminalSocket>
  readonly logger: Logger
}

/** The socket of one terminal, TCP or TLS: gathers its answers, and rests when it is refused something. */
export class TerminalSocket {
  readonly connection: TerminalConnection
  readonly #socket: Socket
  readonly #resting: Resting<TerminalSocket>
  #answers: FramedAnswer[] = []
  #timesRefused = 0
  #restsSince_ms = 0
  /**
   * Of what is read next: a quarter of the rest, of which it may have waited through more. Were it all, a pause of some
   * milliseconds would make everything too old that came out of a rest, and leave the host without work.
   */
  #age_ms = 0
  #isReadAhead = false
  #refusedAhead = 0

  constructor(socket: Socket, { answer, answerSoon, answerThen, resting, logger }: TerminalSocketPorts) {
    this.#socket = socket
    this.#resting = resting
    const send = (framed: FramedAnswer): void => {
      if (this.#answers.push(framed) > 1) return
      // After a rest there is more to read, and one write answers it all.
      if (this.#isReadAhead) answerThen(this)
      else answerSoon(this)
    }
    this.connection = new TerminalConnection({ send, close: () => socket.destroy() }, answer, logger)
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#receive(chunk))
  }

  pause(): void {
    this.#socket.pause()
  }
  resume(): void {
    this.#socket.resume()
  }

  /** A rest is over: what was read ahead comes first, and what is left with the next look. */
  rested(now_ms: number): void {
    this.#age_ms = (now_ms - this.#restsSince_ms) / 4
    this.#isReadAhead = this.#socket.readableLength > 0
  }

  /** Ends the connection of a terminal that does not fetch its answers. */
  flush(unsentBytesMax: number): void {
    const answers = this.#answers
    this.#answers = []
    if (this.#socket.writableLength > unsentBytesMax) this.#socket.destroy()
    else if (this.#socket.writable) this.#socket.write(encodeAnswers(answers))
  }

  #receive(chunk: Uint8Array): void {
    const refused = this.#refusedAhead + this.connection.receive(chunk, Date.now(), this.#age_ms)
    this.#refusedAhead = this.#isReadAhead ? refused : 0
    if (this.#isReadAhead) {
      this.#isReadAhead = false
      return
    }
    this.#age_ms = 0
    this.#timesRefused = refused > 0 ? this.#timesRefused + 1 : 0
    if (refused === 0) return
    this.#restsSince_ms = performance.now()
    this.#resting.rest(this, this.#timesRefused, this.#restsSince_ms)
  }
}
