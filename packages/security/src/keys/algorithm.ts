import { assert, unreachable } from '@fiftyfive/kernel'
import { Aes, Des, Sm4, type BlockCipher } from '../ciphers/index.ts'
import type { KeyAlgorithm } from '../security-module.ts'

/** Single DES lives on in old UnionPay MAC keys; the port does not offer it. */
export type CipherAlgorithm = KeyAlgorithm | 'des'

export const KEY_LENGTH_BYTES: Readonly<Record<CipherAlgorithm, number>> = {
  des: 8,
  'tdes-2': 16,
  'tdes-3': 24,
  'aes-128': 16,
  'aes-192': 24,
  'aes-256': 32,
  sm4: 16,
}

/** The cipher of a key with its schedule worked out; keep and reuse it. Throws when the length does not fit. */
export function cipherOf(algorithm: CipherAlgorithm, key: Uint8Array): BlockCipher {
  assert(key.length === KEY_LENGTH_BYTES[algorithm], `${algorithm} key: ${KEY_LENGTH_BYTES[algorithm]} bytes`)
  switch (algorithm) {
    case 'des':
    case 'tdes-2':
    case 'tdes-3':
      return new Des(key)
    case 'aes-128':
    case 'aes-192':
    case 'aes-256':
      return new Aes(key)
    case 'sm4':
      return new Sm4(key)
    default:
      return unreachable(algorithm)
  }
}

export const isDesFamily = (algorithm: CipherAlgorithm): boolean => algorithm === 'des' || algorithm.startsWith('tdes')

/** Bits of strength by SP 800-57 part 1, table 2; a key may only be wrapped under one that is at least as strong. */
export const STRENGTH_BITS: Readonly<Record<CipherAlgorithm, number>> = {
  des: 56,
  'tdes-2': 80,
  'tdes-3': 112,
  'aes-128': 128,
  sm4: 128,
  'aes-192': 192,
  'aes-256': 256,
}

/** DES or TDES by the length of the key, the only family whose keys are told apart so. */
export function desAlgorithmOf(key: Uint8Array): 'des' | 'tdes-2' | 'tdes-3' {
  assert(key.length === 8 || key.length === 16 || key.length === 24, 'DES key: 8, 16 or 24 bytes')
  return key.length === 8 ? 'des' : key.length === 16 ? 'tdes-2' : 'tdes-3'
}
