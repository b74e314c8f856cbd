import { asciiBytes, toHex } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'

/**
 * The "ECB" MAC of the UnionPay POS specification. All blocks are folded together by XOR and the fold written as
 * upper-case hex characters; their first half is enciphered, their second half mixed in and enciphered again. The MAC
 * is the first 8 of that result's hex characters, as ASCII: this function gives the whole result, 16 characters for
 * DES and TDES, 32 for SM4, whose fold is 16 bytes wide.
 */
export function unionpayMacBlock(cipher: BlockCipher, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = cipher.blockSize
  const fold = new Uint8Array(size)
  for (let i = 0; i < data.length; i++) fold[i % size] = (fold[i % size] as number) ^ (data[i] as number)
  const characters = asciiBytes(toHex(fold))
  const state = characters.slice(0, size)
  cipher.encryptBlock(state, 0, state, 0)
  for (let i = 0; i < size; i++) state[i] = (state[i] as number) ^ (characters[size + i] as number)
  cipher.encryptBlock(state, 0, state, 0)
  return asciiBytes(toHex(state))
}
