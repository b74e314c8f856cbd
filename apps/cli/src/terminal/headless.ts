import { randomBytes } from 'node:crypto'
import {
  CONFIGURATION_DEFAULTS,
  createTerminal,
  type Hardware,
  openPinPad,
  type Registration,
  type Storage,
  type Terminal,
  type TerminalConfiguration,
} from '@fiftyfive/terminal'
import { tcpTransport } from './tcp-transport.ts'

export const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) }
const clock = { now: () => Date.now() }

/** A terminal without screens, over TCP: somebody else's hands do what people at the counter do. */
export async function openTerminal(parts: {
  readonly registration: Registration
  readonly storage: Storage
  readonly host: string
  readonly port: number
  readonly configuration?: Partial<TerminalConfiguration>
  readonly hardware?: Hardware
}): Promise<Terminal> {
  const { storage, registration, host, port, configuration } = parts
  const hardware = parts.hardware ? { hardware: parts.hardware } : {}
  return createTerminal({
    configuration: { ...CONFIGURATION_DEFAULTS, ...registration, ...configuration },
    transport: tcpTransport(host, port),
    storage,
    clock,
    timers: { after: (delay_ms, wake) => cancellable(setTimeout(wake, delay_ms)) },
    random,
    ...hardware,
    pinPad: await openPinPad({ storage, clock, random, ...hardware }),
  })
}

const cancellable = (timer: NodeJS.Timeout) => ({ cancel: () => clearTimeout(timer) })
