import type { Transport } from '../ports.ts'

/** A cable that can be pulled: what is sent is gone, nothing arrives, and no connection can be made. */
export function cuttableLink(transport: Transport, isCut: () => boolean): Transport {
  return {
    connect: () => (isCut() ? Promise.reject(new Error('the link is cut')) : transport.connect()),
    send(frame) {
      if (!isCut()) transport.send(frame)
    },
    close: () => transport.close(),
    onBytes: (listener) => transport.onBytes((bytes) => void (isCut() || listener(bytes))),
    onClose: (listener) => transport.onClose(listener),
  }
}

/**
 * Line noise: the last bit of the next frame that leaves is flipped. In a message with DE 64 that is a bit of the MAC,
 * so the host sees a well-formed message that is not authentic.
 */
export function noisyLink(transport: Transport, armed: () => boolean, done: () => void): Transport {
  return {
    connect: () => transport.connect(),
    send(frame) {
      if (!armed()) return transport.send(frame)
      const damaged = Uint8Array.from(frame)
      const last = damaged.length - 1
      damaged[last] = (damaged[last] ?? 0) ^ 1
      transport.send(damaged)
      done()
    },
    close: () => transport.close(),
    onBytes: (listener) => transport.onBytes(listener),
    onClose: (listener) => transport.onClose(listener),
  }
}
