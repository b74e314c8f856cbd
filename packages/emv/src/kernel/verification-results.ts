/**
 * Terminal verification results, tag 95, 5 bytes (EMV Book 3, annex C5): what the terminal found, as byte (1 to 5) and
 * bit (8 to 1) by name.
 */
const BITS = {
  'offline-data-authentication-not-performed': [1, 8],
  'sda-failed': [1, 7],
  'icc-data-missing': [1, 6],
  'dda-failed': [1, 4],
  'cda-failed': [1, 3],
  'sda-selected': [1, 2],
  'application-versions-differ': [2, 8],
  'application-expired': [2, 7],
  'application-not-yet-effective': [2, 6],
  'service-not-allowed': [2, 5],
  'new-card': [2, 4],
  'cardholder-verification-not-successful': [3, 8],
  'unrecognised-cvm': [3, 7],
  'pin-try-limit-exceeded': [3, 6],
  'pin-pad-not-working': [3, 5],
  'pin-not-entered': [3, 4],
  'online-pin-entered': [3, 3],
  'floor-limit-exceeded': [4, 8],
  'lower-offline-limit-exceeded': [4, 7],
  'upper-offline-limit-exceeded': [4, 6],
  'selected-randomly': [4, 5],
  'merchant-forced-online': [4, 4],
  'issuer-authentication-failed': [5, 7],
  'script-failed-before-final-cryptogram': [5, 6],
  'script-failed-after-final-cryptogram': [5, 5],
} as const satisfies Record<string, readonly [byte: number, bit: number]>
export type Finding = keyof typeof BITS

export function verificationResults(findings: Iterable<Finding>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(5)
  for (const finding of findings) {
    const [byte, bit] = BITS[finding]
    bytes[byte - 1] = (bytes[byte - 1] as number) | (1 << (bit - 1))
  }
  return bytes
}

export const findingsIn = (results: Uint8Array): readonly Finding[] =>
  (Object.keys(BITS) as Finding[]).filter((finding) => {
    const [byte, bit] = BITS[finding]
    return ((results[byte - 1] ?? 0) & (1 << (bit - 1))) !== 0
  })
