/** Transaction status information, tag 9B, 2 bytes (EMV Book 3, annex C6): what the terminal has done, by byte and bit. */
const BITS = {
  'offline-data-authentication': [1, 8],
  'cardholder-verification': [1, 7],
  'card-risk-management': [1, 6],
  'issuer-authentication': [1, 5],
  'terminal-risk-management': [1, 4],
  'script-processing': [1, 3],
} as const satisfies Record<string, readonly [byte: number, bit: number]>
export type Performed = keyof typeof BITS

export function transactionStatus(performed: Iterable<Performed>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2)
  for (const step of performed) {
    const [byte, bit] = BITS[step]
    bytes[byte - 1] = (bytes[byte - 1] as number) | (1 << (bit - 1))
  }
  return bytes
}
