import { answerTpdu, encodeFrame, type Frame, FrameDecoder, TERMINAL_FRAMING } from '@fiftyfive/iso8583'
import type { Logger } from 'pino'

/** Messages of one connection that may be in work at once; a terminal sends one and waits, so this is generous. */
const IN_WORK_MAX = 8

export interface ByteStream {
  send(bytes: Uint8Array): void
  close(): void
}

/**
 * One terminal connection, whatever carries it (TCP or WebSocket): cuts the stream into frames, has each answered, and
 * frames the answer. Garbage closes this connection and touches nothing else.
 */
export class TerminalConnection {
  readonly #decoder = new FrameDecoder(TERMINAL_FRAMING)
  #inWork = 0
  #closed = false
  readonly #stream: ByteStream
  readonly #answer: (body: Uint8Array) => Promise<Uint8Array | undefined>
  readonly #logger: Logger

  constructor(stream: ByteStream, answer: (body: Uint8Array) => Promise<Uint8Array | undefined>, logger: Logger) {
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
    if (this.#inWork >= IN_WORK_MAX) {
      this.#end('too many requests at once')
      return
    }
    this.#inWork++
    void this.#answer(request)
      .then((body) => {
        if (this.#closed) return undefined
        if (!body) return this.#end('a message that cannot be answered')
        return this.#stream.send(
          encodeFrame({ body, ...(tpdu && { tpdu: answerTpdu(tpdu) }), ...(header && { header }) }),
        )
      })
      .finally(() => {
        this.#inWork--
      })
  }

  #end(reason: string): void {
    if (this.#closed) return
    this.#closed = true
    this.#logger.warn({ reason }, 'terminal connection closed')
    this.#stream.close()
  }
}
