const DIGITS_ASCII = '0123456789ABCDEF'

/** Value of a hex character's byte, or -1. */
function nibbleOf(byte: number, ebcdic: boolean): number {
  const zone = ebcdic ? 0xf0 : 0x30
  if (byte >= zone && byte <= zone + 9) return byte - zone
  // Letters A to F follow byte 40 in ASCII (60 in lower case) and C0 in EBCDIC (80 in lower case).
  const letter = byte & 0x0f
  const upper = byte & 0xf0
  const isLetter =
    letter >= 1 && letter <= 6 && (ebcdic ? upper === 0xc0 || upper === 0x80 : upper === 0x40 || upper === 0x60)
  return isLetter ? letter + 9 : -1
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

const characterOf = (nibble: number, ebcdic: boolean): number =>
  ebcdic ? (nibble < 10 ? 0xf0 + nibble : 0xb7 + nibble) : DIGITS_ASCII.charCodeAt(nibble)
