import { assert } from './assert.ts'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0').toUpperCase())

/** Value of a hex digit by its character code; 0x100, which no byte can be made of, for every other character. */
const NIBBLE = Int16Array.from({ length: 128 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(value) ? 0x100 : value
})

/** Bytes as upper-case hex, two characters each. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i] as number]
  return text
}

/** Hex in either case, an even number of characters, no separators. Throws on anything else: parse outside text first. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length >> 1)
  let sound = hex.length & 1 ? 0x100 : 0
  for (let i = 0; i < bytes.length; i++) {
    const high = NIBBLE[hex.charCodeAt(2 * i)] ?? 0x100
    const low = NIBBLE[hex.charCodeAt(2 * i + 1)] ?? 0x100
    sound |= high | low
    bytes[i] = (high << 4) | low
  }
  assert(sound < 0x100, 'hex: an even number of the characters 0-9 A-F is expected')
  return bytes
}

export const isHex = (text: string): boolean => text.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(text)

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0
  for (const part of parts) length += part.length
  const whole = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** Compares in time that depends on the lengths alone, so that a MAC or token cannot be guessed byte by byte. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number)
  return difference === 0
}

export function xorBytes(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(a.length === b.length, 'xor: two byte strings of one length are expected')
  const out = new Uint8Array(a.length)
  for (let i = 0; i < a.length; i++) out[i] = (a[i] as number) ^ (b[i] as number)
  return out
}

/** Text of ASCII characters as bytes. Throws on any other character. */
export function asciiBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    assert(code < 0x80, 'ascii: a character outside ASCII')
    bytes[i] = code
  }
  return bytes
}
