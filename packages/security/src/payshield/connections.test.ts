import { connect, createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { refusal, testModule, value } from '../module/test-module.ts'
import { connectPayShield, servePayShield, type HostServer } from './index.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function served(partition: 'acquirer' | 'issuer' = 'acquirer', port = 0) {
  const { module } = testModule({ partition, authorised: true })
  const server = await servePayShield({ module, port })
  closing.push(() => server.close())
  return { module, server }
}

async function client(...servers: readonly HostServer[]) {
  const modules = servers.map(({ port }) => ({ host: '127.0.0.1', port }))
  const remote = connectPayShield({ name: 'remote', modules, connections: 2, timeout_ms: 10_000, reconnect_ms: 10 })
  closing.push(() => remote.close())
  await until(() => remote.connectionsUp() === 2 * servers.length)
  return remote
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(condition()).toBe(true)
}

describe('connections to modules', () => {
  it('answers many commands at once over few connections', async () => {
    const { server } = await served()
    const remote = await client(server)
    const { key } = await value(remote.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    const macs = await Promise.all(
      Array.from({ length: 2000 }, (_, i) =>
        value(remote.generateMac({ key, algorithm: 'unionpay-ecb', data: Uint8Array.of(i >> 8, i & 255) })),
      ),
    )
    expect(new Set(macs.map(String)).size).toBe(2000)
  })

  it('goes to another module when one is gone, and comes back to it', async () => {
    const [first, second] = [await served(), await served()]
    const remote = await client(first.server, second.server)
    await first.server.close()
    await until(() => remote.connectionsUp() === 2)
    for (let i = 0; i < 10; i++) expect(await refusal(remote.status())).toBe('not refused')
    await second.server.close()
    await until(() => remote.connectionsUp() === 0)
    await until(() => remote.health().every(({ trouble }) => trouble === 'ECONNREFUSED'))
    expect(await refusal(remote.status())).toBe('unavailable')
    await served('acquirer', first.server.port)
    await until(() => remote.connectionsUp() === 2)
    expect(await refusal(remote.status())).toBe('not refused')
  })

  it('says unavailable in time when a module answers nothing', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const modules = [{ host: '127.0.0.1', port }]
    const remote = connectPayShield({ name: 'silent', modules, connections: 1, timeout_ms: 60 })
    await until(() => remote.health()[0]?.trouble === 'SILENT')
    expect(remote.health()).toEqual([{ host: '127.0.0.1', port, connections: 1, connectionsUp: 0, trouble: 'SILENT' }])
    expect(await refusal(remote.status())).toBe('unavailable')
    await remote.close()
    silent.close()
  })
})

describe('a connection', () => {
  it('drops a connection that sends nonsense, and no other', async () => {
    const { server } = await served()
    const remote = await client(server)
    const socket = connect(server.port, '127.0.0.1')
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.write(Uint8Array.of(0xff, 0xff, 0xff))
    await closed
    expect(await refusal(remote.status())).toBe('not refused')
  })
})
