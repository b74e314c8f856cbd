import { randomBytes } from 'node:crypto'
import type { Clock, Random, Timers } from '@fiftyfive/kernel'
import type { Registration } from '../activation/registration.ts'
import { CONFIGURATION_DEFAULTS, type TerminalConfiguration } from '../configuration.ts'
import { openPinPad } from '../pin-pad/open.ts'
import type { Storage } from '../ports.ts'
import type { Hardware } from '../shell/hardware.ts'
import { createTerminal, type Terminal } from '../shell/terminal.ts'
import { tcpTransport } from './tcp-transport.ts'

/** Clock, timers and randomness of this machine. */
export const nodeWorld: { readonly clock: Clock; readonly timers: Timers; readonly random: Random } = {
  clock: { now: () => Date.now() },
  timers: {
    after(delay_ms, wake) {
      const timer = setTimeout(wake, delay_ms)
      return { cancel: () => clearTimeout(timer) }
    },
  },
  random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
}

/** A terminal without screens, over TCP, its PIN pad in the same thread: somebody else's hands do what people at the counter do. */
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
    ...nodeWorld,
    ...hardware,
    pinPad: await openPinPad({ storage, ...nodeWorld, ...hardware }),
  })
}
