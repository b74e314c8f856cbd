import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { API } from '@fiftyfive/contract'
import { codeAt } from '../../../apps/host/src/accounts/one-time-password.ts'

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

/** The whole stack; without the demo's town, so that nothing happens but what a test does. */
export const startUp = (data: { readonly path: string; readonly log: string }): Promise<Running<UpPorts>> =>
  startCommand<UpPorts>(
    data,
    'up',
    ...FREE,
    '--issuer-port',
    '0',
    '--log-level',
    'trace',
    '--no-town',
    '--webhooks-private',
  )

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

/** The session of whoever reads at that port: a visitor of the demonstration unless somebody signed in. */
const cookies = new Map<number, string>()

const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''

export async function getJson<T>(webPort: number, path: string): Promise<T> {
  const url = `http://127.0.0.1:${webPort}`
  const ask = () => fetch(`${url}${path}`, { headers: { cookie: cookies.get(webPort) ?? '' } })
  let response = await ask()
  if (response.status === 401) {
    cookies.set(webPort, cookieOf(await fetch(`${url}${API.visit}`, { method: 'POST' })))
    response = await ask()
  }
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

/** Takes the first administrator's link and sets up the second factor that a host in earnest wants; gives the cookie. */
export async function firstAdministrator(webPort: number, setupCode: string): Promise<string> {
  const ask = async (method: string, path: string, body: unknown, cookie = '') => {
    const url = `http://127.0.0.1:${webPort}`
    const headers = { 'content-type': 'application/json', origin: url, cookie }
    const response = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
    return response
  }
  const cookie = cookieOf(await ask('POST', API.invitations, { code: setupCode, password: 'lantern orbit mossy 41' }))
  const { secret } = (await (await ask('POST', API.ownOneTimePassword, {}, cookie)).json()) as { secret: string }
  await ask('PUT', API.ownOneTimePassword, { oneTimePassword: codeAt(secret, Math.floor(Date.now() / 30_000)) }, cookie)
  return cookie
}
