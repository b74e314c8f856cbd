import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { refusal, testModule, value } from '../module/test-module.ts'
import { connectPayShield, servePayShield, type HostServer } from './index.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function served(partition: 'acquirer' | 'issuer' = 'acquirer', port = 0) {
  const { module, audit } = testModule({ partition, authorised: true })
  const server = await servePayShield({ module, port })
  closing.push(() => server.close())
  return { module, audit, server }
}

/** The port of a server of another kind. */
async function listening(accept: (socket: Socket) => void): Promise<number> {
  const server = createServer(accept)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => void server.close())
  return (server.address() as AddressInfo).port
}

async function client(...servers: readonly Pick<HostServer, 'port'>[]) {
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

  it('is answered by another module when one dies in the middle of an answer; no key is made twice for it', async () => {
    const [first, second] = [await served(), await served()]
    // The line to the first breaks within the first answer after the echo, each time it is connected again.
    const dying = await listening((socket) => {
      const line = connect(first.server.port, '127.0.0.1')
      let answers = 0
      socket.pipe(line)
      line.on('data', (chunk) => {
        answers += 1
        socket.write(answers === 1 ? chunk : chunk.subarray(0, 7))
        if (answers > 1) socket.destroy()
      })
      for (const end of [socket, line]) end.on('error', () => line.destroy())
    })
    const remote = await client({ port: dying }, second.server)
    const { key } = await value(first.module.generateKey({ use: 'mac', algorithm: 'tdes-2', macAlgorithm: 'cmac' }))
    const request = { key: `S${key}` as typeof key, algorithm: 'cmac', data: new Uint8Array(20) } as const
    const macs = await Promise.all(Array.from({ length: 8 }, () => value(remote.generateMac(request))))
    expect(new Set(macs.map(String)).size).toBe(1)
    await until(() => remote.connectionsUp() === 4)
    const made = () => [first, second].flatMap(({ audit }) => audit.filter(({ command }) => command === 'generateKey'))
    const before = made().length
    const keys = Array.from({ length: 8 }, () => refusal(remote.generateKey({ use: 'pin', algorithm: 'tdes-2' })))
    expect(new Set(await Promise.all(keys))).toEqual(new Set(['unavailable', 'not refused']))
    expect(made().length - before).toBe(8)
    expect(remote.health().map(({ port }) => port)).toEqual([dying, second.server.port])
  })

  it('says unavailable in time when a module answers nothing, nor takes part in a handshake', async () => {
    const port = await listening(() => undefined)
    const modules = [{ host: '127.0.0.1', port }]
    const secure = connectPayShield({
      name: 'silent',
      modules: [{ host: '127.0.0.1', port, tls: {} }],
      connections: 1,
      timeout_ms: 60,
    })
    closing.push(() => secure.close())
    await until(() => secure.health()[0]?.trouble === 'SILENT')
    const remote = connectPayShield({ name: 'silent', modules, connections: 1, timeout_ms: 60 })
    await until(() => remote.health()[0]?.trouble === 'SILENT')
    expect(remote.health()).toEqual([{ host: '127.0.0.1', port, connections: 1, connectionsUp: 0, trouble: 'SILENT' }])
    expect(await refusal(remote.status())).toBe('unavailable')
    await remote.close()
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
