import { assert } from '@fiftyfive/kernel'
import { Des, ecbDecrypt, ecbEncrypt } from '../ciphers/index.ts'

/** TDES in ECB mode under a 16- or 24-byte key; how a UnionPay sign-on response carries working keys. Data: whole 8-byte blocks. */
export function tdesEcbEncrypt(key: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return ecbEncrypt(tdes(key), data)
}

export function tdesEcbDecrypt(key: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return ecbDecrypt(tdes(key), data)
}

function tdes(key: Uint8Array): Des {
  assert(key.length !== 8, 'TDES key: 16 or 24 bytes')
  return new Des(key)
}
