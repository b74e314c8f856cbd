import { answerTpdu, encodeFrame, type Frame, FrameDecoder, TERMINAL_FRAMING } from '@fiftyfive/iso8583'
import type { Logger } from 'pino'

/** Messages of one connection that may be unanswered; a terminal sends one and waits, a concentrator some. */
const UNANSWERED_MAX = 256

export interface ByteStream {
  send(bytes: Uint8Array): void
  close(): void
}

/** Answers a message; `connection` stands for whoever sends, whose messages take turns with those of others. */
export type AnswerMessage = (connection: object, body: Uint8Array) => Promise<Uint8Array | undefined>

/**
 * One terminal connection, whatever carries it (TCP, TLS or WebSocket): cuts the stream into frames, has each answered,
 * and frames the answer. Garbage closes this connection and touches nothing else.
 */
export class TerminalConnection {
  readonly #decoder = new FrameDecoder(TERMINAL_FRAMING)
  #unanswered = 0
  #closed = false
  readonly #stream: ByteStream
  readonly #answer: AnswerMessage
  readonly #logger: Logger

  constructor(stream: ByteStream, answer: AnswerMessage, logger: Logger) {
    this.#stream = stream
    this.#answer = answer
    this.#logger = logger
  }

  receive(chunk: Uint8Array, now_ms: number): void {
    if (this.#closed) return
    for (const frame of this.#decoder.push(chunk, now_ms)) {
      if (frame.ok) this.#work(frame.value)
      else this.#end(`frame refused: ${frame.error.reason}`)
    }
  }

  /** To be called now and then: ends the connection of somebody who sends a byte a second. */
  checkTime(now_ms: number): void {
    if (this.#decoder.expired(now_ms)) this.#end('a frame was not complete in time')
  }

  closed(): void {
    this.#closed = true
  }

  #work({ tpdu, header, body: request }: Frame): void {
    if (this.#unanswered >= UNANSWERED_MAX) {
      this.#end('too many messages unanswered')
      return
    }
    this.#unanswered++
    void this.#answer(this, request)
      .then((body) => {
        if (this.#closed) return undefined
        if (!body) return this.#end('a message that cannot be answered')
        return this.#stream.send(
          encodeFrame({ body, ...(tpdu && { tpdu: answerTpdu(tpdu) }), ...(header && { header }) }),
        )
      })
      .finally(() => {
        this.#unanswered--
      })
  }

  #end(reason: string): void {
    if (this.#closed) return
    this.#closed = true
    this.#logger.warn({ reason }, 'terminal connection closed')
    this.#stream.close()
  }
}
