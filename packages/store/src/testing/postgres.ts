import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, chownSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type QueryResult } from 'pg'

/** A PostgreSQL server of its own in a temporary folder, as durable as one in earnest, for tests and measurements. */
export interface PrivateServer {
  readonly url: string
  /** Of the process that all others of it are children of. */
  readonly pid: () => number | undefined
  /** A new, empty database. */
  database(name: string): Promise<string>
  /** As if the machine had lost its power: no process of it gets to say anything more. */
  kill(): Promise<void>
  /** As an administrator stops it: sessions are cut off, what was committed is on disk. */
  shutDown(): Promise<void>
  /** Again on the same folder and port. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Where initdb and postgres are; undefined when this machine has none. */
export function postgresPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const candidates = [
    process.env['FIFTYFIVE_POSTGRES_BIN'],
    ...versions.map((version) => join(debian, version, 'bin')),
    '/usr/local/bin',
    '/usr/bin',
    '/opt/homebrew/bin',
    '/usr/local/opt/postgresql/bin',
  ]
  return candidates.find((directory) => directory && existsSync(join(directory, 'initdb')))
}

/** PostgreSQL refuses to run as root; then it runs as its own user, or as nobody. */
function account(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {}
  const of = (flag: string, name: string) =>
    Number(spawnSync('id', [flag, name]).stdout.toString().trim() || Number.NaN)
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [of('-u', name), of('-g', name)]
    if (!Number.isNaN(uid) && !Number.isNaN(gid)) return { uid, gid }
  }
  return {}
}

export async function startPrivateServer(settings: Readonly<Record<string, string>> = {}): Promise<PrivateServer> {
  const place = newPlace()
  run(place, 'initdb', ['-D', place.data, '-U', 'fiftyfive', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'])
  return serve(place, settings)
}

/** A standby that follows this server, which may wait for it by the name of `standby`. */
export async function startStandby(primary: PrivateServer): Promise<PrivateServer & { promote(): void }> {
  const place = newPlace()
  const from = `${primary.url}?application_name=standby`
  run(place, 'pg_basebackup', ['-D', place.data, '-d', from, '-R', '-X', 'stream', '-c', 'fast', '--no-sync'])
  const server = await serve(place, {})
  return { ...server, promote: () => run(place, 'pg_ctl', ['promote', '-D', place.data]) }
}

interface Place {
  readonly programs: string
  readonly as: ReturnType<typeof account>
  readonly directory: string
  readonly data: string
}

function newPlace(): Place {
  const programs = postgresPrograms()
  if (!programs) throw new Error('no PostgreSQL programs were found')
  const as = account()
  const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-postgres-'))
  if (as.uid !== undefined) chownSync(directory, as.uid, as.gid)
  return { programs, as, directory, data: join(directory, 'data') }
}

function run({ programs, as, directory }: Place, program: string, args: readonly string[]): void {
  const env = { PATH: process.env['PATH'] ?? '' }
  const done = spawnSync(join(programs, program), args, { ...as, cwd: directory, env })
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr.toString()}`)
}

async function serve(place: Place, settings: Readonly<Record<string, string>>): Promise<PrivateServer> {
  const { programs, as, directory, data } = place
  const port = await freePort()
  const options = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', ...settings }
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  let server: ReturnType<typeof spawn> | undefined
  let ended: Promise<unknown> = Promise.resolve()
  const base = `postgres://fiftyfive@127.0.0.1:${port}`
  const start = async () => {
    // A group of its own, so that a kill reaches every process of the server at once.
    const child = spawn(join(programs, 'postgres'), ['-D', data, ...flags], {
      ...as,
      cwd: directory,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    server = child
    ended = new Promise((resolve) => child.on('exit', resolve))
    await new Promise<void>((resolve, reject) => {
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (/database system is ready to accept (?:read-only )?connections/.test(said)) resolve()
      })
      child.on('exit', () => reject(new Error(`postgres ended while starting: ${said}`)))
    })
  }
  await start()
  return {
    url: `${base}/postgres`,
    pid: () => server?.pid,
    async database(name) {
      await query(`${base}/postgres`, `CREATE DATABASE ${name}`)
      return `${base}/${name}`
    },
    async kill() {
      if (server?.pid) process.kill(-server.pid, 'SIGKILL')
      await ended
    },
    async shutDown() {
      server?.kill('SIGINT')
      await ended
    },
    start,
    async stop() {
      // Without a last checkpoint: nobody reads it again.
      server?.kill('SIGQUIT')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Runs a statement on a connection of its own. */
export async function query(url: string, text: string): Promise<QueryResult> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
