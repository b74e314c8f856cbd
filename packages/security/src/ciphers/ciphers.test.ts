import { createCipheriv, createHash, createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hmac, sha1, sha256, sm3 } from '../hash/index.ts'
import { adjustParity } from '../keys/index.ts'
import { takeSchedule, wipeSchedule } from './schedules.ts'
import { Aes, cbcDecrypt, cbcEncrypt, Des, ecbDecrypt, ecbEncrypt, Sm4, type BlockCipher } from './index.ts'

/** Another implementation of each cipher: OpenSSL, through node:crypto. */
const CIPHERS: readonly (readonly [name: string, keyBytes: number, make: (key: Uint8Array) => BlockCipher])[] = [
  ['des-ede', 16, (key) => new Des(key)],
  ['des-ede3', 24, (key) => new Des(key)],
  ['aes-128', 16, (key) => new Aes(key)],
  ['aes-192', 24, (key) => new Aes(key)],
  ['aes-256', 32, (key) => new Aes(key)],
  ['sm4', 16, (key) => new Sm4(key)],
]

const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length })

function openssl(name: string, key: Uint8Array, iv: Uint8Array | null, data: Uint8Array): Uint8Array {
  const cipher = createCipheriv(name, key, iv).setAutoPadding(false)
  return new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]))
}

describe.each(CIPHERS)('%s', (name, keyBytes, make) => {
  const ecb = name === 'des-ede' ? 'des-ede' : name === 'des-ede3' ? 'des-ede3' : `${name}-ecb`

  it('enciphers as OpenSSL does, and deciphers back, in ECB and CBC mode', () => {
    const property = fc.property(bytes(keyBytes), bytes(16), bytes(96), (key, vector, data) => {
      const cipher = make(key)
      const initialVector = vector.slice(0, cipher.blockSize)
      const sealed = ecbEncrypt(cipher, data)
      expect(sealed).toEqual(openssl(ecb, key, null, data))
      expect(ecbDecrypt(cipher, sealed)).toEqual(data)
      const chained = cbcEncrypt(cipher, initialVector, data)
      expect(chained).toEqual(openssl(`${name}-cbc`, key, initialVector, data))
      expect(cbcDecrypt(cipher, initialVector, chained)).toEqual(data)
    })
    fc.assert(property, { numRuns: 60 })
  })

  it('works at any place of an array, and in place', () => {
    const cipher = make(new Uint8Array(keyBytes).fill(0x5a))
    const apart = new Uint8Array(40).fill(7)
    const target = new Uint8Array(40)
    cipher.encryptBlock(apart, 3, target, 5)
    cipher.encryptBlock(apart, 3, apart, 3)
    expect(target.slice(5, 5 + cipher.blockSize)).toEqual(apart.slice(3, 3 + cipher.blockSize))
    expect([target[4], target[5 + cipher.blockSize]]).toEqual([0, 0])
  })

  it('says that its key was wiped, and hands its schedule over once, in zeros', () => {
    const cipher = make(new Uint8Array(keyBytes).fill(1))
    const block = new Uint8Array(16)
    cipher.decryptBlock(block, 0, block, 0)
    cipher.wipe()
    cipher.wipe()
    expect(() => ecbEncrypt(cipher, block)).toThrow('wiped')
    expect(() => ecbDecrypt(cipher, block)).toThrow('wiped')
    const [a, b] = [2, 4].map((fill) => make(new Uint8Array(keyBytes).fill(fill))) as [BlockCipher, BlockCipher]
    const sealed = ecbEncrypt(a, block)
    expect(ecbEncrypt(b, block)).not.toEqual(sealed)
    expect(ecbDecrypt(a, sealed)).toEqual(block)
    const unused = make(new Uint8Array(keyBytes))
    unused.wipe()
    expect(() => ecbDecrypt(unused, block)).toThrow('wiped')
  })

  it('takes keys and data of its own lengths only', () => {
    expect(() => make(new Uint8Array(keyBytes - 1))).toThrow('bytes')
    expect(() => ecbEncrypt(make(new Uint8Array(keyBytes)), new Uint8Array(9))).toThrow('whole blocks')
  })
})

describe('single DES', () => {
  // A double-length key of equal halves is single DES, which OpenSSL has no longer by itself.
  it('is TDES with equal halves, also after taking another key', () => {
    const property = fc.property(bytes(8), bytes(8), bytes(8), (first, key, data) => {
      const cipher = new Des(first)
      cipher.rekey(key, 0)
      const sealed = ecbEncrypt(cipher, data)
      expect(sealed).toEqual(openssl('des-ede', new Uint8Array([...key, ...key]), null, data))
      expect(ecbEncrypt(new Des(adjustParity(key)), data)).toEqual(sealed)
      expect(ecbDecrypt(cipher, sealed)).toEqual(data)
    })
    fc.assert(property, { numRuns: 60 })
    expect(() => new Des(new Uint8Array(16)).rekey(new Uint8Array(8), 0)).toThrow('single DES')
  })
})

describe('a key schedule', () => {
  it('comes back in zeros, with another in its place that is none', () => {
    const schedule = takeSchedule(44).fill(7)
    const none = wipeSchedule(schedule)
    expect([...new Set(schedule)]).toEqual([0])
    expect(none).toHaveLength(0)
    expect(wipeSchedule(none)).toBe(none)
    expect(takeSchedule(44)).toBe(schedule)
    expect(takeSchedule(44)).not.toBe(schedule)
    expect(takeSchedule(0)).not.toBe(none)
  })

  it('is not kept when enough of its length are', () => {
    const many = Array.from({ length: 65 }, () => takeSchedule(60))
    for (const each of many) wipeSchedule(each.fill(1))
    const again = Array.from({ length: 65 }, () => takeSchedule(60))
    expect(again.filter((each) => many.includes(each))).toHaveLength(64)
    expect(many.every((each) => each.every((word) => word === 0))).toBe(true)
  })
})

describe('hashes', () => {
  it.each([
    ['sha1', sha1],
    ['sha256', sha256],
    ['sm3', sm3],
  ] as const)('%s agrees with OpenSSL at every length around a block, and as HMAC', (name, hash) => {
    for (let length = 0; length < 140; length++) {
      const data = Uint8Array.from({ length }, (_, i) => i * 31 + length)
      expect(hash(data)).toEqual(new Uint8Array(createHash(name).update(data).digest()))
      expect(hmac(hash, data, data)).toEqual(new Uint8Array(createHmac(name, data).update(data).digest()))
    }
  })
})
