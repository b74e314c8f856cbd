import { connect, type Socket } from 'node:net'
import type { Transport } from '../ports.ts'

/** A terminal's link over TCP. */
export function tcpTransport(host: string, port: number): Transport {
  let socket: Socket | undefined
  let received: (bytes: Uint8Array) => void = () => {}
  let ended: () => void = () => {}
  return {
    connect: () =>
      new Promise((resolve, reject) => {
        const opening = connect({ host, port, noDelay: true })
        socket = opening
        opening.once('connect', resolve)
        opening.once('error', reject)
        opening.on('data', (chunk) => received(chunk))
        opening.on('close', () => {
          if (socket !== opening) return
          socket = undefined
          ended()
        })
      }),
    send: (frame) => void socket?.write(frame),
    close: () => void socket?.destroy(),
    onBytes: (listener) => {
      received = listener
    },
    onClose: (listener) => {
      ended = listener
    },
  }
}
