import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { HEADER_CHARACTERS, MessageSplitter, packMessage } from './frame.ts'
import { clientTlsOptions, type ClientTls } from './tls.ts'

export interface HostAddress {
  readonly host: string
  readonly port: number
  readonly tls?: ClientTls
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

const ECHO = 'B20004ping'
const HEADERS = 36 ** HEADER_CHARACTERS

/**
 * One connection to one module: many commands under way at once, told apart by their headers. Connects again by itself
 * when the line breaks; asks for an echo when it begins and when it was silent, and gives it up when none comes.
 */
export class HostLink {
  readonly #address: HostAddress
  readonly #settings: LinkSettings
  readonly #waiting = new Map<string, Waiting>()
  readonly #sweep: NodeJS.Timeout
  #socket: Socket | undefined
  /** There is a socket, on its way to a connection or with one. */
  #isOpen = false
  #up = false
  #closed = false
  #failures = 0
  #lastHeader = 0
  #lastHeard_ms = 0
  #trouble: string | undefined
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

  get address(): HostAddress {
    return this.#address
  }

  /**
   * Why it is not up: a code of the system or of TLS, such as ECONNREFUSED or CERT_HAS_EXPIRED; SILENT without an echo, CLOSED by the
   * module, as it does with a client whose certificate it does not take.
   */
  get trouble(): string | undefined {
    return this.#trouble
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
    const socket = tls ? connectTls({ ...clientTlsOptions(tls), host, port }) : connect({ host, port })
    this.#socket = socket
    this.#isOpen = true
    this.#lastHeard_ms = Date.now()
    socket.setNoDelay(true)
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      // Up when it has answered: a server refuses a client's certificate after the client takes itself for connected.
      this.#lastHeard_ms = Date.now()
      socket.write(packMessage(`${'0'.repeat(HEADER_CHARACTERS)}${ECHO}`))
    })
    socket.on('data', (chunk: Buffer) => {
      this.#lastHeard_ms = Date.now()
      this.#up = true
      this.#failures = 0
      this.#trouble = undefined
      try {
        for (const message of splitter.push(chunk)) this.#receive(message)
      } catch {
        socket.destroy()
      }
    })
    // The close event follows every error.
    socket.on('error', (failure: NodeJS.ErrnoException) => {
      this.#trouble = failure.code ?? 'ERROR'
    })
    socket.on('close', () => {
      this.#lost()
      if (this.#closed) return
      this.#trouble ??= 'CLOSED'
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
    if (!this.#isOpen) return
    const silent_ms = now_ms - this.#lastHeard_ms
    if (silent_ms > 2 * this.#settings.timeout_ms) {
      this.#trouble = 'SILENT'
      this.#socket?.destroy()
    } else if (silent_ms > this.#settings.timeout_ms) void this.exchange(ECHO)
  }

  #lost(): void {
    this.#up = this.#isOpen = false
    this.#outgoing = []
    for (const { resolve } of this.#waiting.values()) resolve(undefined)
    this.#waiting.clear()
  }
}
