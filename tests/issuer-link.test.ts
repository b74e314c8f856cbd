import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { deliverOwed, undoLateApproval } from '@fiftyfive/acquiring'
import { encodeFrame, FrameDecoder, HOST_FRAMING, iso87Ascii, type Iso87Message } from '@fiftyfive/iso8583'
import { handleAcquirerMessage } from '@fiftyfive/issuing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../apps/host/src/issuers/link-socket.ts'
import { TcpIssuerLink } from '../apps/host/src/issuers/issuer-link.ts'
import { makeAuthority } from './support/certificates.ts'
import { SILENT } from './support/logger.ts'
import { BareTerminal, cardState, issueCard, openParties, type Parties } from './support/parties.ts'

/** The issuer as it is, behind a socket that the test can cut, silence or slow down. */
class IssuerServer {
  readonly heard: string[] = []
  /** What becomes of an answer; the default sends it. */
  deliver: (send: () => void, request: Iso87Message) => void = (send) => send()
  readonly #sockets = new Set<Socket>()
  readonly server: Server

  constructor(parties: Parties, tls?: { cert: string; key: string; ca: string; requestCert: true }) {
    const serve = (socket: Socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => undefined)
      const decoder = new FrameDecoder(HOST_FRAMING)
      socket.on('data', (chunk) => {
        for (const frame of decoder.push(chunk, Date.now())) {
          if (!frame.ok) throw new Error('frame')
          const body = frame.value.body.slice()
          void handleAcquirerMessage(parties.issuer, body).then((answer) => {
            const request = iso87Ascii.decode(body)
            if (!request.ok) throw new Error('request')
            this.heard.push(request.value[70] ?? request.value.mti)
            this.deliver(() => answer && socket.write(encodeFrame({ body: answer })), request.value)
            return undefined
          })
        }
      })
    }
    this.server = tls ? createTlsServer(tls, serve) : createServer(serve)
  }

  async listen(port = 0): Promise<number> {
    this.server.listen(port, '127.0.0.1')
    await once(this.server, 'listening')
    return (this.server.address() as AddressInfo).port
  }
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }
  close(): void {
    this.server.close()
    this.cut()
  }
}

let parties: Parties
let terminal: BareTerminal
beforeAll(async () => {
  parties = await openParties()
  await issueCard(parties)
  terminal = await BareTerminal.signedOn(parties)
})
afterAll(() => parties.close())

let server: IssuerServer
let link: TcpIssuerLink
afterEach(async () => {
  await link.close()
  server.close()
})

async function connect(options: { timeout_ms?: number; tls?: Endpoint['tls']; server?: IssuerServer } = {}) {
  server = options.server ?? new IssuerServer(parties)
  const unexpected: Iso87Message[] = []
  const port = await server.listen()
  link = new TcpIssuerLink(
    {
      name: 'bank',
      host: '127.0.0.1',
      port,
      ranges: ['6225'],
      acquirerId: '48210000',
      ...(options.tls ? { tls: options.tls } : {}),
    },
    parties.link.ring,
    {
      securityModule: parties.acquirer.securityModule,
      logger: SILENT,
      timeout_ms: options.timeout_ms ?? 2_000,
      unexpected: (message) => unexpected.push(message),
    },
  )
  return { unexpected, port }
}
const isUp = () => expect.poll(() => link.up(), { timeout: 10_000 }).toBe(true)
const ask = (trace: string) => link.exchange({ mti: '0800', 11: trace, 70: '301' })

describe('an issuer link', () => {
  it('signs on before it carries anything, and signs off when it goes', async () => {
    await connect()
    expect(await ask('000900')).toEqual({ ok: false, error: 'down' })
    await isUp()
    expect(server.heard).toEqual(['001'])
    await link.close()
    await expect.poll(() => server.heard).toEqual(['001', '002'])
  })

  it('carries many requests at once and gives each its own answer, whatever their order', async () => {
    await connect()
    await isUp()
    const held: (() => void)[] = []
    server.deliver = (send) => void held.push(send)
    const traces = Array.from({ length: 50 }, (_, index) => String(1_000 + index).padStart(6, '0'))
    const answers = traces.map((trace) => ask(trace))
    await expect.poll(() => held.length).toBe(50)
    for (const send of held.toReversed()) send()
    expect((await Promise.all(answers)).map((answer) => answer.ok && answer.value[11])).toEqual(traces)
  })

  it('comes back after a cut, and tells those who waited that nobody knows', async () => {
    const { port } = await connect()
    await isUp()
    server.deliver = () => undefined
    const waiting = ask('000901')
    await expect.poll(() => server.heard).toContain('301')
    server.close()
    expect(await waiting).toEqual({ ok: false, error: 'down' })
    expect(link.up()).toBe(false)
    server = new IssuerServer(parties)
    await server.listen(port)
    await isUp()
  })

  it('stops asking an issuer that does not answer, and starts again with an echo, not with a payment', async () => {
    await connect({ timeout_ms: 150 })
    await isUp()
    server.deliver = () => undefined
    await Promise.all(Array.from({ length: 5 }, (_, index) => ask(String(2_000 + index).padStart(6, '0'))))
    await expect.poll(() => link.health().state).toBe('not-answering')
    expect(link.up()).toBe(false)
    server.deliver = (send) => send()
    const before = server.heard.length
    await isUp()
    expect(server.heard.slice(before).every((code) => code === '301' || code === '001')).toBe(true)
  })

  it('runs over TLS with both sides certified, and not with a stranger', async () => {
    const authority = makeAuthority('Network authority')
    const bank = authority.issue('bank')
    const ours = authority.issue('acquirer')
    const tls = { cert: bank.certificate, key: bank.key, ca: authority.certificate, requestCert: true } as const
    await connect({
      server: new IssuerServer(parties, tls),
      tls: { ca: authority.certificate, cert: ours.certificate, key: ours.key, servername: 'localhost' },
    })
    await isUp()
    await link.close()
    server.close()
    const stranger = makeAuthority('Somebody else').issue('acquirer')
    await connect({
      server: new IssuerServer(parties, tls),
      tls: { ca: authority.certificate, cert: stranger.certificate, key: stranger.key, servername: 'localhost' },
    })
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(link.up()).toBe(false)
  })

  it('reverses a late approval again: the payment was given up, the issuer holds money for it', async () => {
    const { unexpected } = await connect({ timeout_ms: 200 })
    await isUp()
    const acquirer = { ...parties.acquirer, links: [link] }
    const held: (() => void)[] = []
    server.deliver = (send, request) => (request.mti === '0200' ? void held.push(send) : send())
    const sale = terminal.sale()
    const before = (await cardState(parties))?.available_minor
    const { handleTerminalMessage } = await import('@fiftyfive/acquiring')
    const answer = await handleTerminalMessage(acquirer, terminal.seal(sale))
    expect(answer).toBeDefined()
    expect(await deliverOwed(acquirer)).toBe(0)
    expect((await cardState(parties))?.available_minor).toBe(before)
    for (const send of held) send()
    await expect.poll(() => unexpected.length).toBe(1)
    expect(await undoLateApproval(acquirer, unexpected[0] as Iso87Message)).toBe(true)
    expect(await deliverOwed(acquirer)).toBe(0)
    expect(server.heard.filter((mti) => mti === '0420')).toHaveLength(2)
    expect((await cardState(parties))?.available_minor).toBe(before)
  })
})
