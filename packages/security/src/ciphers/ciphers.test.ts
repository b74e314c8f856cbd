import { createCipheriv, createHash, createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hmac, sha1, sha256, sm3 } from '../hash/index.ts'
import { adjustParity } from '../keys/index.ts'
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

  it('forgets its key when wiped', () => {
    const [a, b] = [1, 2].map((fill) => make(new Uint8Array(keyBytes).fill(fill))) as [BlockCipher, BlockCipher]
    a.wipe()
    b.wipe()
    const data = new Uint8Array(16).fill(9)
    expect(ecbEncrypt(a, data)).toEqual(ecbEncrypt(b, data))
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
