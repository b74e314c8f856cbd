import { asciiBytes } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'
import { macAlgorithm1 } from './iso9797.ts'

const DIGITS = asciiBytes('0123456789ABCDEF')

/** Upper-case hex as ASCII, without a string in between. */
function hexCharacters(bytes: Uint8Array, count = bytes.length): Uint8Array<ArrayBuffer> {
  const characters = new Uint8Array(2 * count)
  for (let i = 0; i < count; i++) {
    const byte = bytes[i] as number
    characters[2 * i] = DIGITS[byte >> 4] as number
    characters[2 * i + 1] = DIGITS[byte & 15] as number
  }
  return characters
}

/** All blocks of the data folded into one by XOR, written as upper-case hex: 16 characters for blocks of 8 bytes. */
export function unionpayFold(blockSize: 8 | 16, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const fold = new Uint8Array(blockSize)
  const place = blockSize - 1
  for (let i = 0; i < data.length; i++) fold[i & place] = (fold[i & place] as number) ^ (data[i] as number)
  return hexCharacters(fold)
}

/**
 * The "ECB" MAC of the UnionPay POS specification: the two halves of the fold's hex characters are enciphered one after
 * the other, the second XORed with the result of the first, which is ISO 9797-1 algorithm 1. The MAC is the first 8
 * of that result's hex characters, as ASCII: this function gives the whole result, 16 characters for DES and TDES,
 * 32 for SM4, whose fold is 16 bytes wide.
 */
export const unionpayMacBlock = (cipher: BlockCipher, data: Uint8Array): Uint8Array<ArrayBuffer> =>
  hexCharacters(unionpayBlock(cipher, data))

/** The 8 characters of the MAC alone. */
export const unionpayMac = (cipher: BlockCipher, data: Uint8Array): Uint8Array<ArrayBuffer> =>
  hexCharacters(unionpayBlock(cipher, data), 4)

const unionpayBlock = (cipher: BlockCipher, data: Uint8Array): Uint8Array =>
  macAlgorithm1(cipher, unionpayFold(cipher.blockSize, data), 1)
