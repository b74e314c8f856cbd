import { connect, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { HEADER_CHARACTERS, MessageSplitter, packMessage } from './frame.ts'

export interface HostAddress {
  readonly host: string
  readonly port: number
  readonly tls?: ConnectionOptions
}

export interface LinkSettings {
  /** How long one command may take; also how long an idle line may stay silent before it is asked for an echo. */
  readonly timeout_ms: number
  /** First wait before connecting again; doubles up to fifty times as long. */
  readonly reconnect_ms: number
}

interface Waiting {
  readonly resolve: (message: string | undefined) => void
  readonly until_ms: number
}

const HEADERS = 36 ** HEADER_CHARACTERS

/**
 * One connection to one module: many commands under way at once, told apart by their headers. Connects again by itself
 * when the line breaks; asks for an echo when it was silent, and gives it up when none comes.
 */
export class HostLink {
  readonly #address: HostAddress
  readonly #settings: LinkSettings
  readonly #waiting = new Map<string, Waiting>()
  readonly #sweep: NodeJS.Timeout
  #socket: Socket | undefined
  #up = false
  #closed = false
  #failures = 0
  #lastHeader = 0
  #lastHeard_ms = 0
  #outgoing: Uint8Array[] = []
  #connecting: NodeJS.Timeout | undefined

  constructor(address: HostAddress, settings: LinkSettings) {
    this.#address = address
    this.#settings = settings
    this.#sweep = setInterval(() => this.#check(), Math.max(10, settings.timeout_ms / 4))
    this.#sweep.unref()
    this.#connect()
  }

  get up(): boolean {
    return this.#up
  }

  /** Sends `command` (letters and body) and gives the answer with its header, or undefined when there is none in time. */
  exchange(command: string): Promise<string | undefined> {
    if (!this.#up || this.#waiting.size >= HEADERS / 2) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const header = this.#nextHeader()
      this.#waiting.set(header, { resolve, until_ms: Date.now() + this.#settings.timeout_ms })
      if (this.#outgoing.length === 0) setImmediate(() => this.#write())
      this.#outgoing.push(packMessage(header + command))
    })
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#sweep)
    clearTimeout(this.#connecting)
    this.#socket?.destroy()
    this.#lost()
  }

  #nextHeader(): string {
    for (;;) {
      this.#lastHeader = (this.#lastHeader + 1) % HEADERS
      const header = this.#lastHeader.toString(36).toUpperCase().padStart(HEADER_CHARACTERS, '0')
      if (!this.#waiting.has(header)) return header
    }
  }

  #connect(): void {
    const { host, port, tls } = this.#address
    const splitter = new MessageSplitter()
    const socket = tls ? connectTls({ ...tls, host, port }) : connect({ host, port })
    this.#socket = socket
    socket.setNoDelay(true)
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      this.#up = true
      this.#failures = 0
      this.#lastHeard_ms = Date.now()
    })
    socket.on('data', (chunk: Buffer) => {
      this.#lastHeard_ms = Date.now()
      try {
        for (const message of splitter.push(chunk)) this.#receive(message)
      } catch {
        socket.destroy()
      }
    })
    // The close event follows every error.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#lost()
      if (this.#closed) return
      const wait_ms = this.#settings.reconnect_ms * Math.min(50, 2 ** this.#failures)
      this.#failures += 1
      this.#connecting = setTimeout(() => this.#connect(), wait_ms)
      this.#connecting.unref()
    })
  }

  #write(): void {
    if (this.#outgoing.length > 0 && this.#up) this.#socket?.write(Buffer.concat(this.#outgoing))
    this.#outgoing = []
  }

  #receive(message: string): void {
    const header = message.slice(0, HEADER_CHARACTERS)
    this.#waiting.get(header)?.resolve(message)
    this.#waiting.delete(header)
  }

  #check(): void {
    const now_ms = Date.now()
    for (const [header, { resolve, until_ms }] of this.#waiting) {
      if (until_ms > now_ms) continue
      this.#waiting.delete(header)
      resolve(undefined)
    }
    if (!this.#up) return
    const silent_ms = now_ms - this.#lastHeard_ms
    if (silent_ms > 2 * this.#settings.timeout_ms) this.#socket?.destroy()
    else if (silent_ms > this.#settings.timeout_ms) void this.exchange('B20004ping')
  }

  #lost(): void {
    this.#up = false
    this.#outgoing = []
    for (const { resolve } of this.#waiting.values()) resolve(undefined)
    this.#waiting.clear()
  }
}
