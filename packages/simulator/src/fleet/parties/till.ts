import type { CardMethod, TerminalData, VirtualCard } from '@fiftyfive/emv'
import { encodeAnswers, FrameDecoder, TERMINAL_FRAMING, type UnionPayMessage } from '@fiftyfive/iso8583'
import { money, toHex } from '@fiftyfive/kernel'
import {
  CONFIGURATION_DEFAULTS,
  createTerminal,
  type Hardware,
  type Keypad,
  type KeySlotName,
  openPinPad,
  type PinKey,
  type Screen,
  type Terminal,
  type TerminalState,
  type Transport,
} from '@fiftyfive/terminal'
import type { VirtualTime } from '../../world/virtual-time.ts'
import type { Chance } from '../chance.ts'
import { ACCESS_KINDS, modelOf } from '../population/models.ts'
import type { Shop, TerminalSite } from '../population/shops.ts'
import { mark, type Story } from '../story.ts'
import { asSoftwareWrites } from './terminal-software.ts'

type Firmware = ReturnType<Hardware['firmware']>

/** What can be broken in one terminal. Every member is asked while the fault lasts, and says how the part behaves. */
export interface TillHooks {
  /** A finger on a key; `press` is the contact. */
  readonly press?: (key: PinKey, press: (key: PinKey) => void) => void
  readonly firmware?: (firmware: Firmware) => Firmware
  /** How its EMV kernel is set up for a payment. */
  readonly kernel?: (terminal: TerminalData, method: CardMethod) => TerminalData
  /** What the PIN pad reads out of a key slot: cryptograms under its master key. */
  readonly readKey?: (slot: KeySlotName, stored: Uint8Array | undefined) => Uint8Array | undefined
  /** False: the memory did not take it, and nobody noticed. */
  readonly writeKey?: (slot: KeySlotName, bytes: Uint8Array) => boolean
  /** A card as this reader sees it. */
  readonly read?: (card: VirtualCard, method: CardMethod) => VirtualCard
  /** What its software writes into a request, before the MAC; the same message for no change. */
  readonly request?: (message: UnionPayMessage) => UnionPayMessage
  /** What its software takes an authentic answer for. */
  readonly answer?: (message: UnionPayMessage) => UnionPayMessage
  /** The line, one frame in one direction: may lose it (undefined), damage or hold it. */
  readonly line?: (frame: Uint8Array, direction: 'out' | 'back') => Promise<Uint8Array | undefined>
  /** How wrong its clock is. */
  readonly clockError_ms?: () => number
}

interface Parts {
  readonly site: TerminalSite
  readonly shop: Shop
  readonly time: VirtualTime
  readonly chance: Chance
  /** A request that left, with the bytes from message type to last field; resolves with the answer's. */
  readonly acquirer: (till: Till, body: Uint8Array) => Promise<Uint8Array | undefined>
}

/** A counter with one of the product's terminals on it. */
export class Till {
  readonly site: TerminalSite
  readonly shop: Shop
  /** As it is installed now. */
  readonly versions: { software: string; parameters: string; kernel: string }
  readonly hooks: TillHooks[] = []
  /** What is happening at the PIN pad or on its way. */
  story: Story | undefined
  /** Whoever is signed on. */
  operator = ''
  /** Somebody is being served. */
  busy = false
  terminal!: Terminal
  readonly time: VirtualTime
  readonly chance: Chance
  readonly #parts: Parts
  readonly #flash = new Map<string, string>()

  constructor(parts: Parts) {
    this.#parts = parts
    this.site = parts.site
    this.shop = parts.shop
    this.time = parts.time
    this.chance = parts.chance
    const { software, parameters, kernel } = parts.site
    this.versions = { software, parameters, kernel }
  }

  get id(): string {
    return this.site.id
  }

  /** The master key that was injected into it. */
  accept(master: Uint8Array): void {
    this.#flash.set('key/master', toHex(master))
  }

  async start(): Promise<void> {
    const { site, shop, time } = this.#parts
    const { versions } = this
    const storage = {
      load: async (name: string) => this.#flash.get(name),
      save: async (name: string, value: string) => void this.#flash.set(name, value),
    }
    const clock = { now: () => time.now() + this.clockError_ms }
    const hardware = this.#hardware()
    const random = this.chance.of('random')
    const configuration = {
      ...CONFIGURATION_DEFAULTS,
      terminalId: site.id,
      merchantId: shop.merchant,
      merchantName: { en: 'Shop', 'zh-CN': '商户' },
      model: site.model,
      repairsMax: modelOf(site.model).repairsItself ? 1 : 0,
      get softwareVersion() {
        return versions.software
      },
    }
    const parts = { storage, clock, random, hardware }
    const pinPad = await openPinPad(parts)
    this.terminal = await createTerminal({
      ...parts,
      configuration,
      timers: time,
      transport: new Line(this, this.#parts),
      pinPad,
    })
    this.terminal.on((notice) => {
      const { pending } = this.terminal.state.journal
      if (notice.type === 'sending' && pending && this.story) {
        this.story.id = `${site.id}-${six(pending.batch)}-${six(pending.trace)}`
      }
    })
  }

  /** What has been broken in the field: the terminal's own memory. */
  get flash(): Map<string, string> {
    return this.#flash
  }

  /** What people see now. */
  get screen(): Screen {
    return this.terminal.state.screen
  }

  get keypad(): Keypad {
    return this.terminal.keypad
  }

  enterAmount(amount_minor: number): void {
    this.terminal.dispatch({ type: 'amount-entered', amount: money(amount_minor, 'CNY') })
  }

  present(card: VirtualCard, method: CardMethod): void {
    const seen = this.hooks.reduce((card, { read }) => read?.(card, method) ?? card, card)
    this.terminal.dispatch({ type: 'card-presented', card: seen, method })
  }

  /** Resolves when the terminal waits for people again, on one of its screens. */
  settled(): Promise<TerminalState> {
    return this.terminal.when(({ screen }) => !MACHINE_SCREENS.has(screen.name))
  }

  pause(delay_ms: number): Promise<void> {
    return new Promise((resolve) => void this.time.after(Math.round(delay_ms), () => resolve()))
  }

  mark(what: Parameters<typeof mark>[1]): void {
    mark(this.story, what)
  }

  /** How wrong its clock is now. */
  get clockError_ms(): number {
    let error_ms = 0
    for (const { clockError_ms } of this.hooks) error_ms += clockError_ms?.() ?? 0
    return error_ms
  }

  #hardware(): Hardware {
    const { hooks } = this
    return {
      keypad: (keypad) => ({
        press(key) {
          let press = (key: PinKey): void => keypad.press(key)
          for (const hook of hooks) {
            const under = press
            if (hook.press) press = (key) => hook.press?.(key, under)
          }
          press(key)
        },
      }),
      firmware: () => hooks.reduce((firmware, hook) => hook.firmware?.(firmware) ?? firmware, SOUND_FIRMWARE),
      kernel: (terminal, method) =>
        hooks.reduce((terminal, { kernel }) => kernel?.(terminal, method) ?? terminal, terminal),
      keySlots: (slots) => ({
        read: (slot) =>
          hooks.reduce((stored, hook) => (hook.readKey ? hook.readKey(slot, stored) : stored), slots.read(slot)),
        async write(slot, bytes) {
          if (hooks.every((hook) => hook.writeKey?.(slot, bytes) ?? true)) await slots.write(slot, bytes)
        },
      }),
      transport: (transport) => transport,
    }
  }
}

const SOUND_FIRMWARE: Firmware = { format: 'iso-0', panForBlock: (pan) => pan, sendsPinBlock: true }
const MACHINE_SCREENS: ReadonlySet<string> = new Set(['starting', 'signing-on', 'sending', 'reversing', 'settling'])

const six = (value: number): string => String(value).padStart(6, '0')

/** The way from one terminal to the acquirer and back. */
class Line implements Transport {
  readonly #till: Till
  readonly #parts: Parts
  readonly #kind: (typeof ACCESS_KINDS)[number]
  readonly #chance: Chance
  readonly #decoder = () => new FrameDecoder(TERMINAL_FRAMING)
  #onBytes: (bytes: Uint8Array) => void = () => {}
  #onClose: () => void = () => {}

  constructor(till: Till, parts: Parts) {
    this.#till = till
    this.#parts = parts
    this.#kind = ACCESS_KINDS.find(({ name }) => name === parts.site.access) ?? ACCESS_KINDS[0]
    this.#chance = parts.chance.of('line')
  }

  connect(): Promise<void> {
    return this.#till.pause(this.#kind.least_ms)
  }
  send(frame: Uint8Array): void {
    void this.#exchange(frame)
  }
  /** Half-open lines are given up; the end is noticed a moment later. */
  close(): void {
    this.#parts.time.after(10, () => this.#onClose())
  }
  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.#onBytes = listener
  }
  onClose(listener: () => void): void {
    this.#onClose = listener
  }

  async #exchange(frame: Uint8Array): Promise<void> {
    const there = await this.#carry(this.#bySoftware(frame, 'request'), 'out')
    const cut = there && this.#decoder().push(there, this.#parts.time.now())[0]
    if (!cut?.ok) return
    const answer = await this.#parts.acquirer(this.#till, cut.value.body)
    if (!answer) return
    const here = await this.#carry(encodeAnswers([{ request: cut.value, body: answer }]), 'back')
    if (here) this.#onBytes(this.#bySoftware(here, 'answer'))
  }

  #bySoftware(frame: Uint8Array, direction: 'request' | 'answer'): Uint8Array {
    const { hooks } = this.#till
    if (hooks.every((hook) => !hook[direction])) return frame
    const changes = hooks.flatMap((hook) => hook[direction] ?? [])
    const change = (message: UnionPayMessage) => changes.reduce((message, change) => change(message), message)
    return asSoftwareWrites(frame, this.#till.flash, change)
  }

  async #carry(frame: Uint8Array, direction: 'out' | 'back'): Promise<Uint8Array | undefined> {
    await this.#till.pause(this.#kind.least_ms + this.#chance.exponential(this.#kind.mean_ms))
    let carried: Uint8Array | undefined = this.#chance.happens(this.#kind.loss) ? undefined : frame
    if (!carried) this.#till.mark({ stage: 'access', owner: 'link', cause: 'network' })
    for (const { line } of this.#till.hooks) if (line && carried) carried = await line(carried, direction)
    return carried
  }
}
