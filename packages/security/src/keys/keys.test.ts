import { fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import {
  adjustParity,
  cipherOf,
  combineComponents,
  hasOddParity,
  hasWeakPart,
  isDegenerateTdes,
  KEY_LENGTH_BYTES,
  legacyCheckValue,
  tdesEcbDecrypt,
  tdesEcbEncrypt,
  type CipherAlgorithm,
} from './index.ts'

describe('parity', () => {
  it('is odd in every byte after adjusting, and nothing else changes', () => {
    const key = Uint8Array.from({ length: 256 }, (_, i) => i)
    const adjusted = adjustParity(key)
    expect(hasOddParity(adjusted)).toBe(true)
    for (const [i, byte] of adjusted.entries()) {
      expect(byte >> 1).toBe(i >> 1)
      expect(byte.toString(2).replaceAll('0', '').length % 2).toBe(1)
    }
    for (let i = 0; i < 256; i++) {
      expect(hasOddParity(adjusted.with(i, (adjusted[i] as number) ^ 1))).toBe(false)
    }
  })
})

describe('weak keys', () => {
  const [a, b, c] = ['0123456789ABCDEF', '1133557799BBDDFE', '2266AAEE2266AAEE']
  const degenerate = (hex: string): boolean => isDegenerateTdes(fromHex(hex))

  it('equal parts make single DES, but for a triple-length key written as K1 K2 K1 it says so too', () => {
    expect(degenerate(`${a}${b}`)).toBe(false)
    expect(degenerate(`${a}${a}`)).toBe(true)
    // Differences in parity bits are none.
    expect(degenerate(`${a}0022446688AACCEE`)).toBe(true)
    expect(degenerate(`${a}${b}${c}`)).toBe(false)
    expect(degenerate(`${a}${a}${c}`)).toBe(true)
    expect(degenerate(`${a}${c}${c}`)).toBe(true)
    expect(degenerate(`${a}${c}${a}`)).toBe(true)
    expect(degenerate(a)).toBe(true)
  })

  it.each(['0101010101010101', 'FEFEFEFEFEFEFEFE', '0000000000000000', '01FE01FE01FE01FE', 'FFE0FFE0FFF1FFF1'])(
    '%s is found in any part, whatever its parity',
    (weak) => {
      expect(hasWeakPart(fromHex(`${weak}${b}`))).toBe(true)
      expect(hasWeakPart(fromHex(`${a}${b}${weak}`))).toBe(true)
      expect(hasWeakPart(fromHex(`${a}${b}`))).toBe(false)
    },
  )
})

describe('ciphers by algorithm', () => {
  it.each(Object.entries(KEY_LENGTH_BYTES) as [CipherAlgorithm, number][])('%s takes %i bytes', (algorithm, length) => {
    const cipher = cipherOf(algorithm, new Uint8Array(length))
    expect(cipher.blockSize).toBe(algorithm.includes('des') ? 8 : 16)
    expect(() => cipherOf(algorithm, new Uint8Array(length + 8))).toThrow('bytes')
  })

  it('TDES in ECB mode leads back and takes no single DES key', () => {
    const key = fromHex('0123456789ABCDEF1133557799BBDDFE')
    const data = fromHex('00112233445566778899AABBCCDDEEFF')
    expect(toHex(tdesEcbDecrypt(key, tdesEcbEncrypt(key, data)))).toBe(toHex(data))
    expect(() => tdesEcbEncrypt(key.slice(0, 8), data)).toThrow('16 or 24')
  })

  it('the older check value of an AES key is zeros enciphered', () => {
    // FIPS 197 key of zeros: AES-128 of a block of zeros.
    expect(legacyCheckValue('aes-128', new Uint8Array(16))).toBe('66E94B')
  })
})

it('components: at least two, of one length', () => {
  expect(() => combineComponents([new Uint8Array(16)])).toThrow('two')
  expect(() => combineComponents([new Uint8Array(16), new Uint8Array(8)])).toThrow('one length')
  expect(toHex(combineComponents(['0F0F', 'FF00', '1111'].map(fromHex)))).toBe('E11E')
})
