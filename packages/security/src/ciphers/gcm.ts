import { assert } from '@fiftyfive/kernel'
import type { BlockCipher } from './block-cipher.ts'
import { readWord, writeWord } from './words.ts'

const BLOCK = 16
export const GCM_NONCE_BYTES = 12
export const GCM_TAG_BYTES = 16
/** x^128 = x^7 + x^2 + x + 1 with the lowest power on the left, as GCM writes its polynomials. */
const POLYNOMIAL = 0xe1000000

/** What four bits that leave a product on the right put back on the left. */
const RETURNED = Int32Array.from({ length: 16 }, (_, bits) => {
  let top = 0
  for (let left = bits, step = 0; step < 4; step++, left >>= 1) top = (top >>> 1) ^ (left & 1 ? POLYNOMIAL : 0)
  return top
})

/**
 * Seals short messages by GCM (SP 800-38D) under one key and the same associated data each time. Many times as fast as
 * an object of OpenSSL for each message, of which most is making and collecting the object. Like the ciphers below it
 * not constant time.
 */
export class GcmSealer {
  readonly #cipher: BlockCipher
  /** Four words for each of 16: the hash key times every polynomial of four bits. */
  readonly #multiples = new Int32Array(64)
  /** Where the hash stands after the associated data, and how long these are. */
  readonly #begun = new Int32Array(4)
  readonly #associatedBytes: number
  readonly #hash = new Int32Array(4)
  readonly #counter = new Uint8Array(BLOCK)
  readonly #stream = new Uint8Array(BLOCK)

  /** The cipher is this object's from now on. */
  constructor(cipher: BlockCipher, associated: Uint8Array) {
    assert(cipher.blockSize === BLOCK, 'GCM: a cipher of 16-byte blocks')
    this.#cipher = cipher
    this.#associatedBytes = associated.length
    const key = new Uint8Array(BLOCK)
    cipher.encryptBlock(key, 0, key, 0)
    this.#prepare(key)
    key.fill(0)
    this.#take(associated, 0, associated.length)
    this.#begun.set(this.#hash)
  }

  /**
   * In place: `bytes` begin with a nonce, never used before under this key, and `length` bytes of clear text. These become
   * cipher text, and behind it comes its tag.
   */
  seal(bytes: Uint8Array, length: number): void {
    const counter = this.#counter
    const stream = this.#stream
    const end = GCM_NONCE_BYTES + length
    counter.set(bytes.subarray(0, GCM_NONCE_BYTES))
    this.#hash.set(this.#begun)
    for (let at = GCM_NONCE_BYTES, number = 2; at < end; at += BLOCK, number++) {
      writeWord(counter, GCM_NONCE_BYTES, number)
      this.#cipher.encryptBlock(counter, 0, stream, 0)
      const count = Math.min(BLOCK, end - at)
      for (let i = 0; i < count; i++) bytes[at + i] = (bytes[at + i] as number) ^ (stream[i] as number)
    }
    this.#take(bytes, GCM_NONCE_BYTES, end)
    const hash = this.#hash
    // Lengths in bits, 64 of them for each: no message here comes near 2^32.
    hash[1] = (hash[1] as number) ^ (this.#associatedBytes * 8)
    hash[3] = (hash[3] as number) ^ (length * 8)
    this.#multiply()
    writeWord(counter, GCM_NONCE_BYTES, 1)
    this.#cipher.encryptBlock(counter, 0, stream, 0)
    for (let word = 0; word < 4; word++)
      writeWord(bytes, end + word * 4, (hash[word] as number) ^ readWord(stream, word * 4))
    stream.fill(0)
  }

  wipe(): void {
    this.#cipher.wipe()
    this.#multiples.fill(0)
    this.#begun.fill(0)
    this.#hash.fill(0)
  }

  #prepare(key: Uint8Array): void {
    const multiples = this.#multiples
    let a = readWord(key, 0)
    let b = readWord(key, 4)
    let c = readWord(key, 8)
    let d = readWord(key, 12)
    // 8 is the polynomial 1, 4 is x, 2 is x^2 and 1 is x^3.
    for (let at = 8; at > 0; at >>= 1) {
      multiples.set([a, b, c, d], at * 4)
      const leaves = d & 1
      d = (d >>> 1) | (c << 31)
      c = (c >>> 1) | (b << 31)
      b = (b >>> 1) | (a << 31)
      a = (a >>> 1) ^ (leaves ? POLYNOMIAL : 0)
    }
    for (let at = 3; at < 16; at++) {
      const highest = 1 << (31 - Math.clz32(at))
      if (at === highest) continue
      for (let word = 0; word < 4; word++)
        multiples[at * 4 + word] =
          (multiples[highest * 4 + word] as number) ^ (multiples[(at - highest) * 4 + word] as number)
    }
  }

  /** Takes bytes into the hash; zeros fill the last block up. */
  #take(bytes: Uint8Array, from: number, to: number): void {
    const hash = this.#hash
    for (let at = from; at < to; at += BLOCK) {
      const count = Math.min(BLOCK, to - at)
      for (let i = 0; i < count; i++)
        hash[i >> 2] = (hash[i >> 2] as number) ^ ((bytes[at + i] as number) << (24 - 8 * (i & 3)))
      this.#multiply()
    }
  }

  /** The hash times the hash key: four bits at a time, the highest powers first. */
  #multiply(): void {
    const hash = this.#hash
    const multiples = this.#multiples
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let word = 3; word >= 0; word--) {
      const bits = hash[word] as number
      for (let shift = 0; shift < 32; shift += 4) {
        const leaves = d & 15
        const at = ((bits >>> shift) & 15) * 4
        d = ((d >>> 4) | (c << 28)) ^ (multiples[at + 3] as number)
        c = ((c >>> 4) | (b << 28)) ^ (multiples[at + 2] as number)
        b = ((b >>> 4) | (a << 28)) ^ (multiples[at + 1] as number)
        a = (a >>> 4) ^ (RETURNED[leaves] as number) ^ (multiples[at] as number)
      }
    }
    hash[0] = a
    hash[1] = b
    hash[2] = c
    hash[3] = d
  }
}
