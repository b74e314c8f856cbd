import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { SERVER_FLAGS } from '../../scripts/pinned-node.mjs'
import type { Outcome, Run } from './load.ts'

const FLAGS = [...process.execArgv]
const TICK_MS = 10

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

async function start(name: string, ...args: string[]): Promise<readonly [ChildProcess, unknown]> {
  const child = fork(script(name), args, { execArgv: [...SERVER_FLAGS, ...FLAGS], serialization: 'advanced' })
  const [first] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${name} ended with ${String(code)}`)
    }),
  ])) as [unknown]
  return [child, first]
}

async function ask<T>(child: ChildProcess, message: object | string): Promise<T> {
  child.send(message)
  return ((await once(child, 'message')) as [T])[0]
}

export interface Usage {
  readonly cpu: NodeJS.CpuUsage
  readonly main: NodeJS.CpuUsage
  readonly rss: number
  /** How late the event loop was since the last look: median, 99th percentile, most. */
  readonly late_ms: readonly [number, number, number]
  /** Pauses of the garbage collector since the last look. */
  readonly collections: readonly { readonly ms: number; readonly major: boolean }[]
}

export interface ThreadUse {
  readonly cpu_s: number
  /** Bytes given to the disk: pages of the files, as often as they were written. */
  readonly disk_bytes: number
}

export interface RunningHost {
  readonly port: number
  readonly tlsPort: number
  readonly webPort: number
  usage(): Promise<Usage>
  profile(): Promise<() => Promise<Profile>>
  /** Bytes that the main thread allocates, by where. */
  allocations(): Promise<() => Promise<Allocations>>
  /** What each thread used so far, by what it does, as far as the system tells. */
  threads(): Readonly<Record<string, ThreadUse>>
  stop(): Promise<void>
}

export interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string }
    readonly children?: readonly number[]
  }[]
  readonly samples?: readonly number[]
}

export interface Allocations {
  readonly callFrame: { readonly functionName: string; readonly url: string }
  readonly selfSize: number
  readonly children: readonly Allocations[]
}

export async function startHostProcess(settings: object): Promise<RunningHost> {
  const [child, ports] = await start('./host-process.ts', JSON.stringify(settings))
  const { port, tlsPort, webPort } = ports as { port: number; tlsPort: number; webPort: number }
  return {
    port,
    tlsPort,
    webPort,
    usage: () => ask<Usage>(child, 'usage'),
    async profile() {
      await ask(child, 'profile')
      return async () => (await ask<{ profile: Profile }>(child, 'profiled')).profile
    },
    async allocations() {
      await ask(child, 'allocations')
      return async () => (await ask<{ head: Allocations }>(child, 'allocated')).head
    },
    threads: () => threadsOf(child.pid ?? 0),
    async stop() {
      child.send('stop')
      await once(child, 'exit')
    },
  }
}

export async function startIssuerPeer(macKey: string): Promise<{ readonly port: number; stop(): void }> {
  const [child, ports] = await start('./issuer-peer.ts', macKey)
  return { port: (ports as { port: number }).port, stop: () => child.disconnect() }
}

export async function runLoad(run: Run): Promise<Outcome> {
  const child = fork(script('./load.ts'), [], { execArgv: FLAGS, serialization: 'advanced' })
  const outcome = await ask<Outcome>(child, run)
  child.disconnect()
  return outcome
}

/** CPU microseconds of a process and its children so far, as far as the system tells. */
export function cpuOfFamily(parent: number | undefined): number {
  const ticks = readdirSync('/proc').map((name) => {
    if (!/^\d+$/.test(name)) return 0
    try {
      const fields = afterName(readFileSync(`/proc/${name}/stat`, 'utf8'))
      const isOne = Number(name) === parent || Number(fields[1]) === parent
      return isOne ? Number(fields[11]) + Number(fields[12]) : 0
    } catch {
      // It ended meanwhile.
      return 0
    }
  })
  return ticks.reduce((sum, each) => sum + each, 0) * TICK_MS * 1_000
}

/** Of a `stat` of the system: what follows the name, which may have spaces in it. */
const afterName = (stat: string): readonly string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ')

function threadsOf(pid: number): Record<string, ThreadUse> {
  const uses: Record<string, ThreadUse> = {}
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    const fields = afterName(stat)
    // Helpers of V8 count as one; writers and the soft HSM have names of their own.
    const key = Number(thread) === pid ? 'main' : name
    const { cpu_s, disk_bytes } = uses[key] ?? { cpu_s: 0, disk_bytes: 0 }
    const written = /^write_bytes: (\d+)$/m.exec(readFileSync(`/proc/${pid}/task/${thread}/io`, 'utf8'))?.[1]
    uses[key] = {
      cpu_s: cpu_s + ((Number(fields[11]) + Number(fields[12])) * TICK_MS) / 1_000,
      disk_bytes: disk_bytes + Number(written),
    }
  }
  return uses
}
