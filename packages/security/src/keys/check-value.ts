import { toHex } from '@fiftyfive/kernel'
import { cmac } from '../mac/cmac.ts'
import { cipherOf, type CipherAlgorithm } from './algorithm.ts'

/**
 * Check value as 6 upper-case hex digits, what PCI PIN lets out without authorisation: for DES, TDES and SM4 the first
 * 3 bytes of one enciphered block of zeros, for AES the first 3 bytes of the CMAC of such a block (X9.24-1, annex A).
 */
export function keyCheckValue(algorithm: CipherAlgorithm, key: Uint8Array): string {
  return toHex(fullCheckValue(algorithm, key).slice(0, 3))
}

/** The whole block that check values of any length are cut from. Never give out more than 3 bytes of it. */
export function fullCheckValue(algorithm: CipherAlgorithm, key: Uint8Array): Uint8Array {
  return algorithm.startsWith('aes') ? macOfZeros(algorithm, key) : zerosEnciphered(algorithm, key)
}

/** The older check value of an AES key: zeros enciphered, as for TDES. */
export const legacyCheckValue = (algorithm: CipherAlgorithm, key: Uint8Array): string =>
  toHex(zerosEnciphered(algorithm, key).slice(0, 3))

function zerosEnciphered(algorithm: CipherAlgorithm, key: Uint8Array): Uint8Array {
  const cipher = cipherOf(algorithm, key)
  const block = new Uint8Array(cipher.blockSize)
  cipher.encryptBlock(block, 0, block, 0)
  cipher.wipe()
  return block
}

function macOfZeros(algorithm: CipherAlgorithm, key: Uint8Array): Uint8Array {
  const cipher = cipherOf(algorithm, key)
  const mac = cmac(cipher, new Uint8Array(cipher.blockSize))
  cipher.wipe()
  return mac
}
