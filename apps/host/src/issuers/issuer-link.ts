import { connect, type Socket } from 'node:net'
import type { IssuerLink, LinkFailure } from '@fiftyfive/acquiring'
import {
  encodeFrame,
  exchangeOf,
  FrameDecoder,
  HOST_FRAMING,
  iso87Ascii,
  type Iso87Message,
  macElement,
} from '@fiftyfive/iso8583'
import { err, expectOk, ok, type Result } from '@fiftyfive/kernel'
import type { KeyBlock, SecurityModule } from '@fiftyfive/security'
import type { Logger } from 'pino'
import type { IssuerConfiguration } from '../configuration.ts'

const RECONNECT_MS = 500
const MAC_LENGTH = 8

/** `cut`: no connection. `silent`: requests still leave, answers are not read. For drills and the demo. */
export type LinkCondition = 'up' | 'cut' | 'silent'

interface Waiting {
  readonly settle: (answer: Result<Iso87Message, LinkFailure>) => void
  readonly timer: NodeJS.Timeout
}

/**
 * A TCP connection to an issuer that many requests share. An answer finds its request by message type, DE 11 and
 * DE 37; one that finds none (late, duplicate, unsolicited) changes nothing.
 */
export class TcpIssuerLink implements IssuerLink {
  readonly name: string
  readonly ranges: readonly string[]
  readonly acquirerId: string
  readonly zoneKeys: { readonly pin: KeyBlock<'pin'>; readonly mac: KeyBlock<'mac'> }
  readonly pinBlockFormat = 'iso-0'
  readonly #configuration: IssuerConfiguration
  readonly #timeout_ms: number
  readonly #securityModule: SecurityModule
  readonly #logger: Logger
  readonly #waiting = new Map<string, Waiting>()
  #socket: Socket | undefined
  #connected = false
  #condition: LinkCondition = 'up'
  #reconnecting: NodeJS.Timeout | undefined
  #closing = false

  constructor(
    configuration: IssuerConfiguration,
    zoneKeys: IssuerLink['zoneKeys'],
    ports: { readonly securityModule: SecurityModule; readonly logger: Logger; readonly timeout_ms: number },
  ) {
    this.name = configuration.name
    this.ranges = configuration.ranges
    this.acquirerId = configuration.acquirerId
    this.zoneKeys = zoneKeys
    this.#configuration = configuration
    this.#timeout_ms = ports.timeout_ms
    this.#securityModule = ports.securityModule
    this.#logger = ports.logger
    this.#connect()
  }

  up(): boolean {
    return this.#connected
  }

  get condition(): LinkCondition {
    return this.#condition
  }

  setCondition(condition: LinkCondition): void {
    this.#condition = condition
    if (condition === 'cut') this.#socket?.destroy()
    else if (condition === 'silent') this.#socket?.pause()
    else this.#socket?.resume()
    if (condition !== 'cut' && !this.#socket) this.#connect()
  }

  async exchange(request: Iso87Message): Promise<Result<Iso87Message, LinkFailure>> {
    const bytes = await this.#seal(request)
    const socket = this.#socket
    if (!bytes || !socket || !this.#connected) return err('down')
    return new Promise((settle) => {
      const key = matchKey(request)
      const timer = setTimeout(() => this.#settle(key, err('timeout')), this.#timeout_ms)
      this.#waiting.set(key, { settle, timer })
      socket.write(encodeFrame({ body: bytes }))
    })
  }

  close(): void {
    this.#closing = true
    clearTimeout(this.#reconnecting)
    this.#socket?.destroy()
  }

  #connect(): void {
    if (this.#closing || this.#condition === 'cut') return
    const decoder = new FrameDecoder(HOST_FRAMING)
    const socket = connect({ host: this.#configuration.host, port: this.#configuration.port, noDelay: true })
    this.#socket = socket
    socket.on('connect', () => {
      this.#connected = true
      if (this.#condition === 'silent') socket.pause()
      this.#logger.info({ link: this.name }, 'issuer link up')
    })
    socket.on('data', (chunk) => {
      for (const frame of decoder.push(chunk, Date.now())) {
        if (frame.ok) void this.#receive(frame.value.body)
        else socket.destroy()
      }
    })
    socket.on('error', (failure) => this.#logger.debug({ link: this.name, reason: failure.message }, 'issuer link'))
    socket.on('close', () => this.#disconnected())
  }

  #disconnected(): void {
    if (this.#connected) this.#logger.warn({ link: this.name }, 'issuer link down')
    this.#connected = false
    this.#socket = undefined
    // Whether the issuer acted on these is not known: `down` after sending is treated like a time-out by the caller.
    for (const key of this.#waiting.keys()) this.#settle(key, err('down'))
    if (!this.#closing) this.#reconnecting = setTimeout(() => this.#connect(), RECONNECT_MS)
  }

  async #receive(bytes: Uint8Array): Promise<void> {
    const decoded = iso87Ascii.decode(bytes)
    if (!decoded.ok) {
      this.#logger.warn({ link: this.name, path: decoded.error.path }, 'unreadable answer')
      return
    }
    const key = matchKey(decoded.value)
    if (!this.#waiting.has(key)) {
      this.#logger.info({ link: this.name, mti: decoded.value.mti }, 'late or unsolicited answer ignored')
      return
    }
    const mac = decoded.value[macElement(decoded.value)]
    const covered = iso87Ascii.macInput(bytes)
    const verified =
      mac &&
      covered.ok &&
      (await this.#securityModule.verifyMac({
        keys: [this.zoneKeys.mac],
        algorithm: 'iso9797-1-alg3',
        data: covered.value,
        mac,
      }))
    const genuine = verified && verified.ok && verified.value === 0
    this.#settle(key, genuine ? ok(decoded.value) : err('damaged'))
  }

  #settle(key: string, answer: Result<Iso87Message, LinkFailure>): void {
    const waiting = this.#waiting.get(key)
    if (!waiting) return
    this.#waiting.delete(key)
    clearTimeout(waiting.timer)
    waiting.settle(answer)
  }

  async #seal(request: Iso87Message): Promise<Uint8Array | undefined> {
    const encoded = iso87Ascii.encode({ ...request, [macElement(request)]: new Uint8Array(MAC_LENGTH) })
    if (!encoded.ok) {
      this.#logger.error(
        { link: this.name, path: encoded.error.path, expected: encoded.error.expected },
        'request not encodable',
      )
      return undefined
    }
    const mac = await this.#securityModule.generateMac({
      key: this.zoneKeys.mac,
      algorithm: 'iso9797-1-alg3',
      data: expectOk(iso87Ascii.macInput(encoded.value), 'it ends with DE 64'),
    })
    if (!mac.ok) return undefined
    return iso87Ascii.withMac(encoded.value, mac.value)
  }
}

/** Request and answer agree in these. */
const matchKey = (message: Iso87Message): string =>
  `${exchangeOf(message.mti)}-${message[11] ?? ''}-${message[37] ?? ''}`
