import { type Frame, type FramedAnswer, FrameDecoder, TERMINAL_FRAMING } from '@fiftyfive/iso8583'
import type { Logger } from 'pino'

/** Messages of one connection that may be unanswered; a terminal sends one and waits, a concentrator some. */
const UNANSWERED_MAX = 256

export interface AnswerStream {
  send(answer: FramedAnswer): void
  close(): void
}

/** Undefined for what cannot be answered, which ends the connection. */
type Answer = Uint8Array | 'silence' | undefined

/**
 * Answers a message, a refusal at once; `connection` stands for whoever sends, whose messages take turns with those of
 * others. `age_ms`: how long it may have been waiting before it was read.
 */
export type AnswerMessage = (connection: object, body: Uint8Array, age_ms: number) => Answer | Promise<Answer>

/**
 * One terminal connection, whatever carries it (TCP, TLS or WebSocket): cuts the stream into frames and has each answered. Garbage closes this connection and touches nothing else.
 */
export class TerminalConnection {
  readonly #decoder = new FrameDecoder(TERMINAL_FRAMING)
  #unanswered = 0
  #closed = false
  readonly #stream: AnswerStream
  readonly #answer: AnswerMessage
  readonly #logger: Logger

  constructor(stream: AnswerStream, answer: AnswerMessage, logger: Logger) {
    this.#stream = stream
    this.#answer = answer
    this.#logger = logger
  }

  /** Takes what has arrived; how many of its messages were answered at once, which means refused. */
  receive(chunk: Uint8Array, now_ms: number, age_ms = 0): number {
    if (this.#closed) return 0
    let atOnce = 0
    for (const frame of this.#decoder.push(chunk, now_ms)) {
      if (!frame.ok) this.#end(`frame refused: ${frame.error.reason}`)
      else if (this.#work(frame.value, age_ms) === 'at once') atOnce++
    }
    return atOnce
  }

  /** To be called now and then: ends the connection of somebody who sends a byte a second. */
  checkTime(now_ms: number): void {
    if (this.#decoder.expired(now_ms)) this.#end('a frame was not complete in time')
  }

  closed(): void {
    this.#closed = true
  }

  #work(request: Frame, age_ms: number): 'at once' | 'later' {
    if (this.#unanswered >= UNANSWERED_MAX) {
      this.#end('too many messages unanswered')
      return 'later'
    }
    const answer = this.#answer(this, request.body, age_ms)
    if (!(answer instanceof Promise)) {
      this.#send(request, answer)
      return 'at once'
    }
    void this.#sendLater(request, answer)
    return 'later'
  }

  async #sendLater(request: Frame, answer: Promise<Answer>): Promise<void> {
    this.#unanswered++
    const body = await answer
    this.#unanswered--
    this.#send(request, body)
  }

  #send(request: Frame, body: Answer): void {
    if (this.#closed || body === 'silence') return
    if (body) this.#stream.send({ request, body })
    else this.#end('a message that cannot be answered')
  }

  #end(reason: string): void {
    if (this.#closed) return
    this.#closed = true
    this.#logger.warn({ reason }, 'terminal connection closed')
    this.#stream.close()
  }
}
