import { assert, type Random } from '@fiftyfive/kernel'
import type { PinBlockFormat, PinBlockShape } from '../security-module.ts'

/** Every format the package can lay out. ISO 2 travels only to a chip; the SM4 form is Chinese banks' 16-byte format 0. */
export type PinFieldFormat = PinBlockFormat | 'iso-2'

/** Control nibble of each format (ISO 9564-1, 9.3). */
const CONTROL: Readonly<Record<PinFieldFormat, number>> = {
  'iso-0': 0,
  'iso-1': 1,
  'iso-2': 2,
  'iso-3': 3,
  'iso-4': 4,
  'unionpay-sm4': 0,
}

export const isWideFormat = (format: PinFieldFormat): boolean => format === 'iso-4' || format === 'unionpay-sm4'

const nibbleAt = (bytes: Uint8Array, i: number): number =>
  i & 1 ? (bytes[i >> 1] as number) & 15 : (bytes[i >> 1] as number) >> 4

function setNibble(bytes: Uint8Array, i: number, value: number): void {
  const byte = bytes[i >> 1] as number
  bytes[i >> 1] = i & 1 ? (byte & 0xf0) | value : (byte & 0x0f) | (value << 4)
}

/** The PIN field before the PAN is mixed in: control, length, digits, filler. 8 bytes, or 16 for the wide formats. */
export function encodePinField(format: PinFieldFormat, pin: string, random: Random): Uint8Array<ArrayBuffer> {
  assert(/^\d{4,12}$/.test(pin), 'PIN field: 4 to 12 digits')
  const field = initialField(format, random)
  setNibble(field, 0, CONTROL[format])
  setNibble(field, 1, pin.length)
  for (let i = 0; i < pin.length; i++) setNibble(field, 2 + i, pin.charCodeAt(i) - 48)
  return field
}

function initialField(format: PinFieldFormat, random: Random): Uint8Array<ArrayBuffer> {
  switch (format) {
    case 'iso-1':
      return random.bytes(8)
    case 'iso-3': {
      // Random filler A to F, so that equal PINs of one card do not give equal blocks.
      const field = new Uint8Array(8)
      for (let i = 0; i < 16; i++) setNibble(field, i, randomHexLetter(random))
      return field
    }
    case 'iso-4': {
      const field = new Uint8Array(16).fill(0xaa)
      field.set(random.bytes(8), 8)
      return field
    }
    case 'unionpay-sm4':
      return new Uint8Array(16).fill(0xff)
    default:
      return new Uint8Array(8).fill(0xff)
  }
}

function randomHexLetter(random: Random): number {
  for (;;) {
    const value = (random.bytes(1)[0] as number) & 7
    if (value < 6) return 10 + value
  }
}

/** How far a PIN field obeys its format: the first rule it breaks, from left to right. */
export function shapeOfPinField(format: PinFieldFormat, field: Uint8Array): PinBlockShape {
  if (nibbleAt(field, 0) !== CONTROL[format]) return 'bad-control'
  const length = nibbleAt(field, 1)
  if (length < 4 || length > 12) return 'bad-length'
  for (let i = 2; i < 2 + length; i++) if (nibbleAt(field, i) > 9) return 'bad-digits'
  return fillerObeys(format, field, 2 + length) ? 'well-formed' : 'bad-filler'
}

function fillerObeys(format: PinFieldFormat, field: Uint8Array, from: number): boolean {
  if (format === 'iso-1') return true
  const end = format === 'unionpay-sm4' ? 32 : 16
  for (let i = from; i < end; i++) {
    const nibble = nibbleAt(field, i)
    const right = format === 'iso-3' ? nibble >= 10 : nibble === (format === 'iso-4' ? 10 : 15)
    if (!right) return false
  }
  return true
}

/** The digits of a well-formed PIN field. */
export function pinOfField(field: Uint8Array): string {
  let pin = ''
  for (let i = 0; i < nibbleAt(field, 1); i++) pin += nibbleAt(field, 2 + i)
  return pin
}
