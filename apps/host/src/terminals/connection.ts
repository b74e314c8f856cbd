import { encodeFrame, FrameDecoder, terminalFraming } from '@fiftyfive/iso8583'
import type { Logger } from 'pino'

/** Messages of one connection that may be in work at once; a terminal sends one and waits, so this is generous. */
const IN_WORK_MAX = 8
/** A frame must be complete this long after its first byte. */
export const FRAME_TIMEOUT_MS = 10_000

export interface ByteStream {
  send(bytes: Uint8Array): void
  close(): void
}

/**
 * One terminal connection, whatever carries it (TCP or WebSocket): cuts the stream into frames, has each answered, and
 * frames the answer. Garbage closes this connection and touches nothing else.
 */
export class TerminalConnection {
  readonly #decoder = new FrameDecoder(terminalFraming)
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
    const decoded = this.#decoder.push(chunk, now_ms)
    for (const frame of decoded.frames) this.#work(frame)
    if (decoded.error) this.#end(`frame refused: ${decoded.error.reason}`)
  }

  /** To be called now and then: ends the connection of somebody who sends a byte a second. */
  checkTime(now_ms: number): void {
    if (this.#decoder.expired(now_ms)) this.#end('a frame was not complete in time')
  }

  closed(): void {
    this.#closed = true
  }

  #work(frame: { readonly tpdu: Uint8Array; readonly header: Uint8Array; readonly body: Uint8Array }): void {
    if (this.#inWork >= IN_WORK_MAX) {
      this.#end('too many requests at once')
      return
    }
    this.#inWork++
    void this.#answer(frame.body)
      .then((body) => {
        if (this.#closed) return
        if (!body) return this.#end('a message that cannot be answered')
        this.#stream.send(encodeFrame(terminalFraming, { tpdu: swapAddresses(frame.tpdu), header: frame.header, body }))
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

/** TPDU: identifier, destination, source. The answer goes back to where the request came from. */
const swapAddresses = (tpdu: Uint8Array): Uint8Array =>
  Uint8Array.from([tpdu[0], tpdu[3], tpdu[4], tpdu[1], tpdu[2]].map((byte) => byte ?? 0))
