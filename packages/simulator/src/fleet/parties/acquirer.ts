import {
  type AcquirerEvent,
  type AcquirerPorts,
  AcquirerTables,
  counters,
  deliverOwed,
  handleTerminalMessage,
  type JournalEntry,
  nothingInFlight,
} from '@fiftyfive/acquiring'
import { toHex } from '@fiftyfive/kernel'
import {
  adjustParity,
  type CommandName,
  type HostSecurityModule,
  type KeyBlock,
  ModuleCore,
  securityModuleOver,
} from '@fiftyfive/security'
import { value } from '../../parties/security-module.ts'
import type { VirtualTime } from '../../world/virtual-time.ts'
import type { Chance } from '../chance.ts'
import type { Shop, TerminalSite } from '../population/shops.ts'
import type { ModuleCall } from './banks.ts'
import type { FleetLink } from './link.ts'
import { NewestOnly, type Retention, UntilSettled } from './retention.ts'
import { Vault } from './vault.ts'

const NO_ACTIVATION = { publicKey: async () => new Uint8Array(0), open: async () => undefined }
const NODES = ['hsm-1', 'hsm-2', 'hsm-3']
const DELIVERY_MS = 60_000

export type NodeHook = (command: CommandName, request: unknown, next: ModuleCall) => Promise<unknown>

/** One security module of the acquirer, with what is broken in it. */
export interface HsmNode {
  readonly name: string
  readonly around: NodeHook[]
  readonly module: HostSecurityModule
}

/** The acquirer as the product has it: its pipeline over in-memory tables and several security modules. */
export class Acquirer {
  readonly tables = new AcquirerTables()
  readonly nodes: readonly HsmNode[]
  readonly vault: Vault
  links: readonly FleetLink[] = []
  readonly #core: ModuleCore
  readonly #time: VirtualTime
  readonly #chance: Chance
  readonly #observe: (event: AcquirerEvent) => void
  readonly #ports: AcquirerPorts[] = []
  readonly #retention: Retention
  #next = 0

  constructor(parts: {
    readonly time: VirtualTime
    readonly chance: Chance
    readonly settles: boolean
    readonly observe: (event: AcquirerEvent) => void
  }) {
    this.#retention = parts.settles ? new UntilSettled(this.tables) : new NewestOnly(this.tables)
    this.#time = parts.time
    this.#chance = parts.chance
    this.#observe = parts.observe
    this.vault = new Vault(parts.chance.of('vault'))
    this.#core = this.newModule(parts.chance.of('master').bytes(32))
    this.nodes = NODES.map((name) => {
      const around: NodeHook[] = []
      const execute: ModuleCall = (command, request) => Promise.resolve(this.#core.execute(command, request))
      const call: ModuleCall = (command, request) =>
        around.reduceRight<ModuleCall>((next, hook) => (command, request) => hook(command, request, next), execute)(
          command,
          request,
        )
      return { name, around, module: securityModuleOver(call, async () => {}) }
    })
  }

  /** A module as ours are, under another master key: what a node becomes when its master key is changed alone. */
  newModule(masterKey: Uint8Array): ModuleCore {
    return new ModuleCore({
      name: 'acquirer',
      masterKey,
      partition: 'acquirer',
      random: this.#chance.of(`module/${toHex(masterKey.subarray(0, 4))}`),
      clock: this.#time,
      activation: NO_ACTIVATION,
      audit: () => {},
    })
  }

  open(links: readonly FleetLink[]): void {
    this.links = links
    const shared = {
      clock: this.#time,
      random: this.#chance.of('random'),
      store: this.tables.store(async (_at, entries) => this.#commit(entries)),
      cardVault: this.vault,
      links,
      explain: () => undefined,
      observe: this.#observe,
      inFlight: nothingInFlight(),
      counters: counters(this.#time, undefined),
      qrOrders: {
        open: () => Promise.resolve('closed' as const),
        withdraw: () => {},
        settled: () => {},
        refund: () => Promise.resolve(true),
      },
    }
    for (const { module } of this.nodes) this.#ports.push({ ...shared, securityModule: module })
    this.#deliver()
  }

  /** Injects a terminal master key, formed from two components in a secure room, and registers the terminal. */
  async register(shop: Shop, site: TerminalSite): Promise<Uint8Array> {
    const chance = this.#chance.of(`master/${site.id}`)
    const components = ['A', 'B'].map((custodian) => ({ custodian, bytes: chance.bytes(16) }))
    const [first, second] = components.map(({ bytes }) => bytes) as [Uint8Array, Uint8Array]
    const master = adjustParity(first.map((byte, index) => byte ^ (second[index] as number)))
    const formed = value(
      await (this.nodes[0] as HsmNode).module.formKey({
        use: 'terminal-master',
        algorithm: 'tdes-2',
        components: components.map(({ custodian, bytes }) => ({ custodian, hex: toHex(bytes) })),
      }),
    )
    const name = { en: `Shop ${shop.merchant.slice(-4)}`, 'zh-CN': `商户${shop.merchant.slice(-4)}` }
    this.tables.apply({ type: 'merchant-registered', merchant: { id: shop.merchant, name } })
    this.tables.apply({
      type: 'terminal-activated',
      code: site.id,
      terminal: {
        id: site.id,
        merchantId: shop.merchant,
        merchantName: name,
        status: 'active',
        model: site.model,
        softwareVersion: site.software,
        masterKey: formed.key,
        batch: '000001',
      },
    })
    return master
  }

  /** The node that the next message is worked on. Whoever comes first gets the first. */
  nextNode(): HsmNode {
    return this.nodes[this.#next++ % this.nodes.length] as HsmNode
  }

  async answer(node: HsmNode, body: Uint8Array): Promise<Uint8Array | undefined> {
    const answer = await handleTerminalMessage(this.#ports[this.nodes.indexOf(node)] as AcquirerPorts, body)
    return answer === 'silence' ? undefined : answer
  }

  /** Other keys for one link, as an exchange brings them; the far end may or may not have taken them. */
  async newZoneKey(): Promise<{ readonly key: KeyBlock<'pin'>; readonly checkValue: string }> {
    return value(await (this.nodes[0] as HsmNode).module.generateKey({ use: 'pin', algorithm: 'tdes-2' }))
  }

  async checkValueOf(key: KeyBlock): Promise<string> {
    return value(await (this.nodes[0] as HsmNode).module.keyCheckValue({ key })).checkValue
  }

  #commit(entries: readonly JournalEntry[]): void {
    for (const entry of entries) this.tables.apply(entry)
    this.#retention.committed(entries)
  }

  #deliver(): void {
    this.#time.after(DELIVERY_MS, () => {
      const again = (): void => this.#deliver()
      const [ports] = this.#ports
      if (!ports || this.tables.rows.openRows('owed').length === 0) return again()
      void deliverOwed(ports).then(again)
    })
  }
}
