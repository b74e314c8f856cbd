import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import type { Logger } from 'pino'
import { type AnswerMessage, TerminalConnection } from './connection.ts'

export interface ListenerLimits {
  readonly connections: number
  readonly connectionsPerAddress: number
  /** Answers that a terminal does not fetch; more than this and it is not there any more. */
  readonly unsentBytes: number
}

export const LISTENER_LIMITS: ListenerLimits = {
  connections: 4_096,
  connectionsPerAddress: 1_024,
  unsentBytes: 65_536,
}
/** Of a connection that was refused something twice in a row. */
const REST_MS = 30
/**
 * A socket that rests still reads until so many bytes are waiting: one message, with one byte. The rest stays where it came
 * from and is taken in one go.
 */
const READ_AHEAD_BYTES = 1
const CLOCK_TICK_MS = 1_000

export interface TerminalListener {
  readonly server: Server
  /** Takes no new connections; those there are go on. */
  refuseNew(): void
  /** Takes no new connections and ends those there are. */
  close(): void
}

/** Terminals over TCP, or over TLS 1.2 and later: 2-byte length, TPDU, header, message. */
export function listenForTerminals(
  answer: AnswerMessage,
  logger: Logger,
  options: { readonly tls?: TlsOptions; readonly limits?: ListenerLimits } = {},
): TerminalListener {
  const limits = options.limits ?? LISTENER_LIMITS
  const sockets = new Set<Socket>()
  const perAddress = new Map<string, number>()
  const connections = new Set<TerminalConnection>()

  /** At once, before a TLS handshake could cost anything. */
  const count = (socket: Socket): void => {
    const address = socket.remoteAddress ?? ''
    const already = perAddress.get(address) ?? 0
    if (already >= limits.connectionsPerAddress) {
      socket.destroy()
      return
    }
    perAddress.set(address, already + 1)
    sockets.add(socket)
    socket.on('error', (failure) => logger.debug({ reason: failure.message }, 'terminal socket'))
    socket.on('close', () => {
      sockets.delete(socket)
      const left = (perAddress.get(address) ?? 1) - 1
      if (left > 0) perAddress.set(address, left)
      else perAddress.delete(address)
    })
  }

  let resting: Socket[] = []
  /**
   * Whoever sends more than the host can take waits in its own socket, where it costs nothing: then one look takes what came
   * meanwhile, and one write answers it. A terminal that waits for its answer does not notice.
   */
  const rest = (socket: Socket): void => {
    socket.pause()
    if (resting.push(socket) > 1) return
    setTimeout(() => {
      const rested = resting
      resting = []
      for (const each of rested) each.resume()
    }, REST_MS).unref()
  }

  const serve = (socket: Socket): void => {
    socket.setNoDelay(true)
    let corked = false
    const send = (bytes: Uint8Array) => {
      if (socket.writableLength > limits.unsentBytes) {
        socket.destroy()
        return
      }
      if (!corked) {
        // Answers that come together leave together: in one packet, with one call of the system.
        corked = true
        socket.cork()
        process.nextTick(() => {
          corked = false
          socket.uncork()
        })
      }
      socket.write(bytes)
    }
    const connection = new TerminalConnection({ send, close: () => socket.destroy() }, answer, logger)
    connections.add(connection)
    let refused = 0
    socket.on('data', (chunk) => {
      refused = connection.receive(chunk, Date.now()) > 0 ? refused + 1 : 0
      // The first chunk after a rest is what was read ahead of it; what was left comes with the second.
      if (refused < 2) return
      refused = 0
      rest(socket)
    })
    socket.on('error', (failure) => logger.debug({ reason: failure.message }, 'terminal socket'))
    socket.on('close', () => {
      connection.closed()
      connections.delete(connection)
    })
  }

  const server = options.tls
    ? createTlsServer({ ...options.tls, minVersion: 'TLSv1.2', highWaterMark: READ_AHEAD_BYTES }, serve)
    : createServer({ highWaterMark: READ_AHEAD_BYTES }, (socket) => socket.destroyed || serve(socket))
  server.prependListener('connection', count)
  server.on('tlsClientError', (failure: Error) => logger.debug({ reason: failure.message }, 'terminal TLS'))
  server.maxConnections = limits.connections
  const ticking = setInterval(() => {
    for (const connection of connections) connection.checkTime(Date.now())
  }, CLOCK_TICK_MS).unref()
  server.on('close', () => clearInterval(ticking))
  return {
    server,
    refuseNew: () => void server.close(),
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
