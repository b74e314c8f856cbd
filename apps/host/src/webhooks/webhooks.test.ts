import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Turns } from '@fiftyfive/kernel'
import { openAccountStore } from '@fiftyfive/store/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountPorts } from '../accounts/ports.ts'
import { openSealing } from '../accounts/sealing.ts'
import { isPublic, problemOf, publicLookup } from './target.ts'
import { Webhooks } from './webhooks.ts'

const CALLER = { actor: 'chen.jing', address: '10.0.0.1' }

let directory: string
let now: number
let ports: AccountPorts
let receiver: Server
let url: string
let status: number
let received: { readonly headers: IncomingHttpHeaders; readonly body: string }[]

const open = () => {
  ports = {
    store: openAccountStore(join(directory, 'accounts.db')),
    clock: { now: () => now },
    sealing: openSealing(join(directory, 'accounts.key')),
    secondFactorRequired: false,
    lent: [],
    turns: new Turns(),
  }
}
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-webhooks-'))
  now = 1_790_000_000_000
  status = 204
  received = []
  open()
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(status, { location: '/elsewhere' }).end()
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterEach(async () => {
  receiver.close()
  await ports.store.close()
  rmSync(directory, { recursive: true, force: true })
})

async function created(webhooks: Webhooks) {
  const made = await webhooks.create(CALLER, { url, events: ['incident.opened'] })
  if (!made.ok) throw new Error(made.error.detail)
  return made.value
}

describe('a webhook', () => {
  it('gets its events once they are durable, signed with the time under a secret that was shown once', async () => {
    const webhooks = new Webhooks(ports, { allowPrivate: true })
    const { webhook, secret } = await created(webhooks)
    await webhooks.tell('incident.opened', 'i-1', { cause: 'dead-key' })
    await webhooks.tell('incident.resolved', 'i-1', {})
    await webhooks.pump()
    expect(received).toHaveLength(1)
    const { headers, body } = received[0] as (typeof received)[number]
    expect(JSON.parse(body)).toMatchObject({ event: 'incident.opened', subject: 'i-1', data: { cause: 'dead-key' } })
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['fiftyfive-signature'])) ?? []
    expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex'))
    expect(Number(t)).toBe(now / 1000)
    expect(webhooks.deliveries(webhook.id)).toMatchObject([{ state: 'delivered', attempts: 1, lastAnswer: '204' }])
    const bytes = Buffer.concat(['accounts.db', 'accounts.db-wal'].map((name) => readFileSync(join(directory, name))))
    expect(bytes.includes(secret)).toBe(false)
    expect(JSON.stringify(webhooks.list())).not.toContain('sealed')
  })

  it('is tried again with growing pauses, over restarts, and given up after a day', async () => {
    let webhooks = new Webhooks(ports, { allowPrivate: true })
    const { webhook } = await created(webhooks)
    status = 500
    await webhooks.tell('incident.opened', 'i-1', {})
    await webhooks.pump()
    await webhooks.pump()
    expect(received).toHaveLength(1)
    await ports.store.close()
    open()
    webhooks = new Webhooks(ports, { allowPrivate: true })
    const began = now
    const pauses: number[] = []
    while (webhooks.deliveries(webhook.id)[0]?.state === 'waiting') {
      const { nextAt = now } = webhooks.deliveries(webhook.id)[0] ?? {}
      pauses.push(nextAt - now)
      now = nextAt
      await webhooks.pump()
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(new Set(pauses).size).toBe(pauses.length)
    // Each try is signed with its own time, so that a receiver can refuse what is old.
    expect(new Set(received.map(({ headers }) => headers['fiftyfive-signature'])).size).toBe(received.length)
    expect(received).toHaveLength(8)
    expect(new Set(received.map(({ headers }) => headers['fiftyfive-delivery'])).size).toBe(1)
    expect(webhooks.deliveries(webhook.id)).toMatchObject([{ state: 'given-up', attempts: 8 }])
    expect(now - began).toBeGreaterThan(20 * 3_600_000)
  })

  it('follows no redirect, waits while it is paused, and goes with what waits for it', async () => {
    const webhooks = new Webhooks(ports, { allowPrivate: true })
    const { webhook } = await created(webhooks)
    status = 302
    const tested = await webhooks.test(webhook.id)
    expect(tested).toMatchObject({ ok: true, value: { state: 'given-up', lastAnswer: '302' } })
    expect(received).toHaveLength(1)
    await webhooks.tell('incident.opened', 'i-1', {})
    await webhooks.change(CALLER, webhook.id, { state: 'paused' })
    await webhooks.pump()
    expect(received).toHaveLength(1)
    await webhooks.remove(CALLER, webhook.id)
    expect(ports.store.all('delivery')).toEqual([])
  })

  it('reaches no private address: not by number, not by name, not in the clear', async () => {
    const webhooks = new Webhooks(ports)
    for (const target of [
      url,
      'https://10.0.0.7/x',
      'https://[::1]/x',
      'http://example.com/',
      'https://u:p@example.com/',
    ])
      expect([target, (await webhooks.create(CALLER, { url: target, events: ['incident.opened'] })).ok]).toEqual([
        target,
        false,
      ])
    // `localhost` is a name like any other: refused when it is resolved.
    const made = await webhooks.create(CALLER, { url: 'https://localhost/x', events: ['incident.opened'] })
    const id = made.ok ? made.value.webhook.id : ''
    expect(await webhooks.test(id)).toMatchObject({ value: { state: 'given-up', lastAnswer: 'no public address' } })
    expect(received).toEqual([])
  })
})

describe('public addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'nonsense',
  ])('%s is none', (address) => expect(isPublic(address)).toBe(false))
  it.each(['1.1.1.1', '93.184.215.14', '2606:4700:4700::1111'])('%s is one', (address) =>
    expect(isPublic(address)).toBe(true),
  )
  it('are judged where they are connected to', async () => {
    const failure = await new Promise((resolve) => publicLookup('localhost', { all: true }, (error) => resolve(error)))
    expect(failure).toMatchObject({ message: 'no public address' })
    expect(problemOf(new URL('https://example.com/hook'), false)).toBeUndefined()
  })
})
