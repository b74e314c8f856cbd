import { assert, fromHex, toHex } from '@fiftyfive/kernel'
import { Des } from '../ciphers/index.ts'
import { sha1 } from '../hash/index.ts'
import { adjustParity } from '../keys/index.ts'
import { decimaliseByScan } from '../pin/pvv.ts'

/**
 * Card master key from an issuer master key (EMV Book 2, A1.4): option A takes the rightmost 16 digits of PAN and
 * sequence number; option B, for PANs over 16 digits, the first 16 decimal digits of a SHA-1 over them. 16 bytes, odd parity.
 */
export function cardMasterKey(
  issuerKey: Uint8Array,
  card: { readonly pan: string; readonly sequenceNumber: string },
  option: 'A' | 'B',
): Uint8Array<ArrayBuffer> {
  assert(issuerKey.length === 16, 'issuer master key: 16 bytes')
  assert(/^\d{12,19}$/.test(card.pan) && /^\d{2}$/.test(card.sequenceNumber), 'EMV: PAN and 2-digit sequence number')
  const digits = `${card.pan}${card.sequenceNumber}`
  const chosen = option === 'B' && card.pan.length > 16 ? hashedDigits(digits) : digits.slice(-16).padStart(16, '0')
  return diversify(issuerKey, fromHex(chosen), (byte) => byte ^ 0xff)
}

const hashedDigits = (digits: string): string =>
  decimaliseByScan(toHex(sha1(fromHex(digits.length % 2 ? `0${digits}` : digits))), 16)

function diversify(key: Uint8Array, left: Uint8Array, invert: (byte: number) => number): Uint8Array<ArrayBuffer> {
  const cipher = new Des(key)
  const derived = new Uint8Array(16)
  cipher.encryptBlock(left, 0, derived, 0)
  cipher.encryptBlock(left.map(invert), 0, derived, 8)
  cipher.wipe()
  const adjusted = adjustParity(derived)
  derived.fill(0)
  return adjusted
}

/**
 * Session key by EMV's common derivation (A1.3.1): the 8-byte value R, enciphered with F0 and with 0F as third byte.
 * For application cryptograms R is the transaction counter (2 bytes) and zeros. 16 bytes, odd parity.
 */
export function commonSessionKey(masterKey: Uint8Array, r: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(masterKey.length === 16 && r.length === 8, 'EMV session key: a key of 16 bytes, R of 8')
  const cipher = new Des(masterKey)
  const derived = new Uint8Array(16)
  for (const [half, marker] of [0xf0, 0x0f].entries()) {
    const block = new Uint8Array(r)
    block[2] = marker
    cipher.encryptBlock(block, 0, derived, half * 8)
  }
  cipher.wipe()
  const adjusted = adjustParity(derived)
  derived.fill(0)
  return adjusted
}

/** R for application cryptograms: the transaction counter (2 bytes) and zeros. */
export function counterAsR(transactionCounter: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(transactionCounter.length === 2, 'application transaction counter: 2 bytes')
  const r = new Uint8Array(8)
  r.set(transactionCounter)
  return r
}
