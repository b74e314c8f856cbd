/** Bytes of the hex characters 0 to F. */
const HEX_ASCII = Uint8Array.from('0123456789ABCDEF', (character) => character.charCodeAt(0))
const HEX_EBCDIC = Uint8Array.from(HEX_ASCII, (_, nibble) => (nibble < 10 ? 0xf0 : 0xb7) + nibble)

/** Value of a hex character's byte, or -1. */
const nibbleOf = (byte: number, ebcdic: boolean): number => (ebcdic ? NIBBLES_EBCDIC : NIBBLES_ASCII)[byte] as number

// Letters A to F follow byte 40 in ASCII (60 in lower case) and C0 in EBCDIC (80 in lower case).
const NIBBLES_ASCII = nibbles(0x30, [0x40, 0x60])
const NIBBLES_EBCDIC = nibbles(0xf0, [0xc0, 0x80])

function nibbles(digits: number, letters: readonly number[]): Int8Array {
  const values = new Int8Array(256).fill(-1)
  for (let digit = 0; digit < 10; digit++) values[digits + digit] = digit
  for (const before of letters) for (let letter = 1; letter <= 6; letter++) values[before + letter] = 9 + letter
  return values
}

/** Whether a byte is a hex character in ASCII; the number that eight of them write, which were checked. */
export const isHex = (byte: number): boolean => nibbleOf(byte, false) >= 0
export function hexWord(bytes: Uint8Array, offset: number, ebcdic = false): number {
  const nibbles = ebcdic ? NIBBLES_EBCDIC : NIBBLES_ASCII
  let value = 0
  for (let i = offset; i < offset + 8; i += 2) {
    value = (value << 8) | (nibbles[bytes[i]!]! << 4) | nibbles[bytes[i + 1]!]!
  }
  return value
}

/** Offset of the first byte that is no hex character, among those of `count` bytes of content; -1 when there is none. */
export function badHex(bytes: Uint8Array, offset: number, count: number, ebcdic: boolean): number {
  for (let i = offset; i < offset + 2 * count; i++) if (nibbleOf(bytes[i] as number, ebcdic) < 0) return i
  return -1
}

/** `count` bytes from twice as many hex characters that were checked. */
export function readHex(bytes: Uint8Array, offset: number, count: number, ebcdic: boolean): Uint8Array {
  const out = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const high = nibbleOf(bytes[offset + 2 * i] as number, ebcdic)
    out[i] = (high << 4) | nibbleOf(bytes[offset + 2 * i + 1] as number, ebcdic)
  }
  return out
}

/** Writes upper-case hex characters. */
export function writeHex(content: Uint8Array, bytes: Uint8Array, offset: number, ebcdic: boolean): void {
  for (let i = 0; i < content.length; i++) {
    const byte = content[i] as number
    bytes[offset + 2 * i] = characterOf(byte >> 4, ebcdic)
    bytes[offset + 2 * i + 1] = characterOf(byte & 15, ebcdic)
  }
}

/** The same of 32 bits. */
export function writeHexWord(value: number, bytes: Uint8Array, offset: number, ebcdic: boolean): void {
  for (let i = 0; i < 8; i++) bytes[offset + i] = characterOf((value >>> (28 - 4 * i)) & 15, ebcdic)
}

const characterOf = (nibble: number, ebcdic: boolean): number => (ebcdic ? HEX_EBCDIC : HEX_ASCII)[nibble] as number
