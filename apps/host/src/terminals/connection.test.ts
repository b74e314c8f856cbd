import { encodeAnswers, encodeFrame, type FramedAnswer } from '@fiftyfive/iso8583'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { TerminalConnection } from './connection.ts'

const TPDU = Uint8Array.of(0x60, 0x00, 0x03, 0x00, 0x07)
const HEADER = Uint8Array.of(0x60, 0x31, 0x00, 0x31, 0x13, 0x05)
const frame = (body: Uint8Array) => encodeFrame({ tpdu: TPDU, header: HEADER, body })

function connection(answer: (body: Uint8Array) => Promise<Uint8Array | 'silence' | undefined>) {
  const sent: Uint8Array[] = []
  let closed = 0
  const stream = { send: (answer: FramedAnswer) => sent.push(encodeAnswers([answer])), close: () => closed++ }
  const under = new TerminalConnection(stream, (_connection, body) => answer(body), pino({ level: 'silent' }))
  return { under, sent, closed: () => closed }
}

describe('a terminal connection', () => {
  it('answers each frame, however the bytes are cut, with the addresses of its TPDU swapped', async () => {
    const { under, sent, closed } = connection(async (body) => Uint8Array.from(body, (byte) => byte + 1))
    const bytes = [...frame(Uint8Array.of(1, 2)), ...frame(Uint8Array.of(3, 4))]
    for (const byte of bytes) under.receive(Uint8Array.of(byte), 0)
    await expect.poll(() => sent.length).toBe(2)
    expect(sent[0]).toEqual(
      encodeFrame({ tpdu: Uint8Array.of(0x60, 0x00, 0x07, 0x00, 0x03), header: HEADER, body: Uint8Array.of(2, 3) }),
    )
    expect(closed()).toBe(0)
  })

  it('says nothing where silence is the answer, and goes on', async () => {
    const { under, sent, closed } = connection(async (body) => (body[0] === 1 ? 'silence' : body))
    under.receive(Uint8Array.of(...frame(Uint8Array.of(1, 1)), ...frame(Uint8Array.of(2, 2))), 0)
    await expect.poll(() => sent.length).toBe(1)
    expect(sent[0]?.subarray(-2)).toEqual(Uint8Array.of(2, 2))
    expect(closed()).toBe(0)
  })

  it('ends on a length beyond the limit, on a message nobody can answer, and on too many at once', async () => {
    const huge = connection(async (body) => body)
    huge.under.receive(Uint8Array.of(0xff, 0xff), 0)
    expect(huge.closed()).toBe(1)

    const unanswerable = connection(async () => undefined)
    unanswerable.under.receive(frame(Uint8Array.of(9, 9)), 0)
    await expect.poll(unanswerable.closed).toBe(1)
    expect(unanswerable.sent).toEqual([])

    const flood = connection(() => new Promise(() => {}))
    for (let i = 0; i < 257; i++) flood.under.receive(frame(Uint8Array.of(1, 1)), 0)
    expect(flood.closed()).toBe(1)
  })

  it('ends when a frame is not complete in time, and not before', () => {
    const { under, closed } = connection(async (body) => body)
    under.receive(frame(Uint8Array.of(1, 2)).subarray(0, 5), 1_000)
    under.checkTime(10_999)
    expect(closed()).toBe(0)
    under.checkTime(11_001)
    expect(closed()).toBe(1)
    under.receive(frame(Uint8Array.of(1, 2)), 11_002)
    expect(closed()).toBe(1)
  })
})
