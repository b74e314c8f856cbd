const ODD = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0
  for (let bits = byte >> 1; bits; bits >>= 1) ones += bits & 1
  return (byte & 0xfe) | (ones & 1 ? 0 : 1)
})

/** A copy of a DES key with odd parity in the lowest bit of every byte (FIPS 46-3). */
export function adjustParity(key: Uint8Array): Uint8Array<ArrayBuffer> {
  const adjusted = new Uint8Array(key.length)
  for (let i = 0; i < key.length; i++) adjusted[i] = ODD[key[i] as number] as number
  return adjusted
}

export function hasOddParity(key: Uint8Array): boolean {
  let difference = 0
  for (const byte of key) difference |= byte ^ (ODD[byte] as number)
  return difference === 0
}

/** K1 = K2 or K2 = K3 (parity aside) turns TDES into single DES (ISO/IEC 11568, SP 800-67 3.2). K1 = K3 is what double length means. */
export function isDegenerateTdes(key: Uint8Array): boolean {
  const partsEqual = (a: number, b: number): boolean => {
    let difference = 0
    for (let i = 0; i < 8; i++) difference |= ((key[a + i] as number) ^ (key[b + i] as number)) & 0xfe
    return difference === 0
  }
  if (key.length < 16) return true
  return partsEqual(0, 8) || (key.length === 24 && (partsEqual(8, 16) || partsEqual(0, 16)))
}

/** The four weak and twelve semi-weak DES keys, odd parity. */
const WEAK_KEYS = new Set(
  (
    '0101010101010101 FEFEFEFEFEFEFEFE E0E0E0E0F1F1F1F1 1F1F1F1F0E0E0E0E 011F011F010E010E 1F011F010E010E01 ' +
    '01E001E001F101F1 E001E001F101F101 01FE01FE01FE01FE FE01FE01FE01FE01 1FE01FE00EF10EF1 E01FE01FF10EF10E ' +
    '1FFE1FFE0EFE0EFE FE1FFE1FFE0EFE0E E0FEE0FEF1FEF1FE FEE0FEE0FEF1FEF1'
  ).split(' '),
)

/** Whether any 8-byte part of the key is weak or semi-weak (SP 800-67, 3.3). */
export function hasWeakPart(key: Uint8Array): boolean {
  const adjusted = adjustParity(key)
  for (let at = 0; at < key.length; at += 8) {
    const part = Array.from(adjusted.subarray(at, at + 8), (byte) => byte.toString(16).padStart(2, '0'))
    if (WEAK_KEYS.has(part.join('').toUpperCase())) return true
  }
  return false
}
