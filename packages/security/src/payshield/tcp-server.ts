import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { HostSecurityModule } from '../module/index.ts'
import { answerHostMessage } from './answer.ts'
import { MessageSplitter, packMessage } from './frame.ts'
import { serverTlsOptions, type ServerTls } from './tls.ts'

/** Messages of one connection that may wait for the module before no more are read from it. */
const WAITING_MAX = 1024

export interface HostServer {
  /** The port it listens on. */
  readonly port: number
  close(): Promise<void>
}

/**
 * Serves payShield host commands in front of a module, for others to develop against. Listens on loopback unless told
 * otherwise: whoever reaches the port may use the keys, as with the real device, so let `tls` ask for client certificates.
 */
export async function servePayShield(settings: {
  readonly module: HostSecurityModule
  readonly port: number
  readonly host?: string
  readonly tls?: ServerTls
  /** Default 64, as on the device. */
  readonly connections_max?: number
}): Promise<HostServer> {
  const sockets = new Set<Socket>()
  const accept = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serveConnection(settings.module, socket)
  }
  const server = settings.tls ? createTlsServer(serverTlsOptions(settings.tls), accept) : createServer(accept)
  server.maxConnections = settings.connections_max ?? 64
  await listen(server, settings.port, settings.host ?? '127.0.0.1')
  // A connection that could not be taken in, as when no file is left to open, is no reason to drop the others.
  server.on('error', () => undefined)
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })

function serveConnection(module: HostSecurityModule, socket: Socket): void {
  const splitter = new MessageSplitter()
  const outgoing: Uint8Array[] = []
  let waiting = 0
  socket.setNoDelay(true)
  // A host that breaks off is no event; the close handler has cleaned up.
  socket.on('error', () => socket.destroy())

  const write = (): void => {
    if (outgoing.length > 0 && !socket.destroyed) socket.write(Buffer.concat(outgoing))
    outgoing.length = 0
  }
  const answer = async (message: string): Promise<void> => {
    const response = await answerHostMessage(module, message)
    waiting -= 1
    if (response === undefined) return void socket.destroy()
    // Answers of one turn of the event loop go out in one piece.
    if (outgoing.length === 0) setImmediate(write)
    outgoing.push(packMessage(response))
    if (waiting < WAITING_MAX / 2 && socket.isPaused()) socket.resume()
  }
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of splitter.push(chunk)) {
        waiting += 1
        void answer(message)
      }
    } catch {
      socket.destroy()
    }
    if (waiting >= WAITING_MAX) socket.pause()
  })
}
