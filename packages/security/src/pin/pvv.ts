import { assert, toHex } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'

/**
 * Visa PIN verification value, 4 digits. The transformed security parameter is the rightmost eleven PAN digits without
 * the check digit, the key index (0 to 6) and the first four PIN digits, enciphered under the PVV key pair (TDES).
 */
export function visaPvv(cipher: BlockCipher, pan: string, keyIndex: number, pin: string): string {
  assert(Number.isInteger(keyIndex) && keyIndex >= 0 && keyIndex <= 6, 'PVV key index: 0 to 6')
  assert(cipher.blockSize === 8, 'PVV: a TDES key')
  const parameter = `${pan.slice(-12, -1).padStart(11, '0')}${keyIndex}${pin.slice(0, 4)}`
  const block = Uint8Array.from({ length: 8 }, (_, i) => Number.parseInt(parameter.slice(2 * i, 2 * i + 2), 16))
  cipher.encryptBlock(block, 0, block, 0)
  return decimaliseByScan(toHex(block), 4)
}

/** Takes decimal digits from left to right, then, when they do not suffice, letters A to F as 0 to 5. */
export function decimaliseByScan(hex: string, length: number): string {
  const decimals = hex.replace(/[A-F]/g, '')
  const letters = hex.replace(/\d/g, '').replace(/[A-F]/g, (letter) => String(letter.charCodeAt(0) - 65))
  return (decimals + letters).slice(0, length)
}
