import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { API, type ActivationResponse, type DemoCard } from '@fiftyfive/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cards, enterPin, type Headless, headlessTerminal, present } from './support/headless.ts'
import {
  dataFolder,
  firstAdministrator,
  getJson,
  runCommand,
  type Running,
  startCommand,
  startUp,
} from './support/stack.ts'

/** Host and issuer as processes of their own, killed where it hurts. */
const data = dataFolder()
let issuer: Running<{ issuerPort: number }>
let host: Running<{ webPort: number; terminalPort: number; setupCode?: string }>
let till: Headless
let card: DemoCard

const startHost = (terminalPort: number, webPort: number) =>
  startCommand<{ webPort: number; terminalPort: number; setupCode?: string }>(
    data,
    'host',
    '--issuer',
    `127.0.0.1:${issuer.ports.issuerPort}`,
    '--terminal-port',
    String(terminalPort),
    '--web-port',
    String(webPort),
  )

/** Reads a database file that a running process owns. */
function query<T>(party: 'host' | 'issuer', sql: string): T[] {
  const database = new DatabaseSync(join(data.path, party, `${party}.db`), { readOnly: true })
  try {
    return database.prepare(sql).all() as T[]
  } finally {
    database.close()
  }
}

/** What follows from the journal reaches the disk a little later than the journal does. */
const DOCUMENTS = { timeout: 5_000 }

const statuses = () =>
  query<{ status: string }>('host', "SELECT status FROM document WHERE tbl = 'payment'").map(({ status }) => status)
const held = () =>
  query<{ held: number }>(
    'issuer',
    "SELECT count(*) AS held FROM authorization WHERE json_extract(body, '$.status') = 'approved'",
  )[0]?.held

beforeAll(async () => {
  // One run of the whole stack activates a terminal; afterwards host and issuer run apart.
  const stack = await startUp(data)
  card = (await cards(stack.ports.webPort)).get('li-na') as DemoCard
  const first = await headlessTerminal({ ...stack.ports, directory: data.path })
  first.terminal.stop()
  await stack.stop()
  issuer = await startCommand(data, 'issuer', '--port', '0')
  host = await startHost(0, 0)
  till = await headlessTerminal({ ...host.ports, directory: data.path, answer_ms: 2_000 })
})
afterAll(async () => {
  till?.terminal.stop()
  await host?.stop()
  issuer?.process.kill('SIGCONT')
  await issuer?.stop()
  data.remove()
})

it('a host killed between record and response: one true outcome, one payment, no money moved', async () => {
  await present(till.terminal, card)
  // The issuer is stopped, so that the host has recorded and forwarded, and waits.
  issuer.process.kill('SIGSTOP')
  const outcome = enterPin(till.terminal, card.pin)
  await expect.poll(statuses, DOCUMENTS).toEqual(['open'])
  await setTimeout(500)
  await host.stop('SIGKILL')
  issuer.process.kill('SIGCONT')
  await expect.poll(held, { timeout: 5_000 }).toBe(1)

  host = await startHost(host.ports.terminalPort, host.ports.webPort)
  expect((await outcome).screen).toMatchObject({ name: 'refused', family: 'network', receipt: { charged: false } })
  await expect.poll(statuses, { timeout: 10_000 }).toEqual(['reversed'])
  await expect.poll(held, { timeout: 10_000 }).toBe(0)
  await expect.poll(() => query('host', "SELECT key FROM document WHERE tbl = 'owed'"), DOCUMENTS).toEqual([])

  await present(till.terminal, card)
  expect((await enterPin(till.terminal, card.pin)).screen.name).toBe('approved')
  await expect.poll(() => statuses().toSorted(), DOCUMENTS).toEqual(['approved', 'reversed'])
})

it('a terminal that lost its power in the middle undoes its payment when it comes back', async () => {
  await present(till.terminal, card)
  issuer.process.kill('SIGSTOP')
  void enterPin(till.terminal, card.pin)
  await expect.poll(() => statuses().filter((status) => status === 'open'), DOCUMENTS).toHaveLength(1)
  till.terminal.stop()
  issuer.process.kill('SIGCONT')
  till = await headlessTerminal({ ...host.ports, directory: data.path, answer_ms: 2_000 })
  expect(till.terminal.state).toMatchObject({ screen: { name: 'reversed', receipt: { charged: false } } })
  expect(till.terminal.state.journal.pending).toBeUndefined()
  await expect.poll(() => statuses().toSorted(), { timeout: 10_000 }).toEqual(['approved', 'reversed', 'reversed'])
  await expect.poll(held, { timeout: 10_000 }).toBe(1)
})

it('garbage on either listener ends that connection and nothing else', async () => {
  const { connect } = await import('node:net')
  for (const port of [host.ports.terminalPort, issuer.ports.issuerPort]) {
    for (const garbage of [
      'GET / HTTP/1.1\r\n\r\n',
      '\x00\x04\x00\x00\x00\x00',
      '\xff\xff\xff\xff',
      '\x00\x20' + 'A'.repeat(32),
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(Buffer.from(garbage, 'latin1')))
        socket.on('error', () => resolve())
        socket.on('close', () => resolve())
        socket.resume()
      })
    }
  }
  await present(till.terminal, card)
  expect((await enterPin(till.terminal, card.pin)).screen.name).toBe('approved')
})

it('bad input at the API is a clear error and changes nothing', async () => {
  const web = `http://127.0.0.1:${host.ports.webPort}`
  const refused = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${web}${path}`, init)
    return { status: response.status, body: (await response.json()) as { error: { code: string } } }
  }
  const json = (body: string): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const cookie = await firstAdministrator(host.ports.webPort, host.ports.setupCode ?? '')
  expect(await refused(API.attempts), 'nobody reads without signing in').toMatchObject({ status: 401 })
  expect(await refused(`${API.attempts}?limit=9999`, { headers: { cookie } })).toMatchObject({
    status: 400,
    body: { error: { code: 'FF_INPUT' } },
  })
  expect(await refused(API.attempt("x' OR 1=1"), { headers: { cookie } })).toMatchObject({
    status: 404,
    body: { error: { code: 'FF_NOT_FOUND' } },
  })
  expect(await refused(API.activate, json('{'))).toMatchObject({ status: 400 })
  expect(await refused(API.activate, json('{"activationCode":"ZZZZZZZZZZ"}'))).toMatchObject({ status: 400 })
  expect(await refused(API.demo.cards), 'no demo paths without the demo').toMatchObject({ status: 404 })
  expect(await getJson<ActivationResponse>(host.ports.webPort, '/health')).toEqual({ ok: true })
})

it('the command says clearly what is wrong, and its exit code agrees', async () => {
  expect(await runCommand('host', '--data', `${data.path}/nothing`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('fiftyfive init'),
  })
  expect((await runCommand('sale')).code).toBe(2)
  expect((await runCommand('sale', '--amount', 'lots')).code).toBe(2)
  expect((await runCommand('decode', 'zz')).code).toBe(2)
  expect((await runCommand('decode', '--dialect', 'unionpay-pos', '--framing', 'none', '0200FF')).code).toBe(1)
  expect(await runCommand('decode', '--dialect', 'klingon', '0200FF')).toMatchObject({
    code: 2,
    err: expect.stringContaining('unionpay-pos'),
  })
  expect((await runCommand('--help')).code).toBe(0)
})
