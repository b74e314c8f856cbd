import { seededRandom } from '@fiftyfive/kernel'
import {
  activate,
  type ActivationService,
  type Journal,
  CONFIGURATION_DEFAULTS,
  createTerminal,
  openPinPad,
  type Registration,
  type Storage,
  type Terminal,
} from '@fiftyfive/terminal'
import type { Auditor, Truth } from '../audit/auditor.ts'
import { Disk } from '../world/disk.ts'
import type { Life } from '../world/life.ts'
import type { World } from '../world/world.ts'
import type { AcquirerParty } from './acquirer-party.ts'
import { SimulatedTransport } from './transport.ts'

interface Saved {
  readonly name: string
  readonly value: string
}

/** A real terminal whose power can be cut at any moment; only what its flash had taken stays. */
export class TerminalParty {
  readonly flash = new Map<string, string>()
  /** Undefined while it has no power. */
  terminal: Terminal | undefined
  #registration: Registration | undefined
  readonly #world: World
  readonly #audit: Auditor
  readonly #acquirer: AcquirerParty
  readonly #seed: number
  readonly #truth: Truth
  readonly #disk: Disk<Saved>
  #life: Life | undefined
  #saves = 0

  constructor(parts: {
    world: World
    audit: Auditor
    acquirer: AcquirerParty
    seed: number
    number: number
    truth: Truth
  }) {
    this.#truth = parts.truth
    const { world, audit } = parts
    this.#world = world
    this.#audit = audit
    this.#acquirer = parts.acquirer
    this.#seed = parts.seed
    this.#disk = new Disk({
      name: `T${parts.number}`,
      time: world.time,
      dice: world.dice,
      keep: ({ name, value }) => {
        const before = this.flash.get(name)
        this.flash.set(name, value)
        audit.terminal.saved(this, name, before)
      },
      cutPower: () => this.cutPower(),
    })
  }

  get id(): string {
    return this.#registration?.terminalId ?? ''
  }

  /** Brings its own master key to the acquirer, as a new terminal does. */
  async enrol(service: ActivationService, activationCode: string): Promise<void> {
    const { model, softwareVersion } = CONFIGURATION_DEFAULTS
    const random = seededRandom(`${this.#seed}/${activationCode}`)
    const storage = this.#storage(this.#world.life('setup'))
    const registered = await activate({ service, activationCode, model, softwareVersion, random, storage })
    if (!registered.ok) throw new Error(`a terminal could not be activated: ${registered.error}`)
    this.#registration = registered.value
  }

  powerOn(): void {
    if (this.#truth.lost.has(this.id)) return
    this.#world.tell(() => `${this.id} has power`)
    this.#forget()
    const life = this.#world.life(this.id)
    this.#life = life
    const transport = new SimulatedTransport({
      world: this.#world,
      life,
      acquirer: this.#acquirer,
      terminalId: this.id,
      audit: this.#audit,
    })
    const parts = {
      configuration: {
        ...CONFIGURATION_DEFAULTS,
        ...(this.#registration as Registration),
        downloadsParameters: true,
      },
      transport,
      storage: this.#storage(life),
      clock: life,
      timers: life,
      random: seededRandom(`${this.#seed}/${this.id}/${life.number}`),
    }
    void openPinPad(parts)
      .then((pinPad) => createTerminal({ ...parts, pinPad }))
      .then((terminal) => this.#started(life, terminal))
      .catch((failure: unknown) => this.#world.check(false, 0, () => `a terminal threw: ${String(failure)}`))
  }

  #started(life: Life, terminal: Terminal): void {
    if (life.over) return
    this.terminal = terminal
    terminal.on((notice) => {
      if (life.over) return
      const { screen, link } = terminal.state
      this.#world.tell(() => `${this.id} ${notice.type}, screen ${screen.name}, link ${link}`)
      this.#audit.terminal.notice(this, terminal, notice)
    })
  }

  /** Never comes back. */
  lose(): void {
    this.#world.tell(() => `${this.id} is lost for good`)
    this.#truth.lost.add(this.id)
    this.cutPower()
  }

  cutPower(): void {
    const life = this.#life
    if (!life || life.over) return
    life.end()
    this.#world.tell(() => `${this.id} loses its power`)
    this.terminal = undefined
    this.#disk.powerCut()
    if (this.#truth.lost.has(this.id)) return
    this.#world.time.after(this.#world.darkness_ms(this.id, life.number), () => this.powerOn())
  }

  /** A worn flash: the newest approval is gone though its write was confirmed. Its totals will differ from the host's. */
  #forget(): void {
    const { entries, ...rest } = JSON.parse(this.flash.get('journal') ?? '{}') as Partial<Journal>
    if (!entries?.length || rest.settlement) return
    if (!this.#world.dice.strikes('forgetful-flash', `${this.id} ${entries.at(-1)?.trace}`)) return
    this.flash.set('journal', JSON.stringify({ ...rest, entries: entries.slice(0, -1) }))
  }

  #storage(life: Life): Storage {
    return {
      load: (name) => Promise.resolve(this.flash.get(name)),
      save: async (name, value) => {
        const identity = `${this.id} ${name} ${++this.#saves}`
        if (this.#world.dice.strikes('failed-write', identity)) {
          await life.pause(5)
          throw new Error('the flash refused a write')
        }
        await this.#disk.write({ name, value })
      },
    }
  }
}
