import { fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { computeMac, macComputer, padForMac, unionpayFold } from './index.ts'

describe('padding of ISO 9797-1', () => {
  it.each([
    [1, '', '0000000000000000'],
    [1, '0102', '0102000000000000'],
    [1, '0102030405060708', '0102030405060708'],
    [1, '010203040506070809', '01020304050607080900000000000000'],
    [2, '', '8000000000000000'],
    [2, '0102030405060708', '01020304050607088000000000000000'],
    [3, '', '00000000000000000000000000000000'],
    [3, '0102', '00000000000000100102000000000000'],
  ] as const)('method %i of %s is %s', (padding, data, padded) => {
    expect(toHex(padForMac(fromHex(data), 8, padding))).toBe(padded)
  })
})

describe('computeMac', () => {
  const key = fromHex('0123456789ABCDEFFEDCBA9876543210')
  const data = new Uint8Array(21).fill(0x41)

  it('gives eight bytes; the UnionPay one as ASCII hex', () => {
    for (const algorithm of ['unionpay-ecb', 'iso9797-1-alg1', 'iso9797-1-alg3', 'cmac'] as const) {
      expect(computeMac(algorithm, key, data)).toHaveLength(8)
    }
    expect(String.fromCharCode(...computeMac('unionpay-ecb', key, data))).toMatch(/^[0-9A-F]{8}$/)
  })

  it('takes the algorithm of a key by its length unless told', () => {
    expect(computeMac('cmac', key, data)).toEqual(computeMac('cmac', key, data, 'tdes-2'))
    expect(computeMac('cmac', key, data)).not.toEqual(computeMac('cmac', key, data, 'aes-128'))
    expect(computeMac('unionpay-ecb', key.slice(0, 8), data)).toEqual(
      computeMac('unionpay-ecb', key.slice(0, 8), data, 'des'),
    )
    expect(() => computeMac('cmac', new Uint8Array(32), data)).toThrow('8, 16 or 24')
    expect(() => computeMac('iso9797-1-alg3', new Uint8Array(24), data)).toThrow('double-length')
    expect(() => computeMac('iso9797-1-alg3', key, data, 'aes-128')).toThrow('double-length')
  })

  it('pads with zeros, written out or not, up to a whole block', () => {
    for (let length = 1; length <= 17; length++) {
      const message = data.slice(0, length)
      for (const algorithm of ['iso9797-1-alg1', 'iso9797-1-alg3'] as const) {
        expect(computeMac(algorithm, key, message)).toEqual(computeMac(algorithm, key, padForMac(message, 8, 1)))
      }
    }
  })

  it('works on with one prepared key, and not after it was wiped', () => {
    for (const algorithm of ['iso9797-1-alg3', 'cmac'] as const) {
      const computer = macComputer(algorithm, key)
      const first = computer.compute(data)
      expect(computer.compute(data)).toEqual(first)
      expect(computeMac(algorithm, key, data)).toEqual(first)
      computer.wipe()
      expect(() => computer.compute(data)).toThrow('wiped')
    }
  })
})

it('the fold of the UnionPay MAC wraps round its block', () => {
  expect(String.fromCharCode(...unionpayFold(8, fromHex('01020304050607080F')))).toBe('0E02030405060708')
  expect(unionpayFold(16, new Uint8Array(0))).toHaveLength(32)
})
