import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../apps/cli/src/main.ts', import.meta.url))

export interface Running<Ports> {
  readonly process: ChildProcess
  readonly ports: Ports
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** A folder for one test's data; everything a process writes to its streams is kept there too, for the canary scan. */
export function dataFolder(): { readonly path: string; readonly log: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'fiftyfive-'))
  return { path, log: join(path, 'processes.log'), remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Starts `fiftyfive <args> --json` and waits for the line with its ports. */
export async function startCommand<Ports>(
  data: { readonly path: string; readonly log: string },
  ...args: string[]
): Promise<Running<Ports>> {
  const flags = ['--disable-warning=ExperimentalWarning', main, ...args, '--data', data.path, '--json']
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
    appendFileSync(data.log, chunk)
  })
  const lines = createInterface({ input: child.stdout })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const ports = await new Promise<Ports>((resolve, reject) => {
    lines.on('line', (line) => {
      appendFileSync(data.log, `${line}\n`)
      resolve(JSON.parse(line) as Ports)
    })
    void ended.then(() => reject(new Error(`fiftyfive ${args[0]} ended while starting: ${errors}`)))
  })
  return {
    process: child,
    ports,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await ended
    },
  }
}

export interface UpPorts {
  readonly webPort: number
  readonly terminalPort: number
  readonly issuerPort: number
}

const FREE = ['--terminal-port', '0', '--web-port', '0']

export const startUp = (data: { readonly path: string; readonly log: string }): Promise<Running<UpPorts>> =>
  startCommand<UpPorts>(data, 'up', ...FREE, '--issuer-port', '0', '--log-level', 'trace')

/** Runs a command to its end and gives what it said. */
export async function runCommand(
  ...args: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? -1)))
  return { code, out, err }
}

export async function getJson<T>(webPort: number, path: string): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${webPort}${path}`)
  if (!response.ok) throw new Error(`GET ${path}: ${response.status}`)
  return (await response.json()) as T
}

export async function postJson<T>(webPort: number, path: string, body: unknown): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${webPort}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`POST ${path}: ${response.status}`)
  return (await response.json()) as T
}
