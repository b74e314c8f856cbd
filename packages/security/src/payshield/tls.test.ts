import { connect as connectTcp } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { refusal, testModule, value } from '../module/test-module.ts'
import { createAuthority } from '../testing/certificates.ts'
import { connectPayShield, servePayShield, type ClientTls, type HostServer, type ServerTls } from './index.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

const ours = createAuthority('our authority')
const theirs = createAuthority('another authority')
const module = ours.issue('hsm-1', { hosts: ['127.0.0.1', 'hsm-1.test'] })
const host = ours.issue('acquirer')

async function served(tls: ServerTls): Promise<HostServer> {
  const server = await servePayShield({ module: testModule().module, port: 0, tls })
  closing.push(() => server.close())
  return server
}

function client(server: HostServer, tls: ClientTls) {
  const modules = [{ host: '127.0.0.1', port: server.port, tls }]
  const remote = connectPayShield({ name: 'remote', modules, connections: 1, timeout_ms: 10_000, reconnect_ms: 10 })
  closing.push(() => remote.close())
  return remote
}
type Remote = ReturnType<typeof client>

async function up(remote: Remote): Promise<void> {
  for (let i = 0; i < 500 && remote.connectionsUp() === 0; i++) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(remote.health()[0]?.trouble).toBeUndefined()
  expect(await value(remote.status())).toMatchObject({ productionReady: false })
}

/** Why no command gets through. */
async function down(remote: Remote): Promise<string | undefined> {
  for (let i = 0; i < 500; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await refusal(remote.status())).toBe('unavailable')
    const trouble = remote.health()[0]?.trouble
    if (trouble) return trouble
  }
  return undefined
}

describe('TLS', () => {
  it('serves a client that trusts its authority', async () => {
    const server = await served(module)
    await up(client(server, { authorities: ours.certificate }))
    await up(client(server, { authorities: ours.certificate, serverName: 'hsm-1.test' }))
  })

  it('is not spoken with a module of another authority, another name, or a certificate out of date', async () => {
    const server = await served(module)
    expect(await down(client(server, { authorities: theirs.certificate }))).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    expect(await down(client(server, {}))).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    const elsewhere = { authorities: ours.certificate, serverName: 'hsm-2.test' }
    expect(await down(client(server, elsewhere))).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    const old = await served(ours.issue('hsm-1', { hosts: ['127.0.0.1'], until: new Date('2021-01-01') }))
    expect(await down(client(old, { authorities: ours.certificate }))).toBe('CERT_HAS_EXPIRED')
  })

  it('lets in only clients with a certificate of its authorities, when it asks for one', async () => {
    const server = await served({ ...module, clientAuthorities: ours.certificate })
    const authorities = ours.certificate
    await up(client(server, { authorities, ...host }))
    for (const shown of [{}, theirs.issue('acquirer')]) {
      expect(await down(client(server, { authorities, ...shown }))).toMatch(/^(?:ERR_SSL|ECONNRESET|EPIPE|CLOSED)/)
    }
    await up(client(server, { authorities, ...host }))
  })

  it('is version 1.2 or later', async () => {
    const server = await served(module)
    const versions = async (maxVersion: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<string> =>
      new Promise((resolve) => {
        const socket: TLSSocket = connectTls({
          port: server.port,
          host: '127.0.0.1',
          ca: ours.certificate,
          minVersion: 'TLSv1',
          maxVersion,
          // Without this, OpenSSL itself would offer nothing older than 1.2, whatever the server takes.
          ciphers: 'DEFAULT:@SECLEVEL=0',
        })
        socket.on('secureConnect', () => resolve(socket.getProtocol() ?? ''))
        socket.on('error', (failure: NodeJS.ErrnoException) => resolve(failure.code ?? ''))
        socket.on('close', () => undefined)
        closing.push(async () => void socket.destroy())
      })
    expect(await versions('TLSv1.1')).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')
    expect(await versions('TLSv1.2')).toBe('TLSv1.2')
    expect(await versions('TLSv1.3')).toBe('TLSv1.3')
  })

  it('drops a client that speaks in the clear, and no other', async () => {
    const server = await served(module)
    const remote = client(server, { authorities: ours.certificate })
    await up(remote)
    const socket = connectTcp(server.port, '127.0.0.1')
    socket.on('error', () => undefined)
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.write(Buffer.from('\x00\x060001NC', 'latin1'))
    await closed
    await up(remote)
  })
})
