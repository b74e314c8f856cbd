import { describe, expect, it } from 'vitest'
import { FrameDecoder } from './frame-decoder.ts'
import { answerTpdu, encodeAnswers, encodeFrame, type Framing, FRAMINGS, lrc, readPrefix } from './framing.ts'

const BODY = Uint8Array.of(0x08, 0x00, 0x41)
const TPDU = Uint8Array.of(0x60, 0, 3, 0, 1)
const HEADER = Uint8Array.of(0x60, 0x31, 0, 0x31, 0x13, 5)
const plain = (length: NonNullable<Framing['length']>): Framing => ({ length, tpdu: 0, header: 0 })
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('a frame', () => {
  it('has its TPDU, then its header, then the message', () => {
    expect(hex(encodeFrame({ body: BODY }))).toBe('0003080041')
    expect(hex(encodeFrame({ tpdu: TPDU, body: BODY }))).toBe('00086000030001080041')
    expect(hex(encodeFrame({ tpdu: TPDU, header: HEADER, body: BODY }))).toBe('000e6000030001603100311305080041')
  })
  it('carries an answer back where its request came from, several in one piece', () => {
    const requests = [{ tpdu: TPDU, header: HEADER, body: BODY }, { tpdu: TPDU, body: BODY }, { body: BODY }]
    const answers = requests.map((request) => ({ request, body: Uint8Array.of(0x08, 0x10) }))
    const one = answers.map(({ request: { tpdu, header }, body }) =>
      hex(encodeFrame({ body, ...(tpdu && { tpdu: answerTpdu(tpdu) }), ...(header && { header }) })),
    )
    expect(hex(encodeAnswers(answers))).toBe(one.join(''))
  })
  it('is refused with parts that its framing has not', () => {
    const framing = plain({ bytes: 2, encoding: 'binary' })
    expect(() => encodeFrame({ tpdu: TPDU, body: BODY }, framing)).toThrow('a TPDU of 0 bytes')
    expect(() => encodeFrame({ header: HEADER, body: BODY }, framing)).toThrow('a header of 0 bytes')
    expect(() => encodeFrame({ body: BODY }, { ...framing, tpdu: 5 })).toThrow('a TPDU of 5 bytes')
  })
  it('may carry the longest message its length can say, and none longer', () => {
    const two = plain({ bytes: 2, encoding: 'binary' })
    expect(hex(encodeFrame({ body: new Uint8Array(0xffff) }, two).subarray(0, 2))).toBe('ffff')
    expect(() => encodeFrame({ body: new Uint8Array(0x10000) }, two)).toThrow('at most 65535 bytes')
    const four = plain({ bytes: 4, encoding: 'binary' })
    expect(hex(encodeFrame({ body: new Uint8Array(0x10000) }, four).subarray(0, 4))).toBe('00010000')
    for (const encoding of ['ascii', 'bcd'] as const) {
      const digits = plain({ bytes: encoding === 'ascii' ? 4 : 2, encoding })
      expect(hex(encodeFrame({ body: new Uint8Array(9999) }, digits).subarray(0, digits.length?.bytes))).toBe(
        encoding === 'ascii' ? '39393939' : '9999',
      )
      expect(() => encodeFrame({ body: new Uint8Array(10_000) }, digits)).toThrow('at most 9999 bytes')
    }
  })
  it('counts itself where the framing says so', () => {
    const framing = plain({ bytes: 4, encoding: 'ascii', countsItself: true })
    expect(String.fromCharCode(...encodeFrame({ body: BODY }, framing).subarray(0, 4))).toBe('0007')
  })
  it('ends with ETX, and with the sum of what stands between where there is one', () => {
    const between = { tpdu: 0, header: 0 } as const
    expect(hex(encodeFrame({ body: BODY }, { ...between, stxEtx: { lrc: false } }))).toBe('0208004103')
    expect(hex(encodeFrame({ body: BODY }, { ...between, stxEtx: { lrc: true } }))).toBe('02080041034a')
    expect(lrc(Uint8Array.of(8, 0, 0x41, 3))).toBe(0x4a)
  })
})

describe('a length', () => {
  it.each([
    ['binary', [1, 2], 258],
    ['bcd', [0x12, 0x34], 1234],
    ['bcd', [0x09, 0x90], 990],
    ['bcd', [0x1a, 0x00], -1],
    ['bcd', [0xa1, 0x00], -1],
    ['ascii', [0x31, 0x32, 0x33, 0x39], 1239],
    ['ascii', [0x31, 0x32, 0x33, 0x3a], -1],
    ['ascii', [0x31, 0x32, 0x33, 0x41], -1],
  ] as const)('%s %j is read as %i', (encoding, bytes, value) => {
    expect(readPrefix({ bytes: bytes.length, encoding }, Uint8Array.from(bytes))).toBe(value)
  })
})

describe('an answer', () => {
  it('goes back where the request came from', () => {
    expect(hex(answerTpdu(TPDU))).toBe('6000010003')
    expect(() => answerTpdu(TPDU.subarray(1))).toThrow('5 bytes')
  })
})

describe('limits', () => {
  const framing = plain({ bytes: 2, encoding: 'binary' })
  it('take a frame of the greatest size, and refuse one byte more', () => {
    const limits = { frameBytesMax: 8, frameTimeout_ms: 100 }
    const push = (size: number) =>
      new FrameDecoder(framing, limits).push(encodeFrame({ body: new Uint8Array(size) }, framing), 0)
    expect(push(8)).toMatchObject([{ ok: true }])
    expect(push(9)).toMatchObject([{ ok: false, error: { found: '9', reason: 'length' } }])
  })
  it('give a frame that has begun its time, and one that has not begun all time', () => {
    const decoder = new FrameDecoder(framing, { frameBytesMax: 8, frameTimeout_ms: 100 })
    expect(decoder.expired(1_000_000)).toBe(false)
    decoder.push(Uint8Array.of(0), 1000)
    expect([decoder.expired(1100), decoder.expired(1101)]).toEqual([false, true])
  })
  it('hold for frames that end with ETX too', () => {
    const byEtx = FRAMINGS['stx-etx']
    const decoder = () => new FrameDecoder(byEtx, { frameBytesMax: 8, frameTimeout_ms: 100 })
    expect(decoder().push(Uint8Array.of(2, 1, 1, 1, 1, 1, 1, 1, 1), 0)).toEqual([])
    expect(decoder().push(Uint8Array.of(2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 0)).toMatchObject([{ ok: false }])
  })
  it('leave out what the framing has not', () => {
    const [frame] = new FrameDecoder(framing).push(encodeFrame({ body: BODY }, framing), 0)
    expect(frame).toEqual({ ok: true, value: { body: BODY } })
    const [whole] = new FrameDecoder({ ...framing, tpdu: 5, header: 6 }).push(
      encodeFrame({ tpdu: TPDU, header: HEADER, body: BODY }),
      0,
    )
    expect(whole).toEqual({ ok: true, value: { tpdu: TPDU, header: HEADER, body: BODY } })
  })
})
