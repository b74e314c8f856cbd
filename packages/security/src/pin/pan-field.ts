import type { PinFieldFormat } from './pin-field.ts'

/**
 * The PAN field that a format mixes into its block (ISO 9564-1): four zeros and the rightmost twelve digits without
 * the check digit for formats 0 and 3, in the right half of 16 bytes for the SM4 form; for format 4 the digits
 * over twelve as a count, the whole PAN left-aligned, zeros. Formats 1 and 2 know no PAN: undefined.
 */
export function panField(format: PinFieldFormat, pan: string): Uint8Array<ArrayBuffer> | undefined {
  switch (format) {
    case 'iso-0':
    case 'iso-3':
      return packDigits(`0000${pan.slice(-13, -1).padStart(12, '0')}`)
    case 'unionpay-sm4':
      return packDigits(`${'0'.repeat(20)}${pan.slice(-13, -1).padStart(12, '0')}`)
    case 'iso-4': {
      const digits = pan.padStart(12, '0')
      return packDigits(`${digits.length - 12}${digits}`.padEnd(32, '0'))
    }
    default:
      return undefined
  }
}

function packDigits(digits: string): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(digits.length / 2)
  for (let i = 0; i < packed.length; i++) {
    packed[i] = ((digits.charCodeAt(2 * i) - 48) << 4) | (digits.charCodeAt(2 * i + 1) - 48)
  }
  return packed
}
