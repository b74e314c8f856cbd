import { assert, concatBytes } from '@fiftyfive/kernel'
import { Des, type BlockCipher } from '../ciphers/index.ts'

/** Padding methods of ISO/IEC 9797-1: 1 zeros, 2 one bit then zeros, 3 zeros with a leading block that holds the length in bits. */
export type MacPadding = 1 | 2 | 3

export function padForMac(data: Uint8Array, blockSize: number, padding: MacPadding): Uint8Array<ArrayBuffer> {
  const content = padding === 2 ? concatBytes(data, Uint8Array.of(0x80)) : data
  const length = Math.max(1, Math.ceil(content.length / blockSize)) * blockSize
  const lead = padding === 3 ? blockSize : 0
  const whole = new Uint8Array(lead + length)
  if (lead) new DataView(whole.buffer).setBigUint64(lead - 8, BigInt(data.length) * 8n)
  whole.set(content, lead)
  return whole
}

/** CBC from zeros or from where an earlier part of the message ended. Zeros follow a last block that is cut short. */
export function chain(cipher: BlockCipher, data: Uint8Array, from?: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = cipher.blockSize
  const state = from ? new Uint8Array(from) : new Uint8Array(size)
  for (let at = 0; at < data.length; at += size) {
    const count = Math.min(size, data.length - at)
    for (let i = 0; i < count; i++) state[i] = (state[i] as number) ^ (data[at + i] as number)
    cipher.encryptBlock(state, 0, state, 0)
  }
  return state
}

/** Without a copy where `chain` pads the same way. */
const padded = (data: Uint8Array, blockSize: number, padding: MacPadding): Uint8Array =>
  padding === 1 && data.length > 0 ? data : padForMac(data, blockSize, padding)

/** MAC algorithm 1: plain CBC-MAC, one whole block. */
export function macAlgorithm1(
  cipher: BlockCipher,
  data: Uint8Array,
  padding: MacPadding,
  from?: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return chain(cipher, padded(data, cipher.blockSize, padding), from)
}

/** MAC algorithm 3 (X9.19, retail MAC): single DES under the left half, the last block deciphered with the right and enciphered with the left again. */
export class RetailMac {
  readonly #left: Des
  readonly #right: Des

  constructor(key: Uint8Array) {
    assert(key.length === 16, 'retail MAC key: 16 bytes')
    this.#left = new Des(key.subarray(0, 8))
    this.#right = new Des(key.subarray(8, 16))
  }

  /** Takes in whole blocks of a message that goes on. */
  chain(data: Uint8Array, from?: Uint8Array): Uint8Array<ArrayBuffer> {
    return chain(this.#left, data, from)
  }

  /** 8 bytes. */
  compute(data: Uint8Array, padding: MacPadding, from?: Uint8Array): Uint8Array<ArrayBuffer> {
    const state = chain(this.#left, padded(data, 8, padding), from)
    this.#right.decryptBlock(state, 0, state, 0)
    this.#left.encryptBlock(state, 0, state, 0)
    return state
  }

  wipe(): void {
    this.#left.wipe()
    this.#right.wipe()
  }
}
