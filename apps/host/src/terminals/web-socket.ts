import type { Server } from 'node:http'
import { API } from '@fiftyfive/contract'
import { encodeAnswers } from '@fiftyfive/iso8583'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import { type AnswerMessage, TerminalConnection } from './connection.ts'

const CLOCK_TICK_MS = 1_000
const MESSAGE_LENGTH_MAX = 8_192

/** Terminals in a browser: the very bytes of TCP, carried in binary WebSocket messages. */
export function acceptTerminalSockets(web: Server, answer: AnswerMessage, logger: Logger): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LENGTH_MAX })
  web.on('upgrade', (request, socket, head) => {
    const sameOrigin =
      request.headers.origin === undefined || new URL(request.headers.origin).host === request.headers.host
    if (new URL(request.url ?? '/', 'http://host').pathname !== API.terminalSocket || !sameOrigin) {
      socket.destroy()
      return
    }
    sockets.handleUpgrade(request, socket, head, (connected) => {
      const connection = new TerminalConnection(
        { send: (answer) => connected.send(encodeAnswers([answer])), close: () => connected.terminate() },
        answer,
        logger,
      )
      const ticking = setInterval(() => connection.checkTime(Date.now()), CLOCK_TICK_MS).unref()
      connected.on('message', (data: Buffer | ArrayBuffer | Buffer[], binary) => {
        if (!binary || !Buffer.isBuffer(data)) connected.terminate()
        else connection.receive(data, Date.now())
      })
      connected.on('error', (failure) => logger.debug({ reason: failure.message }, 'terminal web socket'))
      connected.on('close', () => {
        clearInterval(ticking)
        connection.closed()
      })
    })
  })
  web.on('close', () => {
    for (const connected of sockets.clients) connected.terminate()
    sockets.close()
  })
}
