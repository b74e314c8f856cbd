import { equalBytes, toHex } from '@fiftyfive/kernel'
import { Aes, cbcDecrypt, cbcEncrypt, Des, ecbDecrypt, ecbEncrypt, Sm4, type BlockCipher } from '../ciphers/index.ts'
import { hmac, sha1, sha256, sm3 } from '../hash/index.ts'
import { cmac, macAlgorithm1, RetailMac, unionpayMacBlock, type MacPadding } from '../mac/index.ts'
import { need, roundTrip, type Computed, type Input, type VectorEntry } from './entry.ts'

export const isSm4 = (algorithm: string): boolean => /SMS?4/i.test(algorithm)
export const isAes = (algorithm: string): boolean => /AES/i.test(algorithm)

/** The cipher an algorithm's name speaks of. */
export function cipherNamed(algorithm: string, key: Uint8Array): BlockCipher {
  if (isSm4(algorithm)) return new Sm4(key)
  if (isAes(algorithm)) return new Aes(key)
  need(/DES|TDEA/i.test(algorithm), `algorithm ${algorithm} is not supported`)
  return new Des(key)
}

function hashNamed(algorithm: string): (data: Uint8Array) => Uint8Array<ArrayBuffer> {
  if (/SM3/i.test(algorithm)) return sm3
  if (/SHA-?(?:2-)?256/i.test(algorithm)) return sha256
  need(/SHA-?1\b/i.test(algorithm), `algorithm ${algorithm} is not supported`)
  return sha1
}

export function primitive(entry: VectorEntry, input: Input): Computed {
  if (entry.op === 'hash' || !input.has('key'))
    return { digest: toHex(hashNamed(entry.algorithm)(input.bytes('data'))) }
  const cipher = cipherNamed(entry.algorithm, input.bytes('key'))
  if (!input.has('plain')) return { plain: toHex(deciphered(entry.algorithm, cipher, input)) }
  const plain = input.bytes('plain')
  if (input.has('iterations')) {
    for (let i = input.number('iterations'); i > 0; i--) cipher.encryptBlock(plain, 0, plain, 0)
    return { cipher: toHex(plain) }
  }
  const chained = isChained(entry.algorithm, input)
  const iv = chained ? input.bytes('iv') : new Uint8Array(cipher.blockSize)
  const sealed = chained ? cbcEncrypt(cipher, iv, plain) : ecbEncrypt(cipher, plain)
  const opened = chained ? cbcDecrypt(cipher, iv, sealed) : ecbDecrypt(cipher, sealed)
  roundTrip(equalBytes(opened, plain), 'deciphering')
  return { cipher: toHex(sealed) }
}

const isChained = (algorithm: string, input: Input): boolean =>
  /CBC/i.test(algorithm) || (input.has('iv') && !/ECB/i.test(algorithm))

function deciphered(algorithm: string, cipher: BlockCipher, input: Input): Uint8Array {
  const data = input.bytes('cipher')
  return isChained(algorithm, input) ? cbcDecrypt(cipher, input.bytes('iv'), data) : ecbDecrypt(cipher, data)
}

export function mac({ algorithm }: VectorEntry, input: Input): Computed {
  const key = input.bytes('key')
  const data = input.bytes('data')
  if (/HMAC/i.test(algorithm)) return { mac: toHex(hmac(hashNamed(algorithm), key, data)) }
  if (/CMAC/i.test(algorithm)) return { mac: toHex(cmac(cipherNamed(algorithm, key), data)) }
  const named = /padding(?: method)? ([123])/i.exec(algorithm)?.[1]
  const padding = (input.has('padding') ? input.number('padding') : Number(named ?? 1)) as MacPadding
  need([1, 2, 3].includes(padding), 'padding: 1, 2 or 3')
  if (/alg(?:orithm)?\.? ?3|X9\.19|retail/i.test(algorithm))
    return { mac: toHex(new RetailMac(key).compute(data, padding)) }
  need(/alg(?:orithm)?\.? ?1|X9\.9|CBC-?MAC/i.test(algorithm), `algorithm ${algorithm} is not supported`)
  return { mac: toHex(macAlgorithm1(cipherNamed(algorithm, key), data, padding)) }
}

export function unionpayMac({ algorithm }: VectorEntry, input: Input): Computed {
  const block = unionpayMacBlock(cipherNamed(algorithm, input.bytes('key')), input.bytes('data'))
  const text = String.fromCharCode(...block)
  return { mac8ascii: text.slice(0, 8), mac: text, fullBlock: text }
}
