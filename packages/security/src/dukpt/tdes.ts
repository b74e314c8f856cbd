import { assert, ClearKey } from '@fiftyfive/kernel'
import { Des } from '../ciphers/index.ts'

/** Bits of the transaction counter in the last three bytes of a 10-byte key serial number (X9.24-1:2009, A.2). */
const COUNTER_BITS = 21

/** Variants turn one transaction key into keys of one purpose each: these bytes are XORed in (X9.24-1:2009, table A-1). */
const VARIANT_BYTES = { pin: 7, 'mac-request': 6, 'mac-response': 4, 'data-request': 5, 'data-response': 3 } as const

export type TdesDukptUse = keyof typeof VARIANT_BYTES

const KEY_MASK = Uint8Array.of(0xc0, 0xc0, 0xc0, 0xc0, 0, 0, 0, 0, 0xc0, 0xc0, 0xc0, 0xc0, 0, 0, 0, 0)

function maskInPlace(key: Uint8Array): void {
  for (let i = 0; i < 16; i++) key[i] = (key[i] as number) ^ (KEY_MASK[i] as number)
}

/** Initial key of a terminal: base derivation key (16 bytes) and key serial number (10 bytes) to 16 bytes. */
export function tdesInitialKey(baseKey: Uint8Array, serialNumber: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(baseKey.length === 16 && serialNumber.length === 10, 'TDES DUKPT: a key of 16 bytes, a serial number of 10')
  const base = serialNumber.slice(0, 8)
  base[7] = (base[7] as number) & 0xe0
  const key = new Uint8Array(16)
  const left = new Des(baseKey)
  const variant = new Uint8Array(baseKey)
  maskInPlace(variant)
  const right = new Des(variant)
  variant.fill(0)
  left.encryptBlock(base, 0, key, 0)
  right.encryptBlock(base, 0, key, 8)
  left.wipe()
  right.wipe()
  return key
}

/** Transaction key from the initial key: one step for each bit that is set in the counter, from the highest. */
export function tdesTransactionKey(initialKey: Uint8Array, serialNumber: Uint8Array): Uint8Array<ArrayBuffer> {
  const register = serialNumber.slice(2)
  const counter = tdesCounter(serialNumber)
  register[5] = (register[5] as number) & 0xe0
  register[6] = 0
  register[7] = 0
  const key = new Uint8Array(initialKey)
  const next = new Uint8Array(16)
  const cipher = new Des(initialKey.subarray(0, 8))
  for (let bit = COUNTER_BITS - 1; bit >= 0; bit--) {
    if (!((counter >> bit) & 1)) continue
    const byte = 7 - (bit >> 3)
    register[byte] = (register[byte] as number) | (1 << (bit & 7))
    nextKey(cipher, key, register, next)
  }
  next.fill(0)
  cipher.wipe()
  return key
}

export const tdesCounter = (serialNumber: Uint8Array): number =>
  (((serialNumber[7] as number) & 0x1f) << 16) | ((serialNumber[8] as number) << 8) | (serialNumber[9] as number)

/**
 * The non-reversible key generation process (X9.24-1:2009, A.2): single DES between two XORs, for the right half under
 * the key as it is, for the left one under its variant. `key` becomes the next one.
 */
function nextKey(cipher: Des, key: Uint8Array, register: Uint8Array, next: Uint8Array): void {
  generateHalf(cipher, key, register, next, 8)
  maskInPlace(key)
  generateHalf(cipher, key, register, next, 0)
  key.set(next)
}

function generateHalf(cipher: Des, key: Uint8Array, register: Uint8Array, next: Uint8Array, to: 0 | 8): void {
  cipher.rekey(key, 0)
  for (let i = 0; i < 8; i++) next[to + i] = (register[i] as number) ^ (key[8 + i] as number)
  cipher.encryptBlock(next, to, next, to)
  for (let i = 0; i < 8; i++) next[to + i] = (next[to + i] as number) ^ (key[8 + i] as number)
}

/** The key of one purpose for one transaction, 16 bytes. Data keys are enciphered under themselves once (2009 edition). */
export function tdesWorkingKey<Use extends TdesDukptUse>(transactionKey: Uint8Array, use: Use): ClearKey<Use> {
  const variant = new Uint8Array(transactionKey)
  for (const at of [VARIANT_BYTES[use], VARIANT_BYTES[use] + 8]) variant[at] = (variant[at] as number) ^ 0xff
  if (use !== 'data-request' && use !== 'data-response') return new ClearKey(use, variant)
  const cipher = new Des(variant)
  const key = new Uint8Array(16)
  cipher.encryptBlock(variant, 0, key, 0)
  cipher.encryptBlock(variant, 8, key, 8)
  cipher.wipe()
  variant.fill(0)
  return new ClearKey(use, key)
}
