/** Packed decimal (BCD) and packed track data: two characters a byte, nibble 0xD for the separator. */
const NIBBLE = '0123456789:;<D>?'

/** The characters of `count` nibbles, the first one `skip` nibbles after the start of `offset`. */
export function unpack(bytes: Uint8Array, offset: number, count: number, skip: 0 | 1): string {
  let text = ''
  for (let i = skip; i < count + skip; i++) {
    const byte = bytes[offset + (i >> 1)] as number
    text += NIBBLE[i & 1 ? byte & 15 : byte >> 4]
  }
  return text
}

/** Writes characters checked before; a separator `=` or `D` becomes the nibble 0xD. The filler nibble stays zero. */
export function pack(text: string, bytes: Uint8Array, offset: number, skip: 0 | 1): void {
  bytes.fill(0, offset, offset + ((text.length + 1) >> 1))
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const nibble = code >= 0x3d ? 0xd : code & 15
    const at = offset + ((i + skip) >> 1)
    bytes[at] = (bytes[at] as number) | ((i + skip) & 1 ? nibble : nibble << 4)
  }
}
