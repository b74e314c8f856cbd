import { concatBytes, expectOk } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { hostPacked } from '../dialects/host/index.ts'
import { DIALECTS } from '../dialects/index.ts'
import { encodeFrame } from '../frame/framing.ts'
import type { AnyDialect } from './guess.ts'
import { guessesOf, readerOf, StreamDecoder } from './stream-decoder.ts'
import { Usual } from './usual.ts'

const dialects = Object.values(DIALECTS) as unknown as readonly AnyDialect[]
const packed = [hostPacked] as unknown as readonly AnyDialect[]
const bodyOf = (message: Parameters<typeof hostPacked.encode>[0]) =>
  expectOk(hostPacked.encode(message), 'encode').slice()
/** Fits UnionPay and other packed dialects as well. */
const asked = bodyOf({ mti: '0800', 11: '000017' })
/** Fits no other dialect. */
const answered = bodyOf({ mti: '0810', 11: '000017', 39: '00' })
const framed = (body: Uint8Array) => ({ bytes: encodeFrame({ body }) })
const begin = (usual = new Usual()) => new StreamDecoder('a > b', { dialects }, usual)

describe('a stream that arrives', () => {
  it('gives each message when it is complete, with the time of its last bytes', () => {
    const decoder = begin()
    const { bytes } = framed(answered)
    expect(decoder.push({ at: 1, bytes: bytes.subarray(0, 9) })).toEqual([])
    const first = decoder.push({ at: 2, bytes: concatBytes(bytes.subarray(9), bytes.subarray(0, 4)) })
    expect(first).toMatchObject([{ source: 'a > b', dialect: 'host-packed', framing: 'host', at: 2 }])
    expect(decoder.push({ at: 3, bytes: bytes.subarray(4) })).toMatchObject([{ at: 3, message: { ok: true } }])
    expect(decoder.push({ at: 4, bytes: bytes.subarray(0, 5) })).toEqual([])
    expect(decoder.end()).toMatchObject([{ at: 4, message: { ok: false, error: { reason: 'truncated' } } }])
  })

  it('speaks what the streams beside it speak, where it could be several', () => {
    expect(begin().push(framed(asked))).toMatchObject([{ dialect: 'unionpay-pos' }])
    const usual = new Usual()
    expect(begin(usual).push(framed(answered))).toMatchObject([{ dialect: 'host-packed' }])
    expect(begin(usual).push(framed(asked))).toMatchObject([{ dialect: 'host-packed' }])
  })

  it('waits for its end while a reading explains but a part of it', () => {
    const decoder = begin()
    const { bytes } = framed(answered)
    const broken = bytes.with(bytes.length - 1, 0x01)
    expect(decoder.push({ bytes: concatBytes(bytes, broken) })).toEqual([])
    expect(decoder.end()).toMatchObject([{ message: { ok: true } }, { message: { ok: false } }])
  })

  it('may be one message without a frame, which only its end can show', () => {
    const decoder = begin()
    expect(decoder.push({ at: 1, bytes: answered.subarray(0, 5) })).toEqual([])
    expect(decoder.push({ at: 2, bytes: answered.subarray(5) })).toEqual([])
    expect(decoder.end()).toMatchObject([{ framing: 'none', dialect: 'host-packed', at: 2, message: { ok: true } }])
  })

  it('is passed over when nothing explains its first 64 KiB', () => {
    const decoder = begin()
    const junk = new Uint8Array(32_768).fill(0xff)
    expect(decoder.push({ bytes: junk })).toEqual([])
    expect(decoder.push({ bytes: junk })).toEqual([])
    expect(decoder.push(framed(answered))).toEqual([])
    expect(decoder.end()).toEqual([])
  })
})

describe('a reading', () => {
  const nothing = { push: [], end: [] }
  const read = (bytes: Uint8Array, options: Parameters<typeof readerOf>[1], best?: Parameters<typeof readerOf>[2]) => {
    const reader = readerOf('x', options, best)
    return { push: reader.push({ bytes }), end: reader.end() }
  }

  it('is of the framing that was named', () => {
    const chunks = [framed(answered)]
    const framings = (framing: string) => guessesOf(chunks, { dialects, framing }).map((each) => each.framing)
    expect(framings('host')).toEqual(['host'])
    expect(framings('none')).toEqual([])
    expect(guessesOf([{ bytes: answered }], { dialects: packed, framing: 'none' })).toMatchObject([{ framing: 'none' }])
  })

  it('is not needed where one dialect and a framing are given', () => {
    const junk = Uint8Array.of(0, 1, 2)
    expect(read(junk, { dialects: packed, framing: 'host' }).push).toMatchObject([{ message: { ok: false } }])
    expect(read(junk, { dialects: packed, framing: 'none' }).end).toMatchObject([{ message: { ok: false } }])
    expect(read(junk, { dialects: packed })).toEqual(nothing)
    expect(read(junk, { dialects, framing: 'host' })).toEqual(nothing)
    expect(read(junk, { dialects: [], framing: 'host' })).toEqual(nothing)
  })

  it('takes up to 64 KiB for a message without a frame', () => {
    const options = { dialects: packed, framing: 'none' }
    expect(read(new Uint8Array(65_536), options).end).toHaveLength(1)
    expect(read(new Uint8Array(65_537), options)).toEqual(nothing)
    expect(readerOf('x', options, undefined).end()).toMatchObject([{ message: { ok: false } }])
  })
})
