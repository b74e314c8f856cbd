import {
  handleAcquirerMessage,
  type IssuerEntry,
  type IssuerPorts,
  type IssuerTables,
  personalizeCard,
  setTries,
  storeOver,
  Turns,
} from '@fiftyfive/issuing'
import { ClearPin, expectOk, Pan, seededRandom } from '@fiftyfive/kernel'
import type { ModuleCore } from '@fiftyfive/security'
import type { Auditor } from '../audit/auditor.ts'
import { Disk, DiskFailure } from '../world/disk.ts'
import type { Life } from '../world/life.ts'
import type { World } from '../world/world.ts'
import { cardVault } from './card-vault.ts'
import { formChipKeys, SEQUENCE_NUMBER } from './chips.ts'
import { connectModule, type SharedZoneKeys, value } from './security-module.ts'

export interface SimulatedCard {
  readonly pan: string
  readonly pin: string
  readonly balance_minor: number
  /** Its chip has keys, compares PINs itself and hears of a new one by a script. */
  readonly chip?: true
}

type Fixed = Pick<IssuerPorts, 'zoneKeys' | 'zoneMasterKey' | 'pinOffsetKey' | 'decimalisationTable' | 'chipKeys'>

/** The issuer as a process that can lose its power at any moment. */
export class IssuerParty {
  readonly tables: IssuerTables
  readonly vault = cardVault()
  readonly #world: World
  readonly #audit: Auditor
  readonly #core: ModuleCore
  readonly #seed: number
  readonly #disk: Disk<readonly IssuerEntry[]>
  #fixed: Fixed | undefined
  #life: Life | undefined
  #ports: IssuerPorts | undefined

  constructor(parts: { world: World; audit: Auditor; core: ModuleCore; seed: number; tables: IssuerTables }) {
    const { world, audit } = parts
    this.tables = parts.tables
    this.#world = world
    this.#audit = audit
    this.#core = parts.core
    this.#seed = parts.seed
    this.#disk = new Disk({
      name: 'I',
      time: world.time,
      dice: world.dice,
      keep: (entries) => {
        world.tell(() => `I keeps ${entries.map(about).join(', ')}`)
        audit.issuer.landing(entries)
        for (const entry of entries) this.tables.apply(entry)
      },
      cutPower: () => this.cutPower(),
      wentOn: () => world.check(false, 28, () => 'I went on after a failed sync'),
    })
  }

  async prepare(zoneKeys: SharedZoneKeys['theirs'], cards: readonly SimulatedCard[]): Promise<void> {
    const module = connectModule(this.#world, 'I', this.#core, this.#world.life('setup'))
    this.#fixed = {
      zoneKeys,
      zoneMasterKey: zoneKeys.master,
      pinOffsetKey: value(await module.generateKey({ use: 'pin-offset', algorithm: 'tdes-2' })).key,
      decimalisationTable: value(await module.sealTable({ table: '0123456789012345' })),
      chipKeys: await formChipKeys(module, this.#seed),
    }
    this.powerOn()
    for (const { pan, pin, balance_minor, chip } of cards) {
      const order = { pan: Pan.of(pan), pin: ClearPin.of(pin), expiry: '3112', sequenceNumber: SEQUENCE_NUMBER }
      const issued = await personalizeCard(this.#ports as IssuerPorts, {
        ...order,
        available_minor: balance_minor,
        currency: 'CNY',
        ...(chip ? { chip, chipPin: chip } : {}),
      })
      expectOk(issued, 'card')
    }
  }

  powerOn(): void {
    this.#world.tell(() => 'I has power')
    const life = this.#world.life('I')
    this.#life = life
    this.#ports = {
      ...(this.#fixed as Fixed),
      clock: life,
      random: seededRandom(`${this.#seed}/issuer/${life.number}`),
      securityModule: connectModule(this.#world, 'I', this.#core, life),
      store: storeOver(this.tables, (_at, entries) => this.#disk.write(entries)),
      cardVault: this.vault,
      pinBlockFormat: 'iso-0',
      perCard: new Turns(),
    }
  }

  cutPower(): void {
    const life = this.#life
    if (!life || life.over) return
    life.end()
    this.#world.tell(() => 'I loses its power')
    this.#disk.powerCut()
    this.#world.time.after(this.#world.darkness_ms('I', life.number), () => this.powerOn())
  }

  /** One message from the acquirer's link; `reply` carries the answer back, should there be one. */
  receive(bytes: Uint8Array, reply: (answer: Uint8Array) => void): void {
    const { world, life, ports } = { world: this.#world, life: this.#life, ports: this.#ports }
    if (!life || life.over || !ports) return
    const answered = (answer: Uint8Array | undefined): void => {
      if (!answer || life.over) return
      this.#audit.issuer.answering(answer)
      reply(answer)
    }
    void handleAcquirerMessage(ports, bytes)
      .then(answered)
      .catch((failure: unknown) => {
        if (failure instanceof DiskFailure) return this.cutPower()
        world.check(false, 0, () => `the issuer threw: ${String(failure)}`)
      })
  }

  /** What the bank's counter does for a customer whose card is locked. */
  async unlock(pan: string): Promise<void> {
    const ports = this.#ports
    if (!ports || this.#life?.over) return
    await setTries(ports, this.vault.store(Pan.of(pan)).token, 3).catch(() => this.cutPower())
  }
}

function about(entry: IssuerEntry): string {
  if (entry.type === 'zone-keys') return `zone keys ${entry.zone.pending ? 'pending' : 'confirmed'}`
  return entry.type === 'authorization'
    ? `${entry.authorization.key} ${entry.authorization.status} ${entry.authorization.code}`
    : `${entry.card.token} ${entry.reason} tries ${entry.card.triesLeft}`
}
