import { assert, fromHex, isHex, toHex } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'

/**
 * A decimalisation table that gives nothing away: 16 digits, at least eight different ones, none more than four times.
 * With a table of few digits a caller reads a PIN out in a handful of tries (Bond and Zielinski 2003).
 */
export function isSoundDecimalisationTable(table: string): boolean {
  if (!/^\d{16}$/.test(table)) return false
  const counts = new Map<string, number>()
  for (const digit of table.split('')) counts.set(digit, (counts.get(digit) ?? 0) + 1)
  return counts.size >= 8 && Math.max(...counts.values()) <= 4
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
  return toHex(block)
    .slice(0, length)
    .replace(/[0-9A-F]/g, (digit) => table.charAt(Number.parseInt(digit, 16)))
}

const combine = (a: string, b: string, sign: 1 | -1): string =>
  a.replace(/\d/g, (digit, i: number) => String((Number(digit) + sign * Number(b.charAt(i)) + 10) % 10))

/** Offset that leads from the natural to the customer's PIN, digit by digit modulo ten. */
export const ibmOffset = (naturalPin: string, pin: string): string =>
  combine(pin.slice(0, naturalPin.length), naturalPin, -1)

export const ibmPin = (naturalPin: string, offset: string): string => combine(naturalPin, offset, 1)

/** Validation data by the payShield's pattern: twelve PAN digits without check digit, the last five at letter `N`. */
export const ibmValidationData = (pattern: string, pan: string): string =>
  pattern.replace('N', pan.slice(-6, -1).padStart(5, '0'))
