import type { Transport } from '@fiftyfive/terminal'

/** Bytes over a WebSocket: the same length-framed messages as on TCP, in binary frames. */
export function webSocketTransport(url: string): Transport {
  let socket: WebSocket | undefined
  let deliver: ((bytes: Uint8Array) => void) | undefined
  let closed: (() => void) | undefined

  const connect = () =>
    new Promise<void>((resolve, reject) => {
      const opening = new WebSocket(url)
      opening.binaryType = 'arraybuffer'
      let opened = false
      opening.addEventListener('open', () => {
        opened = true
        socket = opening
        resolve()
      })
      opening.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (event.data instanceof ArrayBuffer) deliver?.(new Uint8Array(event.data))
      })
      opening.addEventListener('close', () => {
        if (!opened) return reject(new Error('the acquirer cannot be reached'))
        if (socket !== opening) return
        socket = undefined
        closed?.()
      })
    })

  return {
    connect,
    send: (frame) => socket?.send(new Uint8Array(frame)),
    close: () => socket?.close(),
    onBytes: (listener) => (deliver = listener),
    onClose: (listener) => (closed = listener),
  }
}

/** Address of the terminals' socket on the host that served this page. */
export function socketAddress(page: Location, path: string): string {
  const url = new URL(path, page.href)
  url.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
