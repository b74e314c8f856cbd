import type { IssuerLink, LinkFailure, StandInRule, ZoneKeyRing, ZoneKeys } from '@fiftyfive/acquiring'
import { exchangeOf, iso87Ascii, type Iso87Message, macElement } from '@fiftyfive/iso8583'
import { err, expectOk, ok, type Result } from '@fiftyfive/kernel'
import type { SecurityModule } from '@fiftyfive/security'
import type { Auditor } from '../audit/auditor.ts'
import type { Life } from '../world/life.ts'
import type { World } from '../world/world.ts'
import type { IssuerParty } from './issuer-party.ts'

const TIMEOUT_MS = 15_000
/** What the simulated issuer agreed to. */
export const STAND_IN_RULE: StandInRule = {
  range: '6225',
  currency: 'CNY',
  amountMax_minor: 4_000,
  perCard: { count: 2, amount_minor: 6_000 },
}
const MAC_LENGTH = 8

interface Parts {
  readonly world: World
  readonly life: Life
  readonly audit: Auditor
  readonly issuer: IssuerParty
  readonly securityModule: SecurityModule
  readonly ring: ZoneKeyRing
}

/** The acquirer's end of the link to its issuer: seals, sends over the simulated wire, matches answers, gives up in time. */
export class SimulatedIssuerLink implements IssuerLink {
  readonly name = 'bank'
  readonly ranges = ['6225', '6217']
  readonly acquirerId = '48210000'
  readonly pinBlockFormat = 'iso-0'
  readonly standIn = [STAND_IN_RULE]
  readonly ring: ZoneKeyRing
  readonly #parts: Parts
  readonly #waiting = new Map<string, (answer: Result<Iso87Message, LinkFailure>) => void>()

  constructor(parts: Parts) {
    this.#parts = parts
    this.ring = parts.ring
  }

  get zoneKeys(): ZoneKeys {
    return this.ring.current
  }

  up(): boolean {
    const { network } = this.#parts.world
    return !network.isDown('A-I') && (!network.isCut('A>I') || !network.isCut('I>A'))
  }

  async exchange(request: Iso87Message, under?: ZoneKeys): Promise<Result<Iso87Message, LinkFailure>> {
    const { world, life, audit, issuer, securityModule } = this.#parts
    const unsealed = expectOk(
      iso87Ascii.encode({ ...request, [macElement(request)]: new Uint8Array(MAC_LENGTH) }),
      'a request is encodable',
    )
    const data = expectOk(iso87Ascii.macInput(unsealed), 'it ends with DE 64')
    const { mac: key } = under ?? this.zoneKeys
    const mac = await securityModule.generateMac({ key, algorithm: 'iso9797-1-alg3', data })
    if (!mac.ok) return err('down')
    audit.acquirer.forwarding(request)
    const match = matchKey(request)
    return new Promise((settle) => {
      const timer = life.after(TIMEOUT_MS, () => this.#settle(match, err('timeout')))
      this.#waiting.set(match, (answer) => {
        timer.cancel()
        settle(answer)
      })
      world.network.carry('A>I', labelOf(request), iso87Ascii.withMac(unsealed, mac.value), (arrived) =>
        issuer.receive(arrived, (answer) =>
          world.network.carry('I>A', labelOf(request), answer, (bytes) => void this.#receive(bytes)),
        ),
      )
    })
  }

  async #receive(bytes: Uint8Array): Promise<void> {
    const { life, securityModule } = this.#parts
    const decoded = iso87Ascii.decode(bytes)
    if (life.over || !decoded.ok || !this.#waiting.has(matchKey(decoded.value))) return
    const mac = decoded.value[macElement(decoded.value)]
    const covered = iso87Ascii.macInput(bytes)
    if (!mac || !covered.ok) return this.#settle(matchKey(decoded.value), err('damaged'))
    const keys = this.ring.macs
    const verified = await securityModule.verifyMac({ keys, algorithm: 'iso9797-1-alg3', data: covered.value, mac })
    const genuine = verified.ok && verified.value !== undefined
    this.#settle(matchKey(decoded.value), genuine ? ok(decoded.value) : err('damaged'))
  }

  #settle(key: string, answer: Result<Iso87Message, LinkFailure>): void {
    const settle = this.#waiting.get(key)
    this.#waiting.delete(key)
    settle?.(answer)
  }
}

const labelOf = (message: Iso87Message): string => `${message.mti} ${message[37] ?? ''}`

/** Request and answer agree in these. */
const matchKey = (message: Iso87Message): string =>
  `${exchangeOf(message.mti)}-${message[11] ?? ''}-${message[37] ?? ''}`
