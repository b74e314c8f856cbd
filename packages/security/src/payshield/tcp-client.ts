import type { SecurityModule } from '../security-module.ts'
import { readResponse, writeRequest, type HostResponse } from './frame.ts'
import { payShieldModule } from './host-module.ts'
import { HostLink, type HostAddress, type LinkSettings } from './host-link.ts'
import type { Values } from './fields.ts'
import type { HostCommand } from './layouts.ts'

export type { HostAddress } from './host-link.ts'

/** Commands that may be sent a second time to another module when the first gave no answer: they change nothing. */
const REPEATABLE: ReadonlySet<HostCommand> = new Set<HostCommand>([
  'NC',
  'NO',
  'B2',
  'BU',
  'CA',
  'CC',
  'M6',
  'M8',
  'A6',
  'A8',
])

/** How it stands with one module of the list. */
export interface ModuleHealth {
  readonly host: string
  readonly port: number
  readonly connections: number
  readonly connectionsUp: number
  /** Why connections are down: a code of the system or of TLS, `SILENT` without an answer, `CLOSED` by the module. */
  readonly trouble?: string
}

/** What the port tells of its connections, beyond the commands. */
export interface PayShieldModule extends SecurityModule {
  connectionsUp(): number
  /** One entry for each module, in the order of the list. */
  health(): readonly ModuleHealth[]
}

/**
 * The port over one or more payShields that share a master key. Commands go round all connections that are up; one
 * that is not answered in time goes once more to another connection, if it is one that may.
 */
export function connectPayShield(settings: {
  readonly name: string
  readonly modules: readonly HostAddress[]
  /** Connections to each module; default 4. */
  readonly connections?: number
  readonly timeout_ms?: number
  readonly reconnect_ms?: number
}): PayShieldModule {
  const link: LinkSettings = { timeout_ms: settings.timeout_ms ?? 2_000, reconnect_ms: settings.reconnect_ms ?? 100 }
  const links = Array.from({ length: settings.connections ?? 4 }, () =>
    settings.modules.map((address) => new HostLink(address, link)),
  ).flat()
  let turn = 0

  /** Not of the module that just failed, if there is another: its other connections are going down too. */
  const nextUp = (failed: HostLink | undefined): HostLink | undefined => {
    let found: HostLink | undefined
    for (let i = 0; i < links.length; i++) {
      turn = (turn + 1) % links.length
      const link = links[turn]
      if (!link?.up) continue
      if (link.address !== failed?.address) return link
      found ??= link
    }
    return found
  }

  const exchange = async (command: HostCommand, values: Values): Promise<HostResponse | undefined> => {
    const text = writeRequest({ header: '', command, values })
    const attempts = REPEATABLE.has(command) ? 2 : 1
    let link: HostLink | undefined
    for (let attempt = 0; attempt < attempts; attempt++) {
      link = nextUp(link)
      const message = await link?.exchange(text)
      const response = message === undefined ? undefined : readResponse(message)
      if (response?.command === command) return response
    }
    return undefined
  }

  const close = async (): Promise<void> => {
    for (const each of links) each.close()
  }
  return {
    ...payShieldModule(settings.name, exchange, close),
    connectionsUp: () => links.filter(({ up }) => up).length,
    health: () => settings.modules.map((address) => healthOf(links.filter((link) => link.address === address))),
  }
}

function healthOf(links: readonly HostLink[]): ModuleHealth {
  const { host, port } = (links[0] as HostLink).address
  const trouble = links.map((link) => link.trouble).find((code) => code !== undefined)
  return {
    host,
    port,
    connections: links.length,
    connectionsUp: links.filter(({ up }) => up).length,
    ...(trouble !== undefined && { trouble }),
  }
}
