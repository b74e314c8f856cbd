import { concatBytes, expectOk } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { isCapture, readCapture } from './pcap.ts'

const FIRST = Uint8Array.of(1, 2, 3, 4, 5)
const SECOND = Uint8Array.of(9, 8, 7)

/** Numbers of the given sizes in bytes, in the byte order of the machine that captured. */
function numbers(little: boolean, ...values: readonly (readonly [size: 1 | 2 | 4, value: number])[]): Uint8Array {
  const pieces = values.map(([size, value]) => {
    const bytes = Array.from({ length: size }, (_, i) => Math.floor(value / 2 ** (8 * i)) & 255)
    return Uint8Array.from(little ? bytes : bytes.toReversed())
  })
  return concatBytes(...pieces)
}

const padded = (bytes: Uint8Array): Uint8Array => concatBytes(bytes, new Uint8Array((4 - (bytes.length % 4)) % 4))

describe.each([true, false])('classic captures, little-endian %s', (little) => {
  const header = (magic: number, linkType = 1) =>
    numbers(little, [4, magic], [2, 2], [2, 4], [4, 0], [4, 0], [4, 65_535], [4, linkType])
  const record = (seconds: number, fraction: number, bytes: Uint8Array) =>
    concatBytes(numbers(little, [4, seconds], [4, fraction], [4, bytes.length], [4, bytes.length + 100]), bytes)

  it('gives packets with their times', () => {
    const file = concatBytes(header(0xa1b2c3d4, 113), record(1000, 250_000, FIRST), record(1001, 0, SECOND))
    expect(isCapture(file)).toBe(true)
    expect(expectOk(readCapture(file), 'read')).toEqual([
      { at: 1_000_250, linkType: 113, bytes: FIRST },
      { at: 1_001_000, linkType: 113, bytes: SECOND },
    ])
  })
  it('counts nanoseconds when the file says so', () => {
    const file = concatBytes(header(0xa1b23c4d), record(1, 500_000_000, FIRST))
    expect(expectOk(readCapture(file), 'read')).toEqual([{ at: 1500, linkType: 1, bytes: FIRST }])
  })
  it('takes no flags of the link type for the type', () => {
    const file = concatBytes(header(0xa1b2c3d4, 0x10000001), record(0, 0, FIRST))
    expect(expectOk(readCapture(file), 'read')[0]?.linkType).toBe(1)
  })
  it('ends before a packet that was cut, and after one that was not', () => {
    const file = concatBytes(header(0xa1b2c3d4), record(0, 0, FIRST), record(0, 0, SECOND))
    expect(expectOk(readCapture(file), 'whole')).toHaveLength(2)
    for (const cut of [1, SECOND.length, SECOND.length + 1, SECOND.length + 16]) {
      expect(expectOk(readCapture(file.subarray(0, -cut)), 'cut')).toHaveLength(1)
    }
  })
})

describe.each([true, false])('pcapng, little-endian %s', (little) => {
  const block = (type: number, body: Uint8Array) =>
    concatBytes(numbers(little, [4, type], [4, body.length + 12]), body, numbers(little, [4, body.length + 12]))
  const section = block(0x0a0d0d0a, numbers(little, [4, 0x1a2b3c4d], [2, 1], [2, 0], [4, 0xffffffff], [4, 0xffffffff]))
  const face = (linkType: number, options = new Uint8Array(0)) =>
    block(1, concatBytes(numbers(little, [2, linkType], [2, 0], [4, 65_535]), options))
  const enhanced = (index: number, units: number, bytes: Uint8Array) =>
    block(
      6,
      concatBytes(
        numbers(little, [4, index], [4, Math.floor(units / 2 ** 32)], [4, units % 2 ** 32]),
        numbers(little, [4, bytes.length], [4, bytes.length]),
        padded(bytes),
      ),
    )
  const simple = (bytes: Uint8Array) => block(3, concatBytes(numbers(little, [4, bytes.length]), padded(bytes)))
  const resolution = (value: number) =>
    concatBytes(
      numbers(little, [2, 2], [2, 3], [1, 97], [1, 98], [1, 99], [1, 0], [2, 9], [2, 1], [1, value], [1, 0], [2, 0]),
      new Uint8Array(4),
    )
  const read = (...blocks: readonly Uint8Array[]) => expectOk(readCapture(concatBytes(section, ...blocks)), 'read')

  it('gives the packets of several interfaces', () => {
    const now_us = 1_764_000_000_123_000
    expect(read(face(101), face(1), enhanced(1, now_us, FIRST), enhanced(0, now_us + 5000, SECOND))).toEqual([
      { at: now_us / 1000, linkType: 1, bytes: FIRST },
      { at: now_us / 1000 + 5, linkType: 101, bytes: SECOND },
    ])
  })
  it('reads times in the resolution of the interface', () => {
    const [nano, binary] = read(
      face(1, resolution(9)),
      face(1, resolution(0x8a)),
      enhanced(0, 2.5e9, FIRST),
      enhanced(1, 1536, FIRST),
    )
    expect([nano?.at, binary?.at]).toEqual([2500, 1500])
  })
  it('gives simple packets without their padding, on the first interface and without a time', () => {
    expect(read(face(228), face(1), simple(FIRST))).toEqual([{ at: 0, linkType: 228, bytes: FIRST }])
  })
  it('takes Ethernet for granted where no interface was described', () => {
    expect(read(enhanced(0, 1000, FIRST), simple(SECOND)).map(({ linkType }) => linkType)).toEqual([1, 1])
  })
  it('passes over blocks it does not know, and ends where the file is cut or makes no sense', () => {
    expect(read(block(5, new Uint8Array(8)), simple(FIRST))).toHaveLength(1)
    expect(read(simple(FIRST), simple(SECOND).subarray(0, -1))).toHaveLength(1)
    expect(read(simple(FIRST), numbers(little, [4, 3], [4, 8], [4, 8]))).toHaveLength(1)
  })
})

describe('other files', () => {
  it('are no captures', () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(40), Uint8Array.of(0xa1, 0xb2, 0xc3, 0xd4)]) {
      expect(isCapture(bytes)).toBe(false)
      expect(readCapture(bytes)).toEqual({ ok: false, error: 'a pcap or pcapng file is expected' })
    }
  })
})
