import { assert } from '@fiftyfive/kernel'
import type { BlockCipher } from './block-cipher.ts'
import { SCHEDULE_OF_NIBBLE, SCHEDULE_WORDS, SP } from './des-tables.ts'

/** DES (8-byte key) and TDES in EDE form (16 or 24 bytes), FIPS 46-3 and SP 800-67. Parity bits are ignored. */
export class Des implements BlockCipher {
  readonly blockSize = 8
  readonly #encrypt: Int32Array
  readonly #decrypt: Int32Array

  constructor(key: Uint8Array) {
    assert(key.length === 8 || key.length === 16 || key.length === 24, 'DES key: 8, 16 or 24 bytes')
    const passes = key.length === 8 ? 1 : 3
    this.#encrypt = new Int32Array(passes * SCHEDULE_WORDS)
    this.#decrypt = new Int32Array(passes * SCHEDULE_WORDS)
    for (let pass = 0; pass < passes; pass++) {
      // A double-length key is K1 K2 K1.
      const part = (pass * 8) % key.length
      expandKey(key, part, pass === 1, this.#encrypt, pass * SCHEDULE_WORDS)
    }
    reverseRounds(this.#encrypt, 0, this.#decrypt, 0, passes * SCHEDULE_WORDS)
  }

  encryptBlock(source: Uint8Array, sourceOffset: number, target: Uint8Array, targetOffset: number): void {
    crypt(this.#encrypt, source, sourceOffset, target, targetOffset)
  }
  decryptBlock(source: Uint8Array, sourceOffset: number, target: Uint8Array, targetOffset: number): void {
    crypt(this.#decrypt, source, sourceOffset, target, targetOffset)
  }
  wipe(): void {
    this.#encrypt.fill(0)
    this.#decrypt.fill(0)
  }
}

function expandKey(key: Uint8Array, part: number, reversed: boolean, schedule: Int32Array, offset: number): void {
  const words = new Int32Array(SCHEDULE_WORDS)
  for (let nibble = 0; nibble < 16; nibble++) {
    const byte = key[part + (nibble >> 1)] as number
    const value = nibble & 1 ? byte & 15 : byte >> 4
    const from = (nibble * 16 + value) * SCHEDULE_WORDS
    for (let i = 0; i < SCHEDULE_WORDS; i++) words[i] = (words[i] as number) ^ (SCHEDULE_OF_NIBBLE[from + i] as number)
  }
  if (reversed) reverseRounds(words, 0, schedule, offset, SCHEDULE_WORDS)
  else schedule.set(words, offset)
  words.fill(0)
}

/** Deciphering is enciphering with the round keys in the opposite order. */
function reverseRounds(from: Int32Array, fromOffset: number, to: Int32Array, toOffset: number, length: number): void {
  for (let i = 0; i < length; i += 2) {
    to[toOffset + i] = from[fromOffset + length - 2 - i] as number
    to[toOffset + i + 1] = from[fromOffset + length - 1 - i] as number
  }
}

/** The S-boxes and P applied to a half, and the round key mixed in. */
function round(half: number, keyOdd: number, keyEven: number): number {
  const t = ((half >>> 4) | (half << 28)) ^ keyOdd
  const u = half ^ keyEven
  return (
    (SP[(t >>> 24) & 63] as number) ^
    (SP[128 + ((t >>> 16) & 63)] as number) ^
    (SP[256 + ((t >>> 8) & 63)] as number) ^
    (SP[384 + (t & 63)] as number) ^
    (SP[64 + ((u >>> 24) & 63)] as number) ^
    (SP[192 + ((u >>> 16) & 63)] as number) ^
    (SP[320 + ((u >>> 8) & 63)] as number) ^
    (SP[448 + (u & 63)] as number)
  )
}

function crypt(schedule: Int32Array, source: Uint8Array, at: number, target: Uint8Array, to: number): void {
  let l =
    ((source[at] as number) << 24) |
    ((source[at + 1] as number) << 16) |
    ((source[at + 2] as number) << 8) |
    (source[at + 3] as number)
  let r =
    ((source[at + 4] as number) << 24) |
    ((source[at + 5] as number) << 16) |
    ((source[at + 6] as number) << 8) |
    (source[at + 7] as number)
  let w: number

  // Initial permutation as five exchanges of bit groups, leaving both halves rotated left by one.
  w = ((l >>> 4) ^ r) & 0x0f0f0f0f
  r ^= w
  l ^= w << 4
  w = ((l >>> 16) ^ r) & 0xffff
  r ^= w
  l ^= w << 16
  w = ((r >>> 2) ^ l) & 0x33333333
  l ^= w
  r ^= w << 2
  w = ((r >>> 8) ^ l) & 0x00ff00ff
  l ^= w
  r ^= w << 8
  r = (r << 1) | (r >>> 31)
  w = (l ^ r) & 0xaaaaaaaa
  l ^= w
  r ^= w
  l = (l << 1) | (l >>> 31)

  // The final permutation of one DES and the initial one of the next cancel; what stays is the exchange of halves.
  for (let k = 0; k < schedule.length; k += 4) {
    if (k !== 0 && k % SCHEDULE_WORDS === 0) {
      w = l
      l = r
      r = w
    }
    l ^= round(r, schedule[k] as number, schedule[k + 1] as number)
    r ^= round(l, schedule[k + 2] as number, schedule[k + 3] as number)
  }

  r = (r << 31) | (r >>> 1)
  w = (l ^ r) & 0xaaaaaaaa
  l ^= w
  r ^= w
  l = (l << 31) | (l >>> 1)
  w = ((l >>> 8) ^ r) & 0x00ff00ff
  r ^= w
  l ^= w << 8
  w = ((l >>> 2) ^ r) & 0x33333333
  r ^= w
  l ^= w << 2
  w = ((r >>> 16) ^ l) & 0xffff
  l ^= w
  r ^= w << 16
  w = ((r >>> 4) ^ l) & 0x0f0f0f0f
  l ^= w
  r ^= w << 4

  target[to] = r >>> 24
  target[to + 1] = r >>> 16
  target[to + 2] = r >>> 8
  target[to + 3] = r
  target[to + 4] = l >>> 24
  target[to + 5] = l >>> 16
  target[to + 6] = l >>> 8
  target[to + 7] = l
}
