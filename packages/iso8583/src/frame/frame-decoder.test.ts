import { describe, expect, it } from 'vitest'
import { FrameDecoder } from './frame-decoder.ts'
import { answerTpdu, encodeFrame, HOST_FRAMING, TERMINAL_FRAMING } from './framing.ts'

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

it('answers go back to where the question came from', () => {
  expect(answerTpdu(frame.tpdu)).toEqual(Uint8Array.of(0x60, 0x00, 0x00, 0x00, 0x03))
})
