import { API } from '@fiftyfive/contract/api'
import {
  CONFIGURATION_DEFAULTS,
  createFaultBench,
  createTerminal,
  type FaultBench,
  keepEventLog,
  loadRegistration,
  openTicketBook,
  type Registration,
  type Storage,
  type Terminal,
  type TerminalConfiguration,
  type TicketBook,
} from '@fiftyfive/terminal'
import { api, isDemo } from './api.ts'
import { startPinPad, type WorkerPinPad } from './pin-pad/client.ts'
import { spreadFaultBench } from './pin-pad/faults.ts'
import { claimTerminal } from './single-tab.ts'
import { forgetStorage, openStorage } from './storage.ts'
import { socketAddress, webSocketTransport } from './transport.ts'
import { browserClock, browserRandom, browserTimers } from './world.ts'

/** How far the application has come. */
export type Phase =
  | { readonly name: 'starting' }
  | { readonly name: 'second-tab' }
  | { readonly name: 'failed'; readonly reason: string }
  /** Outside the demo a person types the code; resolves to what went wrong, or to nothing when the terminal runs. */
  | { readonly name: 'not-activated'; readonly activateWith: (code: string) => Promise<string | undefined> }
  | { readonly name: 'running'; readonly running: Running }

export interface Running {
  readonly terminal: Terminal
  readonly configuration: TerminalConfiguration
  /** Reports kept in this terminal. */
  readonly tickets: TicketBook
  /** What happened lately, for reports. */
  readonly log: ReturnType<typeof keepEventLog>
  /** The way into training mode; absent within it. */
  readonly startTraining?: () => void
  /** Present in the demo only. */
  readonly demo?: Demo
}

export interface Demo {
  /** What a visitor may break in this terminal. */
  readonly faults: FaultBench
  /** Forgets keys and identity and starts as a new terminal: the way out when the demo's host has lost its data. */
  readonly activateAnew: () => void
}

/** The phases of a start, as React reads them. */
export interface Phases {
  readonly now: () => Phase
  readonly subscribe: (listener: () => void) => () => void
}

export function startPhases(): Phases {
  let phase: Phase = { name: 'starting' }
  const listeners = new Set<() => void>()
  void start((next) => {
    phase = next
    for (const listener of listeners) listener()
  })
  return {
    now: () => phase,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Brings the terminal up: its memory, its identity at the acquirer, then the terminal itself, which signs on alone. */
async function start(show: (phase: Phase) => void): Promise<void> {
  try {
    if (!(await claimTerminal())) return show({ name: 'second-tab' })
    const storage = await openStorage()
    const pinPad = startPinPad()
    const run = async (registration: Registration, demo: boolean) =>
      show({ name: 'running', running: await runTerminal(storage, pinPad, registration, demo) })

    const [stored, demo] = await Promise.all([loadRegistration(storage), isDemo()])
    if (stored) return await run(stored, demo)
    const activateWith = async (code: string) => {
      const registration = await pinPad.activate(code)
      if (!registration.ok) return registration.error
      await run(registration.value, demo)
      return undefined
    }
    if (!demo) return show({ name: 'not-activated', activateWith })
    const { activationCode } = await api.demo.terminal()
    const refusal = await activateWith(activationCode)
    if (refusal !== undefined) show({ name: 'failed', reason: refusal })
  } catch (error) {
    show({ name: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}

function activateAnew(): void {
  void forgetStorage().then(() => location.reload())
}

async function runTerminal(
  storage: Storage,
  pinPad: WorkerPinPad,
  registration: Registration,
  demo: boolean,
): Promise<Running> {
  await pinPad.open()
  const configuration: TerminalConfiguration = {
    ...CONFIGURATION_DEFAULTS,
    ...registration,
    downloadsParameters: true,
    qrPayerUrl: new URL('pay.html', new URL(import.meta.env.BASE_URL, location.href)).href,
  }
  const faults = demo ? spreadFaultBench(createFaultBench(browserRandom), pinPad) : undefined
  const terminal = await createTerminal({
    configuration,
    transport: webSocketTransport(socketAddress(location, API.terminalSocket)),
    storage,
    clock: browserClock,
    timers: browserTimers,
    random: browserRandom,
    pinPad,
    ...(faults ? { hardware: faults.hardware } : {}),
  })
  const log = keepEventLog(terminal, browserClock)
  const tickets = await openTicketBook(storage, browserClock)
  return { terminal, configuration, tickets, log, ...(faults ? { demo: { faults, activateAnew } } : {}) }
}
