import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asciiBytes, concatBytes, equalBytes, fromHex, isHex, toHex, xorBytes } from './bytes.ts'
import { randomFraction, randomInteger, seededRandom } from './random.ts'

const bytes = fc.uint8Array({ maxLength: 64 })

describe('bytes', () => {
  it('hex and back', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(fromHex(toHex(value))).toEqual(Uint8Array.from(value))
      }),
    )
    expect(isHex('0G')).toBe(false)
    expect(isHex('ABC')).toBe(false)
    expect(() => fromHex('XY')).toThrow('hex')
  })
  it('equal means equal', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(equalBytes(a, b)).toBe(toHex(a) === toHex(b))
        expect(equalBytes(a, Uint8Array.from(a))).toBe(true)
      }),
    )
  })
  it('exclusive or undoes itself', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const mask = value.map((byte) => byte ^ 0x5a)
        expect(xorBytes(xorBytes(value, mask), mask)).toEqual(Uint8Array.from(value))
      }),
    )
    expect(() => xorBytes(new Uint8Array(1), new Uint8Array(2))).toThrow('one length')
  })
  it('concatenates, and takes ASCII only', () => {
    expect(concatBytes(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3))
    expect(() => asciiBytes('密')).toThrow('ASCII')
  })
})

describe('seeded randomness', () => {
  it('repeats with its seed and differs with another', () => {
    expect(seededRandom('a').bytes(32)).toEqual(seededRandom('a').bytes(32))
    expect(seededRandom('a').bytes(32)).not.toEqual(seededRandom('b').bytes(32))
  })
  it('is even enough and stays in its bounds', () => {
    const random = seededRandom(55)
    const counts = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < 10_000; i++) counts[randomInteger(random, 10)]! += 1
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150)
    const fraction = randomFraction(random)
    expect(fraction >= 0 && fraction < 1).toBe(true)
    expect(() => randomInteger(random, 0)).toThrow('bound')
  })
})
