import { setTimeout as after } from 'node:timers/promises'
import { randomInt } from 'node:crypto'
import { type ChipMemory, virtualCard } from '@fiftyfive/emv'
import type { DemoBankCard } from '@fiftyfive/issuer'
import { money, Turns } from '@fiftyfive/kernel'
import {
  activate,
  createFaultBench,
  type DemoFaultId,
  type FaultBench,
  loadRegistration,
  type PinKey,
  type Registration,
  type Screen,
  type Storage,
  type Terminal,
} from '@fiftyfive/terminal'
import { activationOverHttp, nodeWorld, openTerminal } from '@fiftyfive/terminal/node'
import { CommandFailure } from '../exit.ts'
import type { TillOrder } from './shops.ts'

/** Where the town's tills find their acquirer. */
export interface TownHost {
  readonly web: string
  readonly host: string
  readonly terminalPort: number
  readonly issueActivation: (merchant: TillOrder['merchant']) => Promise<string>
}

/** A card with its chip's memory, which goes on counting from till to till. */
export type CardInHand = DemoBankCard & { readonly memory: ChipMemory }

export type Outcome = 'paid' | 'refused' | 'no-service'

/** Payments after which a shop settles its batch. */
const SETTLES_AFTER = 120

/** One till with its terminal: the product's own code over TCP, its hardware on a bench where it can be broken. */
export class Till {
  readonly order: TillOrder
  readonly #host: TownHost
  readonly #storage: Storage
  readonly #faults: FaultBench = createFaultBench(nodeWorld.random)
  #terminal: Terminal | undefined
  #payments = 0
  /** Its line flips bits now and then. */
  noisy = false
  /** One customer at a time; what is done to the till happens between two of them. */
  readonly #turns = new Turns()

  constructor(order: TillOrder, host: TownHost, storage: Storage) {
    this.order = order
    this.#host = host
    this.#storage = storage
  }

  /** Switches the terminal on with that software; the first time it is activated with a code for its merchant. */
  async start(softwareVersion: string): Promise<void> {
    const { host, terminalPort: port } = this.#host
    const registration = (await loadRegistration(this.#storage)) ?? (await this.#activate(softwareVersion))
    const configuration = { model: this.order.model, softwareVersion }
    const { hardware } = this.#faults
    this.#terminal = await openTerminal({
      registration,
      storage: this.#storage,
      host,
      port,
      configuration,
      hardware,
    })
  }

  stop(): void {
    this.#terminal?.stop()
    this.#terminal = undefined
  }

  /** Installs other software, which may have an error in it. */
  update(softwareVersion: string, fault: DemoFaultId): Promise<void> {
    return this.#turns.take('', async () => {
      this.stop()
      await this.break(fault)
      await this.start(softwareVersion)
    })
  }

  /** Installs earlier software, without the error. */
  goBack(softwareVersion: string, fault: DemoFaultId): Promise<void> {
    return this.#turns.take('', async () => {
      this.stop()
      await this.#faults.set(fault, false)
      await this.start(softwareVersion)
    })
  }

  break(fault: DemoFaultId): Promise<void> {
    return this.#faults.set(fault, true)
  }

  async #activate(softwareVersion: string): Promise<Registration> {
    const activated = await activate({
      service: activationOverHttp(this.#host.web),
      activationCode: await this.#host.issueActivation(this.order.merchant),
      model: this.order.model,
      softwareVersion,
      random: nodeWorld.random,
      storage: this.#storage,
    })
    if (!activated.ok) throw new CommandFailure(`a till of the town could not be activated: ${activated.error}`)
    return activated.value
  }

  /** One customer, from amount to outcome. `slip`: a digit goes wrong at the first entry. */
  serve(person: CardInHand, amount_minor: number, slip: boolean): Promise<Outcome> {
    return this.#turns.take('', () => this.#sell(person, amount_minor, slip))
  }

  async #sell(person: CardInHand, amount_minor: number, slip: boolean): Promise<Outcome> {
    const terminal = this.#terminal
    if (!terminal || !(await this.#ready(terminal))) return 'no-service'
    if (this.noisy && randomInt(3) > 0) await this.break('corrupt')
    terminal.dispatch({ type: 'amount-entered', amount: money(amount_minor, 'CNY') })
    if ((await screenAfter(terminal, ['present-card'])) !== 'present-card') return 'no-service'
    terminal.dispatch({ type: 'card-presented', card: virtualCard({ ...person, label: person.id }), method: 'chip' })
    let screen = await screenAfter(terminal, ['enter-pin', ...ENDS])
    for (let entry = 1; screen === 'enter-pin' && entry <= 2; entry++) {
      // Whoever has one try left keeps it for another day.
      if (shownNotice(terminal)?.lastTry) break
      await type(terminal, slip && entry === 1 ? slipped(person.pin) : person.pin)
      await screenAfter(terminal, ['sending', ...ENDS])
      screen = await screenAfter(terminal, ['enter-pin', ...ENDS])
    }
    this.#payments++
    if (screen === 'enter-pin') terminal.dispatch({ type: 'cancelled' })
    return screen === 'approved' ? 'paid' : screen === undefined ? 'no-service' : 'refused'
  }

  /** Clears the screen of what was before, and settles when it is time. */
  async #ready(terminal: Terminal): Promise<boolean> {
    if (terminal.state.screen.name !== 'idle') terminal.dispatch({ type: 'done' })
    if ((await screenAfter(terminal, ['idle'])) !== 'idle') return false
    if (this.#payments < SETTLES_AFTER) return true
    this.#payments = 0
    terminal.dispatch({ type: 'settlement-requested' })
    await screenAfter(terminal, ['settled'])
    terminal.dispatch({ type: 'done' })
    return (await screenAfter(terminal, ['idle'])) === 'idle'
  }
}

const ENDS: readonly Screen['name'][] = ['approved', 'refused', 'reversed', 'out-of-service', 'idle']
const WAITS_MS = 40_000

/** The first of these screens that comes; undefined when none does in time, or the terminal was switched off. */
async function screenAfter(terminal: Terminal, names: readonly Screen['name'][]): Promise<Screen['name'] | undefined> {
  const waiting = new AbortController()
  const shown = terminal.when(({ screen }) => names.includes(screen.name)).then(({ screen }) => screen.name)
  const late = after(WAITS_MS, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined)
  const first = await Promise.race([shown, late])
  waiting.abort()
  return first
}

function shownNotice({ state: { screen } }: Terminal) {
  return screen.name === 'enter-pin' ? screen.notice : undefined
}

/** As fast as fingers are. A worn key does not close, and nobody sees that behind the dots. */
async function type(terminal: Terminal, pin: string): Promise<void> {
  for (const digit of pin) {
    await after(randomInt(180, 620))
    terminal.keypad.press(digit as PinKey)
  }
  await after(randomInt(200, 700))
  terminal.keypad.press('confirm')
}

const slipped = (pin: string): string => `${pin.slice(0, -1)}${(Number(pin.at(-1)) + 1) % 10}`
