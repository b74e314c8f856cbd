import type { BlockCipher } from '../ciphers/index.ts'
import { chain } from './iso9797.ts'

/** CMAC (SP 800-38B) with its two subkeys worked out once. Gives a whole block; callers cut it to length from the left. */
export class Cmac {
  readonly #cipher: BlockCipher
  readonly #wholeSubkey: Uint8Array
  readonly #paddedSubkey: Uint8Array

  constructor(cipher: BlockCipher) {
    this.#cipher = cipher
    const subkey = new Uint8Array(cipher.blockSize)
    cipher.encryptBlock(subkey, 0, subkey, 0)
    doubleInField(subkey)
    this.#wholeSubkey = subkey.slice()
    doubleInField(subkey)
    this.#paddedSubkey = subkey
  }

  /** Takes in whole blocks of a message that goes on: its last part must hold a byte at least. */
  chain(data: Uint8Array, from?: Uint8Array): Uint8Array<ArrayBuffer> {
    return chain(this.#cipher, data, from)
  }

  compute(data: Uint8Array, from?: Uint8Array): Uint8Array<ArrayBuffer> {
    const cipher = this.#cipher
    const size = cipher.blockSize
    const whole = data.length > 0 && data.length % size === 0
    const subkey = whole ? this.#wholeSubkey : this.#paddedSubkey
    const state = from ? new Uint8Array(from) : new Uint8Array(size)
    const lastBlock = Math.max(0, Math.ceil(data.length / size) - 1) * size
    for (let at = 0; at < lastBlock; at += size) {
      for (let i = 0; i < size; i++) state[i] = (state[i] as number) ^ (data[at + i] as number)
      cipher.encryptBlock(state, 0, state, 0)
    }
    const rest = data.length - lastBlock
    for (let i = 0; i < rest; i++) state[i] = (state[i] as number) ^ (data[lastBlock + i] as number)
    if (!whole) state[rest] = (state[rest] as number) ^ 0x80
    for (let i = 0; i < size; i++) state[i] = (state[i] as number) ^ (subkey[i] as number)
    cipher.encryptBlock(state, 0, state, 0)
    return state
  }

  /** Overwrites the subkeys; the cipher is the caller's. */
  wipe(): void {
    this.#wholeSubkey.fill(0)
    this.#paddedSubkey.fill(0)
  }
}

/** One CMAC; keep a `Cmac` where a key is used often. */
export function cmac(cipher: BlockCipher, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const prepared = new Cmac(cipher)
  const mac = prepared.compute(data)
  prepared.wipe()
  return mac
}

/** Doubling in GF(2^64) or GF(2^128), whose polynomials end in 0x1B and 0x87. */
function doubleInField(bytes: Uint8Array): void {
  const carry = (bytes[0] as number) >> 7
  for (let i = 0; i < bytes.length; i++) bytes[i] = ((bytes[i] as number) << 1) | ((bytes[i + 1] ?? 0) >> 7)
  if (carry) bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ (bytes.length === 8 ? 0x1b : 0x87)
}
