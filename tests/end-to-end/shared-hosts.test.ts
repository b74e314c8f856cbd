import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { API, type DemoCard } from '@fiftyfive/contract'
import { verifySharedAudit, verifySharedJournal } from '@fiftyfive/store/postgres'
import { postgresPrograms, type PrivateServer, query, startPrivateServer } from '@fiftyfive/store/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cards, enterPin, type Headless, headlessTerminal, present } from './support/headless.ts'
import { dataFolder, firstAdministrator, type Running, startCommand, startUp } from './support/stack.ts'

interface HostPorts {
  readonly setupCode: string
  readonly webPort: number
  readonly terminalPort: number
}

describe.skipIf(!postgresPrograms())('two hosts on one PostgreSQL', () => {
  const data = dataFolder()
  const other = { path: mkdtempSync(join(tmpdir(), 'fiftyfive-')), log: data.log }
  let server: PrivateServer
  let url: string
  let issuer: Running<{ issuerPort: number }>
  let first: Running<HostPorts>
  let second: Running<HostPorts>
  let till: Headless
  let card: DemoCard

  const startHost = (folder: { readonly path: string; readonly log: string }) =>
    startCommand<HostPorts>(
      folder,
      'host',
      '--issuer',
      `127.0.0.1:${issuer.ports.issuerPort}`,
      '--terminal-port',
      '0',
      '--web-port',
      '0',
      '--database-url',
      url,
    )
  const tillAt = (host: Running<HostPorts>) =>
    headlessTerminal({ ...host.ports, directory: data.path, answer_ms: 3_000 })
  const statuses = async () =>
    (await query(url, "SELECT status FROM document WHERE tbl = 'payment' ORDER BY status")).rows.map(
      (row: { status: string }) => row.status,
    )

  beforeAll(async () => {
    server = await startPrivateServer()
    url = await server.database('hosts')
    process.env['FIFTYFIVE_DATABASE_URL'] = url
    // One run of the whole stack activates a terminal; afterwards issuer and hosts run apart.
    const stack = await startUp(data)
    card = (await cards(stack.ports.webPort)).get('li-na') as DemoCard
    const activated = await headlessTerminal({ ...stack.ports, directory: data.path })
    activated.terminal.stop()
    await stack.stop()
    cpSync(join(data.path, 'host'), join(other.path, 'host'), { recursive: true })
    issuer = await startCommand(data, 'issuer', '--port', '0')
    first = await startHost(data)
    second = await startHost(other)
    till = await tillAt(first)
  })
  afterAll(async () => {
    delete process.env['FIFTYFIVE_DATABASE_URL']
    till?.terminal.stop()
    issuer?.process.kill('SIGCONT')
    await Promise.all([first?.stop('SIGKILL'), second?.stop('SIGKILL'), issuer?.stop()])
    await server?.stop()
    data.remove()
    rmSync(other.path, { recursive: true, force: true })
  })

  it('know the same terminal, keys and payments', async () => {
    await present(till.terminal, card)
    expect((await enterPin(till.terminal, card.pin)).screen.name).toBe('approved')
    till.terminal.stop()
    till = await tillAt(second)
    await present(till.terminal, card)
    expect((await enterPin(till.terminal, card.pin)).screen.name).toBe('approved')
    expect(await statuses()).toEqual(['approved', 'approved'])
  })

  it('know the same people, sessions, webhooks and audit log', async () => {
    // The link of whichever started last is the one that counts.
    const cookie = await firstAdministrator(second.ports.webPort, second.ports.setupCode)
    const at = async (host: Running<HostPorts>, method: string, path: string, body?: unknown) => {
      const origin = `http://127.0.0.1:${host.ports.webPort}`
      const headers = { cookie, origin, ...(body ? { 'content-type': 'application/json' } : {}) }
      const response = await fetch(origin + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
      expect(response.status, `${method} ${path}`).toBeLessThan(300)
      return (await response.json()) as { readonly items: readonly Record<string, unknown>[]; readonly id: string }
    }
    const webhook = { url: 'https://events.example/fiftyfive', events: ['report.ready'] }
    await at(second, 'POST', API.webhooks, webhook)
    expect((await at(first, 'GET', API.webhooks)).items).toMatchObject([webhook])
    const invited = await at(first, 'POST', API.accounts, { name: 'li.na', displayName: 'Li Na', roles: ['merchant'] })
    await at(second, 'PATCH', API.account(invited.id), { merchants: ['898310154110001'] })
    const { items } = await at(first, 'GET', API.audit)
    expect(items.slice(0, 3).map(({ type }) => type)).toEqual(['account-changed', 'account-created', 'webhook-created'])
    expect((await verifySharedAudit(url)).broken).toBeUndefined()
    // One payment was made at each: either console shows both, and has their messages.
    for (const host of [first, second]) {
      const attempts = async () => (await at(host, 'GET', API.attempts)).items.map(({ id }) => String(id))
      await expect.poll(attempts, { timeout: 10_000 }).toHaveLength(2)
      for (const id of await attempts())
        expect((await at(host, 'GET', API.attempt(id))) as object).toMatchObject({ status: 'approved', id })
      const { items: tills } = await at(host, 'GET', API.places('terminal'))
      expect(tills).toMatchObject([{ attempts: 2 }])
    }
  })

  it('a host that is killed leaves a payment open, and the other undoes it', async () => {
    await present(till.terminal, card)
    issuer.process.kill('SIGSTOP')
    const outcome = enterPin(till.terminal, card.pin)
    await expect.poll(statuses, { timeout: 20_000 }).toEqual(['approved', 'approved', 'open'])
    await second.stop('SIGKILL')
    issuer.process.kill('SIGCONT')
    await expect.poll(statuses, { timeout: 30_000 }).toEqual(['approved', 'approved', 'reversed'])
    till.terminal.stop()
    void outcome.catch(() => undefined)
    till = await tillAt(first)
  })

  it('SIGTERM lets what is in flight finish, refuses what is new, and ends with 0', async () => {
    await present(till.terminal, card)
    issuer.process.kill('SIGSTOP')
    const outcome = enterPin(till.terminal, card.pin)
    await expect.poll(statuses, { timeout: 20_000 }).toContain('open')
    const ended = once(first.process, 'exit')
    first.process.kill('SIGTERM')
    await setTimeout(300)
    issuer.process.kill('SIGCONT')
    expect((await outcome).screen.name).toBe('approved')
    expect((await ended)[0]).toBe(0)
  })

  it('a host whose PostgreSQL is killed stops with 70, and the journal is whole when both are back', async () => {
    first = await startHost(data)
    const ended = once(first.process, 'exit')
    await server.kill()
    expect((await ended)[0]).toBe(70)
    await server.start()
    first = await startHost(data)
    till.terminal.stop()
    till = await tillAt(first)
    await present(till.terminal, card)
    expect((await enterPin(till.terminal, card.pin)).screen.name).toBe('approved')
    expect((await verifySharedJournal(url)).broken).toBeUndefined()
  })
})
