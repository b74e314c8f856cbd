import { connect, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { encodeAnswers, type FramedAnswer, FrameDecoder, HOST_FRAMING } from '@fiftyfive/iso8583'

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000
/** A host link has neither TPDU nor header. */
const UNADDRESSED = { body: new Uint8Array(0) }
/** Requests that the other side does not read; more than this and they would only time out. */
const UNSENT_BYTES_MAX = 1_048_576

export interface Endpoint {
  readonly host: string
  readonly port: number
  /** TLS 1.2 or later; with key and certificate, mutual. */
  readonly tls?: ConnectionOptions
}

interface Listener {
  connected(): void
  received(body: Uint8Array): void
  disconnected(reason: string): void
}

/** One connection that comes back: after a failure it waits twice as long as before, and a little by chance. */
export class LinkSocket {
  readonly #endpoint: Endpoint
  readonly #listener: Listener
  #socket: Socket | undefined
  #again: NodeJS.Timeout | undefined
  #pause_ms = FIRST_PAUSE_MS
  #closed = false
  /** Those that one event sets off leave together, before the next is looked at, with one call of the system. */
  #unsent: FramedAnswer[] = []

  constructor(endpoint: Endpoint, listener: Listener) {
    this.#endpoint = endpoint
    this.#listener = listener
    this.#connect()
  }

  /** False when the bytes cannot leave: not connected, or the other side has stopped reading. */
  send(body: Uint8Array): boolean {
    const socket = this.#socket
    if (!socket || socket.connecting || socket.writableLength > UNSENT_BYTES_MAX) return false
    this.#unsent.push({ request: UNADDRESSED, body })
    if (this.#unsent.length === 1) process.nextTick(() => this.#flush())
    return true
  }

  /** The connection proved good: the next failure is tried again soon. */
  provenGood(): void {
    this.#pause_ms = FIRST_PAUSE_MS
  }

  pause(): void {
    this.#socket?.pause()
  }
  resume(): void {
    this.#socket?.resume()
    if (!this.#socket && !this.#closed) {
      clearTimeout(this.#again)
      this.#connect()
    }
  }
  /** Ends this connection; another is made unless it is closed for good. */
  drop(): void {
    this.#socket?.destroy()
  }
  close(): void {
    this.#closed = true
    clearTimeout(this.#again)
    this.#socket?.destroy()
  }

  #flush(): void {
    const unsent = this.#unsent
    this.#unsent = []
    if (unsent.length > 0 && this.#socket?.writable) this.#socket.write(encodeAnswers(unsent))
  }

  #connect(): void {
    const { host, port, tls } = this.#endpoint
    const decoder = new FrameDecoder(HOST_FRAMING)
    const socket = tls
      ? connectTls({ minVersion: 'TLSv1.2', servername: host, ...tls, host, port })
      : connect({ host, port, noDelay: true })
    let reason = 'closed by the other side'
    this.#socket = socket
    socket.on(tls ? 'secureConnect' : 'connect', () => {
      socket.setNoDelay(true)
      this.#listener.connected()
    })
    socket.on('data', (chunk) => {
      for (const frame of decoder.push(chunk, Date.now())) {
        if (frame.ok) this.#listener.received(frame.value.body)
        else socket.destroy()
      }
    })
    socket.on('error', (failure) => (reason = failure.message))
    socket.on('close', () => {
      this.#socket = undefined
      this.#unsent = []
      this.#listener.disconnected(reason)
      if (this.#closed) return
      this.#again = setTimeout(() => this.#connect(), this.#pause_ms * (0.75 + Math.random() / 2))
      this.#pause_ms = Math.min(this.#pause_ms * 2, LONGEST_PAUSE_MS)
    })
  }
}
