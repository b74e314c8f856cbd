import { fromHex, toHex } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { badPair, pack, unpack } from './packed.ts'

const text = (characters: string) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 40 })
const packed = (digits: string, skip: 0 | 1, separators: boolean) => {
  const bytes = new Uint8Array(40).fill(0xee)
  return { isPacked: pack(digits, bytes, 1, skip, separators), bytes }
}

/** The byte of the separator; the last nibble of an odd number is looked at before the others. */
const firstBad = (track: string, separator: number): number =>
  1 + ((track.length % 2 === 1 && track.endsWith('D') ? track.length - 1 : separator) >> 1)

describe('packed digits', () => {
  it('come back as they were, on either side of a filler nibble', () => {
    fc.assert(
      fc.property(text('0123456789'), (digits) => {
        const skip = (digits.length & 1) as 0 | 1
        for (const side of skip === 1 ? ([0, 1] as const) : ([0] as const)) {
          const { isPacked, bytes } = packed(digits, side, false)
          const size = (digits.length + 1) >> 1
          expect(isPacked).toBe(true)
          const hex = side === 1 ? `0${digits}` : digits.padEnd(2 * size, '0')
          expect(toHex(bytes.subarray(0, size + 2))).toBe(`EE${hex}EE`)
          expect(unpack(bytes, 1, digits.length, side)).toBe(digits)
          expect(badPair(bytes, 1, digits.length, side, false)).toBe(-1)
        }
      }),
    )
  })
  it('take = and D for the separator of track data, and give D', () => {
    fc.assert(
      fc.property(text('0123456789D'), (track) => {
        const { isPacked, bytes } = packed(track.replaceAll('D', '='), 0, true)
        expect(isPacked).toBe(true)
        expect(unpack(bytes, 1, track.length, 0)).toBe(track)
        expect(badPair(bytes, 1, track.length, 0, true)).toBe(-1)
        const separator = track.indexOf('D')
        expect(badPair(bytes, 1, track.length, 0, false)).toBe(separator < 0 ? -1 : firstBad(track, separator))
        expect(packed(track, 0, false).isPacked).toBe(separator < 0)
      }),
    )
  })
  it.each([
    ['1A', 0],
    ['A1', 0],
    ['12=', 0],
    ['/', 0],
    [':', 0],
    // Codes whose lower byte is that of a digit.
    ['1\u{131}', 0],
    ['\u{131}1', 0],
    ['12\u{131}', 0],
    ['\u{131}', 1],
    ['A23', 1],
  ] as const)('refuse %j', (digits, skip) => expect(packed(digits, skip, false).isPacked).toBe(false))
  it('name the first byte that is wrong', () => {
    const bad = (hex: string, count: number, skip: 0 | 1, separators = false) =>
      badPair(fromHex(hex), 0, count, skip, separators)
    expect(bad('12A4', 4, 0)).toBe(1)
    expect(bad('124A', 4, 0)).toBe(1)
    expect(bad('A234', 4, 0)).toBe(0)
    expect(bad('12A0', 3, 0)).toBe(1)
    expect(bad('123A', 3, 0)).toBe(-1)
    expect(bad('A123', 3, 1)).toBe(-1)
    expect(bad('0A23', 3, 1)).toBe(0)
    expect(bad('0123A0', 3, 1)).toBe(-1)
    expect(bad('012A', 3, 1)).toBe(1)
    expect(bad('1D', 2, 0, true)).toBe(-1)
    expect(bad('D0', 1, 0, true)).toBe(-1)
    expect(bad('1E', 2, 0, true)).toBe(0)
  })
})
