import type { IssuerLink, LinkFailure, StandInRule, ZoneKeyRing, ZoneKeys } from '@fiftyfive/acquiring'
import { answerType, iso87Ascii, type Iso87Message, macElement, messageKind } from '@fiftyfive/iso8583'
import { err, expectOk, ok, type Result } from '@fiftyfive/kernel'
import type { SecurityModule } from '@fiftyfive/security'
import type { Logger } from 'pino'
import type { IssuerConfiguration } from '../configuration.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import { Exchanges } from './exchanges.ts'
import { LinkSocket } from './link-socket.ts'
import { echo, signOff, signOn } from './network-messages.ts'

const NO_MAC = new Uint8Array(8)
const CLOCK_TICK_MS = 50
/** A link that carried nothing for so long is asked whether it still lives. */
const IDLE_MS = 30_000

/** `cut`: no connection. `silent`: requests still leave, answers are not read. For drills and the demo. */
export type LinkCondition = 'up' | 'cut' | 'silent'

export interface LinkHealth {
  readonly name: string
  readonly up: boolean
  readonly state: 'connecting' | 'signing-on' | 'up' | 'not-answering'
}

interface LinkPorts {
  readonly securityModule: SecurityModule
  readonly logger: Logger
  readonly timeout_ms: number
  /** A genuine answer that nobody waits for any more, or something the issuer says of its own accord. */
  readonly unexpected: (message: Iso87Message) => void
}

/**
 * A connection to an issuer that many requests share, over TCP or TLS. It signs on before it carries payments, answers
 * and sends echoes, comes back after a failure, and stops asking an issuer that does not answer.
 */
export class TcpIssuerLink implements IssuerLink {
  readonly name: string
  readonly ranges: readonly string[]
  readonly acquirerId: string
  readonly ring: ZoneKeyRing
  readonly standIn: readonly StandInRule[]
  readonly pinBlockFormat = 'iso-0'
  readonly #ports: LinkPorts
  readonly #exchanges: Exchanges
  readonly #breaker = new CircuitBreaker()
  readonly #socket: LinkSocket
  readonly #ticking: NodeJS.Timeout
  #state: 'connecting' | 'signing-on' | 'up' = 'connecting'
  #condition: LinkCondition = 'up'
  #heard_ms = 0
  #trace = 0

  constructor(configuration: IssuerConfiguration, ring: ZoneKeyRing, ports: LinkPorts) {
    this.name = configuration.name
    this.ranges = configuration.ranges
    this.acquirerId = configuration.acquirerId
    this.ring = ring
    this.standIn = configuration.standIn ?? []
    this.#ports = ports
    this.#exchanges = new Exchanges(ports.timeout_ms)
    this.#socket = new LinkSocket(configuration, {
      connected: () => void this.#signOn(),
      received: (body) => void this.#receive(body),
      disconnected: (reason) => this.#disconnected(reason),
    })
    this.#ticking = setInterval(() => this.#tick(performance.now()), CLOCK_TICK_MS).unref()
  }

  get zoneKeys(): ZoneKeys {
    return this.ring.current
  }

  up(): boolean {
    return this.#state === 'up' && !this.#breaker.open && !this.#exchanges.full
  }

  health(): LinkHealth {
    const state = this.#state === 'up' && this.#breaker.open ? 'not-answering' : this.#state
    return { name: this.name, up: this.up(), state }
  }

  get condition(): LinkCondition {
    return this.#condition
  }

  setCondition(condition: LinkCondition): void {
    this.#condition = condition
    if (condition === 'cut') this.#socket.drop()
    else if (condition === 'silent') this.#socket.pause()
    else this.#socket.resume()
  }

  exchange(request: Iso87Message, under?: ZoneKeys): Promise<Result<Iso87Message, LinkFailure>> {
    return this.#state === 'up' ? this.#ask(request, under) : Promise.resolve(err('down'))
  }

  /** Signs off, as the issuer expects of a partner that goes on purpose. */
  async close(): Promise<void> {
    clearInterval(this.#ticking)
    if (this.#state === 'up') {
      const bytes = await this.#seal(signOff(this.#nextTrace()))
      if (bytes) this.#socket.send(bytes)
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#socket.close()
    this.#exchanges.abandon()
  }

  async #ask(request: Iso87Message, under?: ZoneKeys): Promise<Result<Iso87Message, LinkFailure>> {
    const bytes = await this.#seal(request, under)
    if (!bytes) return err('down')
    const answer = this.#exchanges.wait(request, performance.now())
    if (!this.#socket.send(bytes)) this.#exchanges.settle(request, err('down'))
    return await answer
  }

  async #signOn(): Promise<void> {
    if (this.#condition === 'cut') return this.#socket.drop()
    this.#state = 'signing-on'
    const answer = await this.#ask(signOn(this.#nextTrace()))
    if (answer.ok && answer.value[39] === '00') {
      this.#state = 'up'
      this.#breaker.answered()
      this.#socket.provenGood()
      if (this.#condition === 'silent') this.#socket.pause()
      this.#ports.logger.info({ link: this.name }, 'issuer link up')
      return
    }
    const code = answer.ok ? answer.value[39] : answer.error
    this.#ports.logger.warn({ link: this.name, code }, 'the issuer did not accept the sign-on')
    this.#socket.drop()
  }

  #disconnected(reason: string): void {
    if (this.#state === 'up') this.#ports.logger.warn({ link: this.name, reason }, 'issuer link down')
    this.#state = 'connecting'
    this.#exchanges.abandon()
  }

  #tick(now_ms: number): void {
    for (let expired = this.#exchanges.expire(now_ms); expired > 0; expired--) {
      if (this.#breaker.unanswered(now_ms)) this.#ports.logger.warn({ link: this.name }, 'issuer does not answer')
    }
    if (this.#state !== 'up') return
    if (this.#breaker.probeDue(now_ms)) void this.#probe()
    else if (!this.#breaker.open && now_ms - this.#heard_ms > IDLE_MS) {
      this.#heard_ms = now_ms
      void this.#probe()
    }
  }

  /** A connection that does not answer an echo is given up: behind it there may be nobody. */
  async #probe(): Promise<void> {
    const answer = await this.#ask(echo(this.#nextTrace()))
    if (answer.ok) this.#breaker.answered()
    else if (answer.error === 'timeout') this.#socket.drop()
  }

  async #receive(bytes: Uint8Array): Promise<void> {
    this.#heard_ms = performance.now()
    const decoded = iso87Ascii.decode(bytes)
    if (!decoded.ok) {
      this.#ports.logger.warn({ link: this.name, path: decoded.error.path }, 'unreadable answer')
      return
    }
    const message = decoded.value
    const genuine = await this.#isGenuine(message, bytes)
    if (this.#exchanges.settle(message, genuine ? ok(message) : err('damaged'))) this.#breaker.answered()
    else if (!genuine) this.#ports.logger.warn({ link: this.name, mti: message.mti }, 'not the issuer’s: wrong MAC')
    else if (messageKind(message.mti)?.function === 'request') await this.#answer(message)
    else this.#ports.unexpected(message)
  }

  /** The issuer's own echo and sign-on; anything else is not ours to do. */
  async #answer(request: Iso87Message): Promise<void> {
    const mti = answerType(request.mti)
    if (mti === undefined) return
    const { 7: time, 11: trace, 70: code } = request
    const fields = { ...(time ? { 7: time } : {}), ...(trace ? { 11: trace } : {}), ...(code ? { 70: code } : {}) }
    const isNetwork = messageKind(request.mti)?.class === 'network-management'
    const bytes = await this.#seal({ mti, ...fields, 39: isNetwork ? '00' : '12' })
    if (bytes) this.#socket.send(bytes)
  }

  async #isGenuine(message: Iso87Message, bytes: Uint8Array): Promise<boolean> {
    // Which of the two it has to be, `macInput` says.
    const mac = message[128] ?? message[64]
    const covered = iso87Ascii.macInput(bytes)
    if (!mac || !covered.ok) return false
    const verified = await this.#ports.securityModule.verifyMac({
      keys: this.ring.macs,
      algorithm: 'iso9797-1-alg3',
      data: covered.value,
      mac,
    })
    return verified.ok && verified.value !== undefined
  }

  async #seal(request: Iso87Message, under: ZoneKeys = this.zoneKeys): Promise<Uint8Array | undefined> {
    const encoded = encodedWithRoom(request)
    if (!encoded.ok) {
      const { path, expected } = encoded.error
      this.#ports.logger.error({ link: this.name, path, expected }, 'request not encodable')
      return undefined
    }
    const mac = await this.#ports.securityModule.generateMac({
      key: under.mac,
      algorithm: 'iso9797-1-alg3',
      data: expectOk(iso87Ascii.macInput(encoded.value), 'it ends with its MAC'),
    })
    if (!mac.ok) return undefined
    return iso87Ascii.withMac(encoded.value, mac.value)
  }

  #nextTrace(): string {
    this.#trace = (this.#trace % 999_999) + 1
    return String(this.#trace).padStart(6, '0')
  }
}

/** Encodes with room for the MAC, which the message has for that moment alone: copying it would cost as much as encoding it. */
function encodedWithRoom(request: Iso87Message): ReturnType<typeof iso87Ascii.encode> {
  const borrowed: { -readonly [Field in keyof Iso87Message]: Iso87Message[Field] } = request
  const element = macElement(request)
  borrowed[element] = NO_MAC
  const encoded = iso87Ascii.encode(request)
  borrowed[element] = undefined as never
  return encoded
}
