import { assert } from '@fiftyfive/kernel'
import type { BlockCipher } from './block-cipher.ts'

/** Electronic code book. Data must be whole blocks. */
export function ecbEncrypt(cipher: BlockCipher, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = wholeBlocks(cipher, data)
  for (let at = 0; at < data.length; at += cipher.blockSize) cipher.encryptBlock(data, at, out, at)
  return out
}

export function ecbDecrypt(cipher: BlockCipher, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = wholeBlocks(cipher, data)
  for (let at = 0; at < data.length; at += cipher.blockSize) cipher.decryptBlock(data, at, out, at)
  return out
}

/** Cipher block chaining. Data must be whole blocks, the initial vector one block. */
export function cbcEncrypt(cipher: BlockCipher, initialVector: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = wholeBlocks(cipher, data)
  let previous = initialVector.subarray(0, cipher.blockSize)
  for (let at = 0; at < data.length; at += cipher.blockSize) {
    for (let i = 0; i < cipher.blockSize; i++) out[at + i] = (data[at + i] as number) ^ (previous[i] as number)
    cipher.encryptBlock(out, at, out, at)
    previous = out.subarray(at, at + cipher.blockSize)
  }
  return out
}

export function cbcDecrypt(cipher: BlockCipher, initialVector: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = wholeBlocks(cipher, data)
  let previous = initialVector.subarray(0, cipher.blockSize)
  for (let at = 0; at < data.length; at += cipher.blockSize) {
    cipher.decryptBlock(data, at, out, at)
    for (let i = 0; i < cipher.blockSize; i++) out[at + i] = (out[at + i] as number) ^ (previous[i] as number)
    previous = data.subarray(at, at + cipher.blockSize)
  }
  return out
}

function wholeBlocks(cipher: BlockCipher, data: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(data.length % cipher.blockSize === 0, 'cipher: whole blocks are expected')
  return new Uint8Array(data.length)
}
