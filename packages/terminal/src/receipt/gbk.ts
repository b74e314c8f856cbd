/** Two-byte codes by character, made on first use: the platform can decode GBK but not encode it (WHATWG Encoding). */
let table: ReadonlyMap<string, number> | undefined

function codes(): ReadonlyMap<string, number> {
  if (table) return table
  const made = new Map<string, number>()
  const decoder = new TextDecoder('gbk')
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      // A pair that is no character decodes to U+FFFD, alone or with the second byte.
      if (trail !== 0x7f && character.length === 1 && character !== '\uFFFD') made.set(character, (lead << 8) | trail)
    }
  }
  table = made
  return made
}

/** Text for a printer that reads GBK: ASCII as it is, two bytes for everything else; what GBK lacks becomes `?`. */
export function encodeGbk(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) as number
    if (point < 0x80) bytes.push(point)
    else {
      const code = codes().get(character)
      if (code === undefined) bytes.push(0x3f)
      else bytes.push(code >> 8, code & 0xff)
    }
  }
  return Uint8Array.from(bytes)
}
