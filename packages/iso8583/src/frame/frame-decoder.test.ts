import { describe, expect, it } from 'vitest'
import { FrameDecoder } from './frame-decoder.ts'
import { answerTpdu, encodeFrame, type Framing, FRAMINGS, HOST_FRAMING, TERMINAL_FRAMING } from './framing.ts'

const frame = {
  tpdu: Uint8Array.of(0x60, 0x00, 0x03, 0x00, 0x00),
  header: Uint8Array.of(0x60, 0x31, 0x00, 0x31, 0x13, 0x05),
  body: Uint8Array.of(0x08, 0x00, 1, 2, 3),
}

describe('FrameDecoder', () => {
  it('puts frames together from any chunking', () => {
    const stream = Buffer.concat([encodeFrame(frame), encodeFrame(frame), encodeFrame(frame)])
    for (let size = 1; size <= stream.length; size++) {
      const decoder = new FrameDecoder(TERMINAL_FRAMING)
      const frames = []
      for (let at = 0; at < stream.length; at += size) frames.push(...decoder.push(stream.subarray(at, at + size), 0))
      expect(frames.map((result) => result.ok && Array.from(result.value.body))).toEqual(
        Array.from({ length: 3 }, () => [8, 0, 1, 2, 3]),
      )
      expect(frames.every((result) => result.ok && result.value.tpdu?.length === 5)).toBe(true)
      expect(decoder.expired(1e9)).toBe(false)
    }
  })
  it('gives the frames before a length that is too long, then the error, then nothing', () => {
    const decoder = new FrameDecoder(HOST_FRAMING)
    const good = encodeFrame({ body: frame.body })
    const results = decoder.push(Buffer.concat([good, Uint8Array.of(0x10, 0x01)]), 0)
    expect(results.map((result) => result.ok)).toEqual([true, false])
    expect(results[1]).toMatchObject({ error: { path: 'frame', reason: 'length', found: '4097' } })
    expect(decoder.push(good, 0)).toEqual([])
  })
  it('refuses a frame too short for its TPDU and header', () => {
    expect(new FrameDecoder(TERMINAL_FRAMING).push(Uint8Array.of(0, 12), 0)).toMatchObject([{ ok: false }])
  })
  it('tells when a frame stays half received, measured from its first byte', () => {
    const decoder = new FrameDecoder(HOST_FRAMING, { frameBytesMax: 100, frameTimeout_ms: 1000 })
    decoder.push(Uint8Array.of(0), 5000)
    decoder.push(Uint8Array.of(4, 1), 5900)
    expect(decoder.expired(6000)).toBe(false)
    expect(decoder.expired(6001)).toBe(true)
    decoder.push(Uint8Array.of(2, 3, 4), 6002)
    expect(decoder.expired(99_000)).toBe(false)
  })
  it('starts the clock anew for the next frame', () => {
    const decoder = new FrameDecoder(HOST_FRAMING)
    decoder.push(Uint8Array.of(0, 2), 0)
    decoder.push(Uint8Array.of(1, 2, 0), 9000)
    expect(decoder.expired(15_000)).toBe(false)
    expect(decoder.expired(19_001)).toBe(true)
  })
})

describe.each(Object.entries<Framing>(FRAMINGS))('framing %s', (name, framing) => {
  const body = Uint8Array.from('0800822000000000000004000000000000000122', (character) => character.charCodeAt(0))
  const one = encodeFrame(
    {
      ...(framing.tpdu > 0 && { tpdu: frame.tpdu }),
      ...(framing.header > 0 && { header: frame.header }),
      body,
    },
    framing,
  )
  it('takes any chunking', () => {
    const stream = Buffer.concat([one, one])
    for (let cut = 0; cut <= stream.length; cut++) {
      const decoder = new FrameDecoder(framing)
      const frames = [...decoder.push(stream.subarray(0, cut), 0), ...decoder.push(stream.subarray(cut), 0)]
      expect(frames.map((result) => result.ok && Buffer.from(result.value.body).toString())).toEqual(
        Array.from({ length: 2 }, () => Buffer.from(body).toString()),
      )
    }
  })
  it('tells of a stream that ends inside a frame', () => {
    const decoder = new FrameDecoder(framing)
    decoder.push(one, 0)
    expect(decoder.unfinished()).toBeUndefined()
    for (const size of [1, one.length - 1]) {
      const cut = new FrameDecoder(framing)
      cut.push(one.subarray(0, size), 0)
      expect(cut.unfinished(), name).toMatchObject({ path: 'frame', reason: 'truncated' })
    }
  })
  it('refuses what is too long and what is no frame', () => {
    const decoder = new FrameDecoder(framing, { frameBytesMax: body.length - 1, frameTimeout_ms: 1 })
    expect(decoder.push(one, 0)).toMatchObject([{ ok: false, error: { path: 'frame' } }])
    const noise = new FrameDecoder(framing).push(Uint8Array.of(0xff, 0xff, 0xff, 0xff), 0)
    expect(noise, name).toMatchObject([{ ok: false }])
  })
})

it('writes lengths as their framing says', () => {
  const body = new Uint8Array(300).fill(0x30)
  const start = (framing: Framing) => Array.from(encodeFrame({ body }, framing).subarray(0, 4))
  expect(start(FRAMINGS['binary-4'])).toEqual([0, 0, 1, 44])
  expect(start(FRAMINGS['ascii-4'])).toEqual([0x30, 0x33, 0x30, 0x30])
  expect(start(FRAMINGS['ascii-4-inclusive'])).toEqual([0x30, 0x33, 0x30, 0x34])
  expect(start(FRAMINGS['bcd-2'])).toEqual([0x03, 0x00, 0x30, 0x30])
})

it('finds a damaged character by the check byte', () => {
  const bytes = encodeFrame({ body: Uint8Array.of(0x30, 0x38, 0x30, 0x30) }, FRAMINGS['stx-etx-lrc'])
  bytes[2] = 0x39
  expect(new FrameDecoder(FRAMINGS['stx-etx-lrc']).push(bytes, 0)).toMatchObject([{ error: { reason: 'content' } }])
})

it('answers go back to where the question came from', () => {
  expect(answerTpdu(frame.tpdu)).toEqual(Uint8Array.of(0x60, 0x00, 0x00, 0x00, 0x03))
})

it('says how much of a frame there is', () => {
  const cut = (name: keyof typeof FRAMINGS, size: number) => {
    const decoder = new FrameDecoder(FRAMINGS[name])
    decoder.push(encodeFrame({ body: new Uint8Array(20) }, FRAMINGS[name]).subarray(0, size), 0)
    return decoder.unfinished()
  }
  expect(cut('host', 12)).toMatchObject({ expected: '20 bytes', found: 'the end of the stream after 10' })
  expect(cut('ascii-4', 2)).toMatchObject({ expected: 'the end of a frame', found: 'the end of the stream after 2' })
  expect(cut('stx-etx', 5)).toMatchObject({ expected: 'the end of a frame', found: 'the end of the stream after 5' })
})
