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
  const size = cipher.blockSize
  for (let at = 0; at < data.length; at += size) {
    const [previous, start] = at === 0 ? [initialVector, 0] : [out, at - size]
    for (let i = 0; i < size; i++) out[at + i] = (data[at + i] as number) ^ (previous[start + i] as number)
    cipher.encryptBlock(out, at, out, at)
  }
  return out
}

export function cbcDecrypt(cipher: BlockCipher, initialVector: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = wholeBlocks(cipher, data)
  out.set(data)
  cbcDecryptInPlace(cipher, initialVector, out, 0)
  return out
}

/** Deciphers what is in `data` from `from` on, the last block first, since each needs the one before as it was. */
export function cbcDecryptInPlace(
  cipher: BlockCipher,
  initialVector: Uint8Array,
  data: Uint8Array,
  from: number,
): void {
  const size = cipher.blockSize
  for (let at = data.length - size; at >= from; at -= size) {
    cipher.decryptBlock(data, at, data, at)
    const [previous, start] = at === from ? [initialVector, 0] : [data, at - size]
    for (let i = 0; i < size; i++) data[at + i] = (data[at + i] as number) ^ (previous[start + i] as number)
  }
}

function wholeBlocks(cipher: BlockCipher, data: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(data.length % cipher.blockSize === 0, 'cipher: whole blocks are expected')
  return new Uint8Array(data.length)
}
