import { asciiBytes, toHex } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'
import { macAlgorithm1 } from './iso9797.ts'

/** All blocks of the data folded into one by XOR, written as upper-case hex: 16 characters for blocks of 8 bytes. */
export function unionpayFold(blockSize: 8 | 16, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const fold = new Uint8Array(blockSize)
  for (let at = 0; at < data.length; at += blockSize) {
    const count = Math.min(blockSize, data.length - at)
    for (let i = 0; i < count; i++) fold[i] = (fold[i] as number) ^ (data[at + i] as number)
  }
  return asciiBytes(toHex(fold))
}

/**
 * The "ECB" MAC of the UnionPay POS specification: the two halves of the fold's hex characters are enciphered one after
 * the other, the second XORed with the result of the first, which is ISO 9797-1 algorithm 1. The MAC is the first 8
 * of that result's hex characters, as ASCII: this function gives the whole result, 16 characters for DES and TDES,
 * 32 for SM4, whose fold is 16 bytes wide.
 */
export const unionpayMacBlock = (cipher: BlockCipher, data: Uint8Array): Uint8Array<ArrayBuffer> =>
  asciiBytes(toHex(macAlgorithm1(cipher, unionpayFold(cipher.blockSize, data), 1)))
