import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { encodeFrame } from '@fiftyfive/iso8583'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { Resting } from './resting.ts'
import { TerminalSocket } from './terminal-socket.ts'

const frame = encodeFrame({
  tpdu: Uint8Array.of(0x60, 0, 3, 0, 0),
  header: Uint8Array.of(0x60, 0x31, 0, 0x31, 0x13, 5),
  body: Uint8Array.of(2, 0, 1, 2, 3),
})

class FakeSocket extends EventEmitter {
  readonly writes: Uint8Array[] = []
  readonly writable = true
  readonly writableLength = 0
  readableLength = 0
  setNoDelay(): void {}
  pause(): void {}
  resume(): void {}
  write(bytes: Uint8Array): void {
    this.writes.push(bytes)
  }
}

it('answers what was read ahead of a rest in one write with what came meanwhile', () => {
  const socket = new FakeSocket()
  const soon: TerminalSocket[] = []
  const then: TerminalSocket[] = []
  const resting = new Resting<TerminalSocket>(50, () => {})
  const terminal = new TerminalSocket(socket as unknown as Socket, {
    answer: () => Uint8Array.of(2, 0x10, 1),
    answerSoon: (each) => soon.push(each),
    answerThen: (each) => then.push(each),
    resting,
    logger: pino({ enabled: false }),
  })
  socket.emit('data', frame)
  expect([soon.length, then.length]).toEqual([1, 0])
  soon.pop()?.flush(65_536)
  socket.readableLength = frame.length
  terminal.rested(performance.now())
  socket.emit('data', frame)
  socket.emit('data', Buffer.concat([frame, frame]))
  expect([soon.length, then.length]).toEqual([0, 1])
  then.pop()?.flush(65_536)
  resting.close()
  expect(socket.writes.map(({ length }) => length)).toEqual([16, 48])
})
