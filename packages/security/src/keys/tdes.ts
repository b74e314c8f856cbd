import { assert } from '@fiftyfive/kernel'
import { Des, ecbDecrypt, ecbEncrypt, type BlockCipher } from '../ciphers/index.ts'

/** TDES in ECB mode under a 16- or 24-byte key; how a UnionPay sign-on response carries working keys. Data: whole 8-byte blocks. */
export const tdesEcbEncrypt = (key: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> =>
  once(key, data, ecbEncrypt)

export const tdesEcbDecrypt = (key: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> =>
  once(key, data, ecbDecrypt)

function once(
  key: Uint8Array,
  data: Uint8Array,
  mode: (cipher: BlockCipher, data: Uint8Array) => Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  assert(key.length !== 8, 'TDES key: 16 or 24 bytes')
  const cipher = new Des(key)
  const out = mode(cipher, data)
  cipher.wipe()
  return out
}
