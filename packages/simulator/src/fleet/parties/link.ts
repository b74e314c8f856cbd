import type { IssuerLink, LinkFailure } from '@fiftyfive/acquiring'
import { iso87Ascii, type Iso87Message } from '@fiftyfive/iso8583'
import { err, expectOk, ok, type Result } from '@fiftyfive/kernel'
import type { SecurityModule } from '@fiftyfive/security'
import type { VirtualTime } from '../../world/virtual-time.ts'
import type { Chance } from '../chance.ts'
import type { ZoneKeys } from './banks.ts'

const TIMEOUT_MS = 15_000
const MAC_LENGTH = 8
/** A timed-out request in ten thousand: the order of what acquirers publish as availability of 99.99 %. */
const LOSS = 0.0001

export type Deliver = (bytes: Uint8Array) => Promise<Uint8Array | undefined>
export interface LinkHooks {
  /** The wire in one direction or the other: may lose (undefined), damage or hold what it carries. */
  readonly wire?: (bytes: Uint8Array, direction: 'out' | 'back', about: Iso87Message) => Promise<Uint8Array | undefined>
  /** Somebody between us and the issuer who may answer for it. */
  readonly between?: (request: Iso87Message, bytes: Uint8Array, deliver: Deliver) => Promise<Uint8Array | undefined>
  /** What our gateway writes into a request, before the MAC. */
  readonly request?: (request: Iso87Message) => Iso87Message
  /** What our gateway makes of an answer before the acquirer sees it. */
  readonly answer?: (answer: Iso87Message, request: Iso87Message) => Iso87Message
  readonly isDown?: () => boolean
}

/** The acquirer's gateway to one network or bank. */
export class FleetLink implements IssuerLink {
  readonly name: string
  /** Changed by a new route table. */
  ranges: readonly string[]
  readonly acquirerId = '48210000'
  readonly pinBlockFormat = 'iso-0'
  zoneKeys: ZoneKeys
  /** What the far end holds. */
  theirs: ZoneKeys
  readonly hooks: LinkHooks[] = []
  readonly #time: VirtualTime
  readonly #chance: Chance
  readonly #module: SecurityModule
  readonly #deliver: (request: Iso87Message, bytes: Uint8Array) => Promise<Uint8Array | undefined>

  constructor(parts: {
    readonly name: string
    readonly ranges: readonly string[]
    readonly zoneKeys: { readonly ours: ZoneKeys; readonly theirs: ZoneKeys }
    readonly time: VirtualTime
    readonly chance: Chance
    readonly module: SecurityModule
    readonly deliver: (request: Iso87Message, bytes: Uint8Array) => Promise<Uint8Array | undefined>
  }) {
    this.name = parts.name
    this.ranges = parts.ranges
    this.zoneKeys = parts.zoneKeys.ours
    this.theirs = parts.zoneKeys.theirs
    this.#time = parts.time
    this.#chance = parts.chance
    this.#module = parts.module
    this.#deliver = parts.deliver
  }

  up(): boolean {
    return !this.hooks.some(({ isDown }) => isDown?.() ?? false)
  }

  async exchange(asked: Iso87Message): Promise<Result<Iso87Message, LinkFailure>> {
    const request = this.hooks.reduce((request, hook) => hook.request?.(request) ?? request, asked)
    const unsealed = expectOk(iso87Ascii.encode({ ...request, 64: new Uint8Array(MAC_LENGTH) }), 'a request')
    const data = expectOk(iso87Ascii.macInput(unsealed), 'it ends with DE 64')
    const mac = await this.#module.generateMac({ key: this.zoneKeys.mac, algorithm: 'iso9797-1-alg3', data })
    if (!mac.ok) return err('down')
    const until = this.#time.now() + TIMEOUT_MS
    const inTime = await this.#inTime(this.#overTheWire(request, iso87Ascii.withMac(unsealed, mac.value)))
    const read = inTime && (await this.#read(request, inTime))
    if (read) return read
    if (inTime) await this.pause(until - this.#time.now())
    return err('timeout')
  }

  #inTime(answered: Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
    return new Promise((resolve, reject) => {
      const timeout = this.#time.after(TIMEOUT_MS, () => resolve(undefined))
      answered.finally(() => timeout.cancel()).then(resolve, reject)
    })
  }

  pause(delay_ms: number): Promise<undefined> {
    return new Promise((resolve) => void this.#time.after(Math.round(delay_ms), () => resolve(undefined)))
  }

  async #overTheWire(request: Iso87Message, bytes: Uint8Array): Promise<Uint8Array | undefined> {
    await this.pause(20 + this.#chance.exponential(60))
    const there = this.#chance.happens(LOSS) ? undefined : await this.#carry(bytes, 'out', request)
    if (!there) return this.pause(TIMEOUT_MS)
    const deliver: Deliver = (bytes) => this.#deliver(request, bytes)
    const answer = await this.hooks.reduce<Deliver>(
      (next, { between }) => (between ? (bytes) => between(request, bytes, next) : next),
      deliver,
    )(there)
    const back = answer && (await this.#carry(answer, 'back', request))
    return back ?? this.pause(TIMEOUT_MS)
  }

  async #carry(bytes: Uint8Array, direction: 'out' | 'back', about: Iso87Message): Promise<Uint8Array | undefined> {
    let carried: Uint8Array | undefined = bytes
    for (const { wire } of this.hooks) if (wire && carried) carried = await wire(carried, direction, about)
    return carried
  }

  /** Undefined for an answer to something else, which nobody here waits for. */
  async #read(request: Iso87Message, bytes: Uint8Array): Promise<Result<Iso87Message, LinkFailure> | undefined> {
    const decoded = iso87Ascii.decode(bytes)
    if (!decoded.ok) return err('damaged')
    const mac = decoded.value[64]
    const covered = iso87Ascii.macInput(bytes)
    if (!mac || !covered.ok) return err('damaged')
    const keys = [this.zoneKeys.mac]
    const verified = await this.#module.verifyMac({ keys, algorithm: 'iso9797-1-alg3', data: covered.value, mac })
    if (!verified.ok || verified.value !== 0) return err('damaged')
    if (decoded.value[11] !== request[11] || decoded.value[37] !== request[37]) return undefined
    return ok(this.hooks.reduce((answer, hook) => hook.answer?.(answer, request) ?? answer, decoded.value))
  }
}
