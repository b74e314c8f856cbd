/**
 * Chinese text in GBK, as UnionPay hosts put it into remarks. Decoding is the platform's; encoding inverts it once,
 * at the first Chinese character, because browsers and Node encode to UTF-8 only.
 */
let bytesOf: Map<string, number> | undefined

/** The text, or undefined when the bytes are not GBK or hold control characters. */
export function decodeGbk(bytes: Uint8Array): string | undefined {
  if (!isPairs(bytes)) return undefined
  try {
    const text = new TextDecoder('gbk', { fatal: true }).decode(bytes)
    return isPrintable(text) ? text : undefined
  } catch {
    return undefined
  }
}

/**
 * The platform's decoder takes GB 18030 too, whose characters of four bytes have a digit in second place, and
 * byte 80 as the euro sign, which GBK writes in two bytes.
 */
function isPairs(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] as number) < 0x80) continue
    if (bytes[i] === 0x80 || (bytes[++i] ?? 0) < 0x40) return false
  }
  return true
}

/** The bytes, or undefined when a character is not in GBK. */
export function encodeGbk(text: string): Uint8Array<ArrayBuffer> | undefined {
  bytesOf ??= invert()
  const out: number[] = []
  for (const character of text) {
    const code = character.charCodeAt(0)
    const pair = code < 0x80 ? undefined : bytesOf.get(character)
    if (pair !== undefined) out.push(pair >> 8, pair & 0xff)
    else if (isPrintable(character) && code < 0x80) out.push(code)
    else return undefined
  }
  return Uint8Array.from(out)
}

/** Double bytes 8140 to FEFE. The first pair that decodes to a character is its encoding. */
function invert(): Map<string, number> {
  const decoder = new TextDecoder('gbk')
  const pairs = new Map<string, number>()
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const text = decoder.decode(Uint8Array.of(first, second))
      if (text.length === 1 && text !== '\uFFFD' && !pairs.has(text)) pairs.set(text, (first << 8) | second)
    }
  }
  return pairs
}

function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return false
  }
  return true
}
