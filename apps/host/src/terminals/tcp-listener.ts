import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import type { Logger } from 'pino'
import type { AnswerMessage, TerminalConnection } from './connection.ts'
import { Resting } from './resting.ts'
import { TerminalSocket } from './terminal-socket.ts'

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
/** Of a connection that is refused something, at most. */
const REST_MS = 50
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

  const resting = new Resting<TerminalSocket>(REST_MS, (each, now_ms) => each.rested(now_ms))
  const flush = (each: TerminalSocket): void => each.flush(limits.unsentBytes)
  /**
   * Answers that one event sets off leave together, before the next event is looked at: those of a connection in one packet,
   * with one call of the system.
   */
  const answerSoon = together(flush, (work) => process.nextTick(work))
  const answerThen = together(flush, setImmediate)

  const serve = (socket: Socket): void => {
    const terminal = new TerminalSocket(socket, { answer, answerSoon, answerThen, resting, logger })
    connections.add(terminal.connection)
    socket.on('error', (failure) => logger.debug({ reason: failure.message }, 'terminal socket'))
    socket.on('close', () => {
      terminal.connection.closed()
      connections.delete(terminal.connection)
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
  server.on('close', () => {
    clearInterval(ticking)
    resting.close()
  })
  return {
    server,
    refuseNew: () => void server.close(),
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Gathers what it is given until `later`, and has each flushed then. */
function together<Each>(flush: (each: Each) => void, later: (work: () => void) => unknown): (each: Each) => void {
  let waiting: Each[] = []
  return (each) => {
    if (waiting.push(each) > 1) return
    later(() => {
      const ready = waiting
      waiting = []
      for (const one of ready) flush(one)
    })
  }
}
