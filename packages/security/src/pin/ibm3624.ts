import { assert, fromHex, isHex } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'

/**
 * A decimalisation table that gives nothing away: 16 digits, at least eight different ones, none more than four times.
 * With a table of few digits a caller reads a PIN out in a handful of tries (Bond and Zielinski 2003).
 */
export function isSoundDecimalisationTable(table: string): boolean {
  if (!/^\d{16}$/.test(table)) return false
  const counts = new Uint8Array(10)
  let different = 0
  for (let i = 0; i < table.length; i++) {
    const digit = table.charCodeAt(i) - 0x30
    const count = (counts[digit] as number) + 1
    if (count > 4) return false
    if (count === 1) different += 1
    counts[digit] = count
  }
  return different >= 8
}

/**
 * Natural PIN of the IBM 3624 method: validation data (16 hex digits, usually from the PAN) enciphered under the PIN
 * verification key, each hex digit replaced through the table, the leftmost `length` (4 to 12) taken.
 */
export function ibmNaturalPin(cipher: BlockCipher, table: string, validationData: string, length: number): string {
  assert(cipher.blockSize === 8 && isHex(validationData) && validationData.length === 16, 'IBM 3624: 16 hex digits')
  assert(/^\d{16}$/.test(table) && length >= 4 && length <= 12, 'IBM 3624: a table of 16 digits, a PIN of 4 to 12')
  const block = fromHex(validationData)
  cipher.encryptBlock(block, 0, block, 0)
  let pin = ''
  for (let i = 0; i < length; i++) {
    const byte = block[i >> 1] as number
    pin += table.charAt(i % 2 === 0 ? byte >> 4 : byte & 0x0f)
  }
  return pin
}

function combine(a: string, b: string, sign: 1 | -1): string {
  let combined = ''
  for (let i = 0; i < a.length; i++) combined += (Number(a.charAt(i)) + sign * Number(b.charAt(i)) + 10) % 10
  return combined
}

/** Offset that leads from the natural to the customer's PIN, digit by digit modulo ten. */
export const ibmOffset = (naturalPin: string, pin: string): string =>
  combine(pin.slice(0, naturalPin.length), naturalPin, -1)

export const ibmPin = (naturalPin: string, offset: string): string => combine(naturalPin, offset, 1)

/** Validation data by the payShield's pattern: twelve PAN digits without check digit, the last five at letter `N`. */
export const ibmValidationData = (pattern: string, pan: string): string =>
  pattern.replace('N', pan.slice(-6, -1).padStart(5, '0'))
