import {
  type AcquirerPorts,
  type AcquirerTables,
  activateTerminal,
  counters,
  deliverOwed,
  type Downloads,
  findOverdueBatches,
  handleTerminalMessage,
  issueActivation,
  keepZoneKeysFresh,
  type JournalEntry,
  nothingInFlight,
  recoverOpenPayments,
  ZoneKeyRing,
} from '@fiftyfive/acquiring'
import { answerTpdu, encodeFrame, type Frame } from '@fiftyfive/iso8583'
import { expectOk, fromHex, seededRandom } from '@fiftyfive/kernel'
import type { ModuleCore } from '@fiftyfive/security'
import type { ActivationService } from '@fiftyfive/terminal'
import { describeMessage, readBody } from '../audit/describe.ts'
import type { Auditor, Truth } from '../audit/auditor.ts'
import { Disk, DiskFailure } from '../world/disk.ts'
import type { Life } from '../world/life.ts'
import { NOTHING_FOLLOWS } from '../world/virtual-time.ts'
import type { World } from '../world/world.ts'
import { cardVault } from './card-vault.ts'
import { SimulatedIssuerLink } from './issuer-link.ts'
import type { IssuerParty } from './issuer-party.ts'
import { Payers } from './payers.ts'
import { connectModule, type SharedZoneKeys } from './security-module.ts'
import { endSession, openSession, type Session } from './session.ts'

const DELIVERY_INTERVAL_MS = 1_000
const CLOCK_TICK_MS = 1_000
const WATCH_INTERVAL_MS = 240_000
/** Virtual shops settle several times an hour. */
const BATCH_AGE_MS = 600_000
/** Virtual banks change their keys several times an hour. */
const ZONE_KEY_INTERVAL_MS = 15_000
const ZONE_KEY_LIMITS = { age_ms: 600_000, uses: 60 }
/** Its names are in every receipt that a journal keeps: with other letters than Latin ones it would take twice the memory. */
const MERCHANT = { id: '898310154110001', name: { en: 'Shop', 'zh-CN': 'Shangdian' } }

/** Small taps need no PIN: those may be approved in the issuer's place. */
const DOWNLOADS: Downloads = {
  caKeys: [],
  applications: [
    {
      '9F06': fromHex('A000000333'),
      DF01: Uint8Array.of(0),
      DF19: fromHex('000000000000'),
      DF20: fromHex('000000500000'),
      DF21: fromHex('000000100000'),
    },
  ],
  parametersOf: () => ({ version: '00000001', keysDue_h: '024', batchMax: '500', responseTimeout_s: '20' }),
}

/** The acquirer as a process that can lose its power at any moment, also while it recovers from the last time. */
export class AcquirerParty {
  readonly tables: AcquirerTables
  readonly #truth: Truth
  readonly #vault = cardVault()
  readonly #world: World
  readonly #audit: Auditor
  readonly #core: ModuleCore
  readonly #seed: number
  readonly #issuer: IssuerParty
  readonly #disk: Disk<readonly JournalEntry[]>
  readonly #sessions = new Set<Session>()
  #zoneKeys: SharedZoneKeys['ours'] | undefined
  #life: Life | undefined
  #ports: AcquirerPorts | undefined
  #listening = false

  constructor(parts: {
    world: World
    audit: Auditor
    core: ModuleCore
    seed: number
    issuer: IssuerParty
    truth: Truth
  }) {
    const { world, audit } = parts
    this.tables = parts.truth.acquirer
    this.#truth = parts.truth
    this.#world = world
    this.#audit = audit
    this.#core = parts.core
    this.#seed = parts.seed
    this.#issuer = parts.issuer
    this.#disk = new Disk({
      name: 'A',
      time: world.time,
      dice: world.dice,
      keep: (entries) => {
        world.tell(() => `A keeps ${entries.map(about).join(', ')}`)
        audit.acquirer.landing(entries)
        if (world.breach) return
        for (const entry of entries) this.tables.apply(entry)
      },
      cutPower: () => this.cutPower(),
      wentOn: () => world.check(false, 28, () => 'A went on after a failed sync'),
    })
  }

  /** Before the world begins to fail: the acquirer's ports, without its worker loops. */
  async prepare(zoneKeys: SharedZoneKeys['ours']): Promise<void> {
    this.#zoneKeys = zoneKeys
    await this.#connect()
  }

  service(): { readonly activationCode: () => Promise<string>; readonly service: ActivationService } {
    const ports = () => this.#ports as AcquirerPorts
    return {
      activationCode: () => issueActivation(ports(), MERCHANT),
      service: {
        publicKey: async () => expectOk(await ports().securityModule.activationPublicKey(), 'activation key'),
        register: async ({ envelope, ...request }) => {
          const bytes = Uint8Array.from(atob(envelope), (character) => character.charCodeAt(0))
          const activated = await activateTerminal(ports(), { ...request, envelope: bytes })
          const { terminal, merchant } = expectOk(activated, 'activation')
          const rest = {
            merchantId: merchant.id,
            merchantName: merchant.name,
            tpdu: '6000030000',
            currency: 'CNY',
          } as const
          return { ok: true, value: { terminalId: terminal.id, ...rest } }
        },
      },
    }
  }

  powerOn(): void {
    void this.#recover().catch(this.#threw)
  }

  async #recover(): Promise<void> {
    const { life, ports } = await this.#connect()
    await recoverOpenPayments(ports)
    if (life.over) return
    this.#listening = true
    this.#keepDelivering(life, ports)
    this.#keepTime(life)
    this.#keepWatching(life, ports)
    this.#keepZoneKeys(life, ports)
  }

  cutPower(): void {
    const life = this.#life
    if (!life || life.over) return
    life.end()
    this.#world.tell(() => 'A loses its power')
    this.#listening = false
    this.#disk.powerCut()
    for (const session of this.#sessions) endSession(session)
    this.#sessions.clear()
    this.#world.time.after(this.#world.darkness_ms('A', life.number), () => this.powerOn())
  }

  /** Undefined when nobody listens. */
  accept(terminalId: string, terminal: Pick<Session, 'toTerminal' | 'ended'>): Session | undefined {
    if (!this.#listening || !this.#life) return undefined
    const session = openSession({ terminalId, life: this.#life, ...terminal })
    this.#sessions.add(session)
    return session
  }

  /** Bytes of a terminal. They are worked on even when it hung up meanwhile: they were in the socket already. */
  receive(session: Session, bytes: Uint8Array): void {
    if (session.life.over) return
    for (const frame of session.decoder.push(bytes, session.life.now())) {
      if (frame.ok) this.#answer(session, frame.value)
      else endSession(session)
    }
  }

  #answer(session: Session, { tpdu, header, body }: Frame): void {
    const ports = this.#ports as AcquirerPorts
    const answered = (answer: Uint8Array | 'silence' | undefined): void => {
      if (session.life.over || answer === 'silence') return
      if (!answer) return endSession(session)
      const message = readBody(answer)
      this.#audit.acquirer.answering(session.terminalId, message)
      const frame = encodeFrame({ body: answer, ...(tpdu && { tpdu: answerTpdu(tpdu) }), ...(header && { header }) })
      this.#world.network.carry(`A>${session.terminalId}`, describeMessage(message), frame, (arrived) => {
        if (session.open) session.toTerminal(arrived)
      })
    }
    void handleTerminalMessage(ports, body).then(answered).catch(this.#threw)
  }

  /** A new life on what the disk kept. */
  async #connect(): Promise<{ life: Life; ports: AcquirerPorts }> {
    const world = this.#world
    world.tell(() => 'A has power')
    const life = world.life('A')
    this.#life = life
    const securityModule = connectModule(world, 'A', this.#core, life)
    const zoneKeys = this.#zoneKeys as SharedZoneKeys['ours']
    const store = this.tables.store((_at, entries) => this.#disk.write(entries))
    const ring = new ZoneKeyRing(zoneKeys, zoneKeys.master)
    ring.adopt(await store.zoneKeys('bank'))
    const ports: AcquirerPorts = {
      clock: life,
      random: seededRandom(`${this.#seed}/acquirer/${life.number}`),
      securityModule,
      store,
      cardVault: this.#vault,
      links: [new SimulatedIssuerLink({ world, life, audit: this.#audit, issuer: this.#issuer, securityModule, ring })],
      explain: () => undefined,
      observe: () => {},
      inFlight: nothingInFlight(),
      counters: counters(life, await store.lastReference()),
      qrOrders: new Payers(world, life, this.#truth),
      downloads: DOWNLOADS,
    }
    this.#ports = ports
    return { life, ports }
  }

  #keepDelivering(life: Life, ports: AcquirerPorts): typeof NOTHING_FOLLOWS | undefined {
    const again = (): void => void life.after(DELIVERY_INTERVAL_MS, () => this.#keepDelivering(life, ports))
    if (this.tables.rows.openSize('owed') > 0) return void deliverOwed(ports).then(again).catch(this.#threw)
    again()
    return NOTHING_FOLLOWS
  }

  #keepWatching(life: Life, ports: AcquirerPorts): void {
    const again = (): void => void life.after(WATCH_INTERVAL_MS, () => this.#keepWatching(life, ports))
    void findOverdueBatches(ports, BATCH_AGE_MS).then(again).catch(this.#threw)
  }

  #keepZoneKeys(life: Life, ports: AcquirerPorts): void {
    const again = (): void => void life.after(ZONE_KEY_INTERVAL_MS, () => this.#keepZoneKeys(life, ports))
    void keepZoneKeysFresh(ports, ZONE_KEY_LIMITS).then(again).catch(this.#threw)
  }

  /** Ends connections whose frame is never completed, e.g. after a damaged length. */
  #keepTime(life: Life): typeof NOTHING_FOLLOWS {
    for (const session of this.#sessions) {
      if (session.decoder.expired(life.now())) endSession(session)
      if (!session.open) this.#sessions.delete(session)
    }
    life.after(CLOCK_TICK_MS, () => this.#keepTime(life))
    // The other end hears of it later.
    return NOTHING_FOLLOWS
  }

  /** As the host does: a store that cannot write stops the process. */
  readonly #threw = (failure: unknown): void => {
    if (failure instanceof DiskFailure) return this.cutPower()
    const what = failure instanceof Error ? failure.stack : String(failure)
    this.#world.check(false, 0, () => `the acquirer threw: ${what}`)
  }
}

function about(entry: JournalEntry): string {
  if ('payment' in entry) return `${entry.type} ${entry.payment.key} ${entry.payment.reference}`
  if ('terminal' in entry) return `${entry.type} ${entry.terminal.id} ${'reason' in entry ? entry.reason : ''}`
  if ('owed' in entry) return `${entry.type} ${entry.owed.id}`
  return `${entry.type} ${'key' in entry ? entry.key : ''}${'id' in entry ? entry.id : ''} ${'status' in entry ? entry.status : ''}`
}
