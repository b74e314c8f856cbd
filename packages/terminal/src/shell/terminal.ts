import type { Clock, Random, Timers } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import type { CounterEvent, TerminalEvent } from '../core/event.ts'
import { INITIAL_STATE } from '../core/link.ts'
import type { TerminalNotice } from '../core/notice.ts'
import { reduce } from '../core/reduce.ts'
import type { TerminalState } from '../core/state.ts'
import type { PinEntryDevice } from '../pin-pad/device.ts'
import type { Keypad, PinKey, Storage, Transport } from '../ports.ts'
import type { KeyCheckValues } from '../self-test/self-test.ts'
import { openOperatorBook, type OperatorBook } from '../operators/operator-book.ts'
import { Effects } from './effects.ts'
import { SOUND_HARDWARE, type Hardware } from './hardware.ts'
import { JournalStorage } from './journal-storage.ts'

export interface TerminalParts {
  readonly configuration: TerminalConfiguration
  readonly transport: Transport
  readonly storage: Storage
  readonly clock: Clock
  readonly timers: Timers
  /** Cryptographically strong for a real terminal. */
  readonly random: Random
  readonly hardware?: Hardware
  /** `openPinPad` makes one over the same storage; a browser keeps it in a worker. */
  readonly pinPad: PinEntryDevice
}

export interface Terminal {
  /** What is durable and what people may see; replaced as a whole, so it can be compared by identity. */
  readonly state: TerminalState
  /** The only way in for PIN digits. */
  readonly keypad: Keypad
  /** Who works here; from the first one on somebody must be logged in. */
  readonly operators: OperatorBook
  /** Does nothing when the event means nothing on the present screen. */
  dispatch(event: CounterEvent): void
  /** Called after each change of `state`; returns the way to stop it. */
  subscribe(listener: () => void): () => void
  /** The event stream for a till that integrates the terminal. */
  on(listener: (notice: TerminalNotice) => void): () => void
  /** Resolves as soon as the condition holds. */
  when(condition: (state: TerminalState) => boolean): Promise<TerminalState>
  /** Check values (6 hex digits) of the keys that really lie in the PIN pad. */
  keyCheckValues(): KeyCheckValues
  /** Names each key that reaches the PIN pad, for a self-test. While a PIN is entered nothing is named, and it ends the test. */
  testKeypad(heard: (key: PinKey) => void): () => void
  /** Lets go of link and timers. What is pending stays in the storage. */
  stop(): void
}

/** Starts a terminal: it connects and signs on by itself. Rejects when the storage cannot be read or is damaged. */
export async function createTerminal(parts: TerminalParts): Promise<Terminal> {
  const { storage, pinPad } = parts
  const hardware = parts.hardware ?? SOUND_HARDWARE
  const journals = new JournalStorage(storage)
  const journal = await journals.load()
  const operators = await openOperatorBook(storage, parts.clock, parts.random)
  const loop = new EventLoop(parts, pinPad, hardware, journals, operators)
  const operatorsUsed = operators.operators.length > 0
  loop.dispatch({ type: 'started', journal, activated: pinPad.activated, operatorsUsed })
  return loop
}

type Queued = { readonly event: TerminalEvent; readonly isCurrent?: () => boolean }

/** Takes one event after the other through the core and carries its effects out before the next. */
class EventLoop implements Terminal {
  readonly keypad: Keypad
  readonly operators: OperatorBook
  readonly #parts: TerminalParts
  readonly #pinPad: PinEntryDevice
  readonly #effects: Effects
  readonly #queue: Queued[] = []
  readonly #subscribers = new Set<() => void>()
  readonly #noticeListeners = new Set<(notice: TerminalNotice) => void>()
  #state = INITIAL_STATE
  #busy = false
  #stopped = false

  constructor(
    parts: TerminalParts,
    pinPad: PinEntryDevice,
    hardware: Hardware,
    journals: JournalStorage,
    operators: OperatorBook,
  ) {
    this.#parts = parts
    this.#pinPad = pinPad
    const changed = () => this.dispatch({ type: 'operators-changed', used: operators.operators.length > 0 })
    this.operators = {
      get operators() {
        return operators.operators
      },
      check: (id, password) => operators.check(id, password),
      add: (id, role, password) => operators.add(id, role, password).finally(changed),
      remove: (id) => operators.remove(id).finally(changed),
    }
    this.keypad = hardware.keypad(pinPad)
    const transport = hardware.transport(parts.transport)
    this.#effects = new Effects({ ...parts, pinPad, transport, journals, operators }, (event, isCurrent) =>
      this.#enqueue(isCurrent ? { event, isCurrent } : { event }),
    )
  }

  get state(): TerminalState {
    return this.#state
  }

  dispatch(event: TerminalEvent): void {
    this.#enqueue({ event })
  }

  subscribe(listener: () => void): () => void {
    this.#subscribers.add(listener)
    return () => void this.#subscribers.delete(listener)
  }

  on(listener: (notice: TerminalNotice) => void): () => void {
    this.#noticeListeners.add(listener)
    return () => void this.#noticeListeners.delete(listener)
  }

  when(condition: (state: TerminalState) => boolean): Promise<TerminalState> {
    if (condition(this.#state)) return Promise.resolve(this.#state)
    return new Promise((resolve) => {
      const unsubscribe = this.subscribe(() => {
        if (!condition(this.#state)) return
        unsubscribe()
        resolve(this.#state)
      })
    })
  }

  keyCheckValues(): KeyCheckValues {
    const [master, pin, mac] = (['master', 'pin', 'mac'] as const).map((slot) => this.#pinPad.checkValue(slot))
    return { master, pin, mac }
  }

  testKeypad(heard: (key: PinKey) => void): () => void {
    return this.#pinPad.test(heard)
  }

  stop(): void {
    this.#stopped = true
    this.#queue.length = 0
    this.#effects.stop()
  }

  #enqueue(queued: Queued): void {
    if (this.#stopped) return
    if (this.#busy) this.#queue.push(queued)
    else this.#drain(queued)
  }

  /** Runs without a pause as long as no effect has to be waited for, so that a key press shows at once. */
  #drain(first: Queued | undefined): void {
    this.#busy = true
    for (let next = first; next; next = this.#next()) {
      if (next.isCurrent && !next.isCurrent()) continue
      const taken = this.#take(next.event)
      if (taken) return void taken.then(() => this.#drain(this.#next()))
    }
    this.#busy = false
  }

  /** Most often nothing waits. */
  #next(): Queued | undefined {
    return this.#queue.length === 0 ? undefined : this.#queue.shift()
  }

  /** The new state is adopted after its effects, so that whatever people see is already durable. */
  #take(event: TerminalEvent): Promise<void> | undefined {
    const context = { configuration: this.#parts.configuration, now: this.#parts.clock.now() }
    const { state, effects } = reduce(context, this.#state, event)
    const notices: TerminalNotice[] = []
    const adopt = (): void => this.#adopt(state, notices)
    const running = this.#effects.carryOut(effects, notices)
    if (running === undefined) return adopt() as undefined
    return running.then((failed) => (failed ? this.#take({ type: 'part-failed', part: failed }) : adopt()))
  }

  #adopt(state: TerminalState, notices: readonly TerminalNotice[]): void {
    if (this.#stopped) return
    const changed = state !== this.#state
    this.#state = state
    for (const notice of notices) for (const listener of this.#noticeListeners) listener(notice)
    if (changed) for (const listener of this.#subscribers) listener()
  }
}
