import { assert, ClearKey } from '@fiftyfive/kernel'
import { Aes } from '../ciphers/index.ts'
import { readWord, writeWord } from '../ciphers/words.ts'

/**
 * Key types AES DUKPT derives: the code of their algorithm, their length and the bits of strength that their origin must
 * have (X9.24-3:2017, table 2 and 6.3.4). HMAC keys have one code for all lengths.
 */
const KEY_TYPES = {
  'tdes-2': { code: 0, bits: 128, strength: 80 },
  'tdes-3': { code: 1, bits: 192, strength: 112 },
  'aes-128': { code: 2, bits: 128, strength: 128 },
  'aes-192': { code: 3, bits: 192, strength: 192 },
  'aes-256': { code: 4, bits: 256, strength: 256 },
  'hmac-128': { code: 5, bits: 128, strength: 128 },
  'hmac-192': { code: 5, bits: 192, strength: 192 },
  'hmac-256': { code: 5, bits: 256, strength: 256 },
} as const
export type AesDukptKeyType = keyof typeof KEY_TYPES

/** Key usage indicators (X9.24-3:2017, table 1). */
const USAGE_CODES = {
  'key-encryption': 0x0002,
  pin: 0x1000,
  'mac-generation': 0x2000,
  'mac-verification': 0x2001,
  'mac-both': 0x2002,
  'data-encryption': 0x3000,
  'data-decryption': 0x3001,
  'data-both': 0x3002,
} as const
export type AesDukptUse = keyof typeof USAGE_CODES

const USAGE_KEY_DERIVATION = 0x8000
const USAGE_INITIAL_KEY = 0x8001

type DerivationKeyType = 'aes-128' | 'aes-192' | 'aes-256'

/** The type of a key that others are derived from; working keys are of the same by default. */
export function derivationKeyType(key: Uint8Array): DerivationKeyType {
  assert(key.length === 16 || key.length === 24 || key.length === 32, 'AES DUKPT: a key of 16, 24 or 32 bytes')
  return key.length === 16 ? 'aes-128' : key.length === 24 ? 'aes-192' : 'aes-256'
}

/**
 * Derivation (6.3.1): as many blocks enciphered under the derivation key as the new key needs. A block holds version,
 * block number, usage, algorithm, length in bits and 8 bytes of context.
 */
function derive(
  derivationKey: Uint8Array,
  usage: number,
  type: AesDukptKeyType,
  context: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const { code, bits } = KEY_TYPES[type]
  const cipher = new Aes(derivationKey)
  const key = new Uint8Array(Math.ceil(bits / 128) * 16)
  const block = new Uint8Array(16)
  block.set([1, 0, usage >> 8, usage & 255, 0, code, bits >> 8, bits & 255])
  block.set(context, 8)
  for (let at = 0; at < key.length; at += 16) {
    block[1] = at / 16 + 1
    cipher.encryptBlock(block, 0, key, at)
  }
  cipher.wipe()
  return key.slice(0, bits / 8)
}

/** Initial key of a terminal: base derivation key and initial key id, the first 8 of the serial number's 12 bytes. */
export function aesInitialKey(baseKey: Uint8Array, serialNumber: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(serialNumber.length === 12, 'AES DUKPT: a serial number of 12 bytes')
  return derive(baseKey, USAGE_INITIAL_KEY, derivationKeyType(baseKey), serialNumber.subarray(0, 8))
}

export const aesCounter = (serialNumber: Uint8Array): number => readWord(serialNumber, 8) >>> 0

/** Derivation id (the last 4 bytes of the initial key id) and a counter. */
function contextOf(serialNumber: Uint8Array, counter: number): Uint8Array {
  const context = serialNumber.slice(4)
  writeWord(context, 4, counter)
  return context
}

/** The intermediate key of one transaction: one derivation for each bit that is set in the counter, from the highest. */
export function aesTransactionKey(initialKey: Uint8Array, serialNumber: Uint8Array): Uint8Array<ArrayBuffer> {
  const counter = aesCounter(serialNumber)
  const type = derivationKeyType(initialKey)
  let key = new Uint8Array(initialKey)
  let reached = 0
  for (let bit = 31; bit >= 0; bit--) {
    if (!((counter >>> bit) & 1)) continue
    reached = (reached | (1 << bit)) >>> 0
    const next = derive(key, USAGE_KEY_DERIVATION, type, contextOf(serialNumber, reached))
    key.fill(0)
    key = next
  }
  return key
}

/** The key of one purpose and type for one transaction; at most as strong as the key it comes from (6.3.4). */
export function aesWorkingKey<Use extends AesDukptUse>(
  transactionKey: Uint8Array,
  serialNumber: Uint8Array,
  use: Use,
  type: AesDukptKeyType,
): ClearKey<Use> {
  const origin = KEY_TYPES[derivationKeyType(transactionKey)]
  assert(KEY_TYPES[type].strength <= origin.strength, 'AES DUKPT: a key no stronger than its origin')
  return new ClearKey(
    use,
    derive(transactionKey, USAGE_CODES[use], type, contextOf(serialNumber, aesCounter(serialNumber))),
  )
}
