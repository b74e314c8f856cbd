import { createServer, type Server, type Socket } from 'node:net'
import type { Logger } from 'pino'
import { TerminalConnection } from './connection.ts'

const CONNECTIONS_MAX = 4_096
const CONNECTIONS_PER_ADDRESS_MAX = 1_024
const CLOCK_TICK_MS = 1_000

export interface TerminalListener {
  readonly server: Server
  /** Takes no new connections and ends those there are. */
  close(): void
}

/** Terminals over TCP: 2-byte length, TPDU, header, message. */
export function listenForTerminals(
  answer: (body: Uint8Array) => Promise<Uint8Array | undefined>,
  logger: Logger,
): TerminalListener {
  const sockets = new Set<Socket>()
  const perAddress = new Map<string, number>()
  const connections = new Set<TerminalConnection>()
  const server = createServer((socket) => {
    const address = socket.remoteAddress ?? ''
    const already = perAddress.get(address) ?? 0
    if (already >= CONNECTIONS_PER_ADDRESS_MAX) {
      socket.destroy()
      return
    }
    perAddress.set(address, already + 1)
    socket.setNoDelay(true)
    sockets.add(socket)
    const connection = new TerminalConnection(
      { send: (bytes) => socket.write(bytes), close: () => socket.destroy() },
      answer,
      logger,
    )
    connections.add(connection)
    socket.on('data', (chunk) => connection.receive(chunk, Date.now()))
    socket.on('error', (failure) => logger.debug({ reason: failure.message }, 'terminal socket'))
    socket.on('close', () => {
      connection.closed()
      connections.delete(connection)
      sockets.delete(socket)
      const left = (perAddress.get(address) ?? 1) - 1
      if (left > 0) perAddress.set(address, left)
      else perAddress.delete(address)
    })
  })
  server.maxConnections = CONNECTIONS_MAX
  const ticking = setInterval(() => {
    for (const connection of connections) connection.checkTime(Date.now())
  }, CLOCK_TICK_MS).unref()
  server.on('close', () => clearInterval(ticking))
  return {
    server,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
