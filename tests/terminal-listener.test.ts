import { once } from 'node:events'
import { type AddressInfo, connect as connectTcp, type Socket } from 'node:net'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { encodeFrame } from '@fiftyfive/iso8583'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { LISTENER_LIMITS, listenForTerminals, type TerminalListener } from '../apps/host/src/terminals/tcp-listener.ts'
import { makeAuthority } from './support/certificates.ts'
import { SILENT } from './support/logger.ts'

const TPDU = Uint8Array.of(0x60, 0x00, 0x03, 0x00, 0x07)
const HEADER = Uint8Array.of(0x60, 0x31, 0x00, 0x31, 0x13, 0x05)
const FRAME = encodeFrame({ tpdu: TPDU, header: HEADER, body: Uint8Array.of(8, 0, 1, 2) })
const echo = async (_connection: object, body: Uint8Array) => body

let listener: TerminalListener
async function listen(options: Parameters<typeof listenForTerminals>[2] = {}): Promise<number> {
  listener = listenForTerminals(echo, SILENT, options)
  listener.server.listen(0, '127.0.0.1')
  await once(listener.server, 'listening')
  return (listener.server.address() as AddressInfo).port
}
afterEach(() => listener.close())

/** Sends one frame and gives what comes back, or how the connection failed. */
async function say(socket: Socket | TLSSocket): Promise<string> {
  socket.write(FRAME)
  return Promise.race([
    once(socket, 'data').then(([chunk]) => (chunk as Buffer).toString('hex')),
    once(socket, 'error').then(([failure]) => (failure as NodeJS.ErrnoException).code ?? 'error'),
    once(socket, 'close').then(() => 'closed'),
  ]).catch((failure: NodeJS.ErrnoException) => failure.code ?? 'error')
}

const ANSWER = encodeFrame({ tpdu: Uint8Array.of(0x60, 0, 7, 0, 3), header: HEADER, body: Uint8Array.of(8, 0, 1, 2) })
const answered = Buffer.from(ANSWER).toString('hex')

describe('terminals over TLS', () => {
  const authority = makeAuthority('Acquirer test authority')
  const own = authority.issue('host')
  const terminal = authority.issue('terminal')
  const stranger = makeAuthority('Somebody else').issue('terminal')
  const server = { cert: own.certificate, key: own.key }
  const mutual = { ...server, ca: authority.certificate, requestCert: true, rejectUnauthorized: true }
  const call = (port: number, options: ConnectionOptions = {}) =>
    say(connect({ port, host: '127.0.0.1', ca: authority.certificate, ...options }))

  it('are served, by a host whose certificate they check', async () => {
    const port = await listen({ tls: server })
    expect(await call(port)).toBe(answered)
    expect(await call(port, { ca: [] })).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/)
  })

  it('are refused below TLS 1.2, with a weak cipher, and in the clear (abuse 27)', async () => {
    const port = await listen({ tls: server })
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    expect(await call(port, old)).not.toBe(answered)
    expect(await call(port, { maxVersion: 'TLSv1.2', ciphers: 'NULL-SHA256@SECLEVEL=0' }).catch(() => '')).not.toBe(
      answered,
    )
    expect(await call(port, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' })).toBe(answered)
    expect(await say(connectTcp(port, '127.0.0.1'))).not.toBe(answered)
  })

  it('need a certificate of our authority where that is asked for', async () => {
    const port = await listen({ tls: mutual })
    const as = ({ certificate, key }: { certificate: string; key: string }) => ({ cert: certificate, key })
    expect(await call(port, as(terminal))).toBe(answered)
    expect(await call(port)).not.toBe(answered)
    expect(await call(port, as(stranger))).not.toBe(answered)
  })
})

describe('a flood of connections (abuse 28)', () => {
  it('is cut at so many of one address, and leaves room again when they go', async () => {
    const port = await listen({ limits: { ...LISTENER_LIMITS, connectionsPerAddress: 3 } })
    const sockets = Array.from({ length: 3 }, () => connectTcp(port, '127.0.0.1'))
    for (const socket of sockets) expect(await say(socket)).toBe(answered)
    expect(await say(connectTcp(port, '127.0.0.1'))).not.toBe(answered)
    const other = connectTcp({ port, host: '127.0.0.1', localAddress: '127.0.0.2' })
    expect(await say(other)).toBe(answered)
    sockets[0]?.destroy()
    await expect.poll(() => say(connectTcp(port, '127.0.0.1'))).toBe(answered)
  })
})

it('ends a connection on a length that is not that of its frame, and on a claim of 65,535 bytes before any came (abuse 2, 3)', async () => {
  const port = await listen()
  const closes = async (bytes: Uint8Array): Promise<string> => {
    const socket = connectTcp(port, '127.0.0.1')
    socket.write(bytes)
    const answer = once(socket, 'data').then(() => 'answered')
    return Promise.race([answer, once(socket, 'close').then(() => 'closed')])
  }
  // What is behind a frame that says too little is taken for the next length.
  expect(await closes(Uint8Array.of(0, 4, ...FRAME.subarray(2)))).toBe('closed')
  const heap = process.memoryUsage().arrayBuffers
  expect(await closes(Uint8Array.of(0xff, 0xff))).toBe('closed')
  expect(process.memoryUsage().arrayBuffers - heap).toBeLessThan(65_535)
})

it('ends a connection that sends one byte a second before its frame is whole (abuse 4)', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] })
  try {
    const port = await listen()
    const socket = connectTcp(port, '127.0.0.1')
    await once(socket, 'connect')
    const ended = once(socket, 'close').then(() => 'closed')
    let seconds = 0
    for (; seconds < 14 && !socket.destroyed; seconds++) {
      socket.write(FRAME.subarray(seconds, seconds + 1))
      await new Promise((resolve) => setTimeout(resolve, 5))
      await vi.advanceTimersByTimeAsync(1_000)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(await ended).toBe('closed')
    expect(seconds).toBeGreaterThanOrEqual(10)
    expect(seconds).toBeLessThan(14)
  } finally {
    vi.useRealTimers()
  }
})

it('ends a terminal that does not fetch its answers', async () => {
  const port = await listen({ limits: { ...LISTENER_LIMITS, unsentBytes: 1_000 } })
  const socket = connectTcp(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.pause()
  const many = Buffer.concat(Array.from({ length: 200 }, () => FRAME))
  const ended = new Promise((resolve) => socket.on('close', resolve))
  socket.on('error', () => undefined)
  // Until what the system keeps for a reader that does not read is full.
  const writing = setInterval(() => socket.writable && socket.write(many, () => undefined), 1)
  socket.on('close', () => clearInterval(writing))
  await expect
    .poll(() => new Promise<number>((resolve) => listener.server.getConnections((_, count) => resolve(count))), {
      timeout: 20_000,
    })
    .toBe(0)
  socket.resume()
  await ended
})
