import { assert } from '@fiftyfive/kernel'
import type { BlockCipher } from './block-cipher.ts'
import { SCHEDULE_OF_BYTE, SCHEDULE_WORDS, SP } from './des-tables.ts'
import { readWord, writeWord } from './words.ts'

/** DES (8-byte key) and TDES in EDE form (16 or 24 bytes), FIPS 46-3 and SP 800-67. Parity bits are ignored. */
export class Des implements BlockCipher {
  readonly blockSize = 8
  readonly #schedule: Int32Array

  constructor(key: Uint8Array) {
    assert(key.length === 8 || key.length === 16 || key.length === 24, 'DES key: 8, 16 or 24 bytes')
    const schedule = new Int32Array((key.length === 8 ? 1 : 3) * SCHEDULE_WORDS)
    expandKey(key, 0, schedule, 0)
    if (key.length > 8) {
      expandKey(key, 8, schedule, SCHEDULE_WORDS)
      reverseRounds(schedule, SCHEDULE_WORDS)
      // A double-length key is K1 K2 K1.
      if (key.length === 24) expandKey(key, 16, schedule, 2 * SCHEDULE_WORDS)
      else schedule.copyWithin(2 * SCHEDULE_WORDS, 0, SCHEDULE_WORDS)
    }
    this.#schedule = schedule
  }

  encryptBlock(source: Uint8Array, sourceOffset: number, target: Uint8Array, targetOffset: number): void {
    crypt(this.#schedule, 0, 2, source, sourceOffset, target, targetOffset)
  }
  /** Deciphering is enciphering with the round keys in the opposite order. */
  decryptBlock(source: Uint8Array, sourceOffset: number, target: Uint8Array, targetOffset: number): void {
    crypt(this.#schedule, this.#schedule.length - 2, -2, source, sourceOffset, target, targetOffset)
  }
  /** Gives a single DES object another key, the 8 bytes from `at` on; DUKPT goes through many keys it uses once. */
  rekey(key: Uint8Array, at: number): void {
    assert(this.#schedule.length === SCHEDULE_WORDS, 'DES: only single DES objects take another key')
    expandKey(key, at, this.#schedule, 0)
  }
  wipe(): void {
    this.#schedule.fill(0)
  }
}

/** Place in the table of what a byte of the key contributes. */
const entry = (key: Uint8Array, at: number, byte: number): number =>
  (byte * 128 + ((key[at + byte] as number) >> 1)) * SCHEDULE_WORDS

function expandKey(key: Uint8Array, at: number, schedule: Int32Array, offset: number): void {
  const a = entry(key, at, 0)
  const b = entry(key, at, 1)
  const c = entry(key, at, 2)
  const d = entry(key, at, 3)
  const e = entry(key, at, 4)
  const f = entry(key, at, 5)
  const g = entry(key, at, 6)
  const h = entry(key, at, 7)
  for (let i = 0; i < SCHEDULE_WORDS; i++) {
    schedule[offset + i] =
      (SCHEDULE_OF_BYTE[a + i] as number) ^
      (SCHEDULE_OF_BYTE[b + i] as number) ^
      (SCHEDULE_OF_BYTE[c + i] as number) ^
      (SCHEDULE_OF_BYTE[d + i] as number) ^
      (SCHEDULE_OF_BYTE[e + i] as number) ^
      (SCHEDULE_OF_BYTE[f + i] as number) ^
      (SCHEDULE_OF_BYTE[g + i] as number) ^
      (SCHEDULE_OF_BYTE[h + i] as number)
  }
}

/** The middle DES of EDE runs backwards: its sixteen pairs of words in the opposite order. */
function reverseRounds(schedule: Int32Array, offset: number): void {
  for (let low = offset, high = offset + SCHEDULE_WORDS - 2; low < high; low += 2, high -= 2) {
    const [odd, even] = [schedule[low] as number, schedule[low + 1] as number]
    schedule[low] = schedule[high] as number
    schedule[low + 1] = schedule[high + 1] as number
    schedule[high] = odd
    schedule[high + 1] = even
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

/** Uses the round keys from `first` on in steps of 2 or -2. */
function crypt(
  schedule: Int32Array,
  first: number,
  step: 2 | -2,
  source: Uint8Array,
  at: number,
  target: Uint8Array,
  to: number,
): void {
  let l = readWord(source, at)
  let r = readWord(source, at + 4)
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
  for (let pass = schedule.length / SCHEDULE_WORDS, k = first; pass > 0; pass--) {
    for (let pair = 0; pair < 8; pair++) {
      l ^= round(r, schedule[k] as number, schedule[k + 1] as number)
      k += step
      r ^= round(l, schedule[k] as number, schedule[k + 1] as number)
      k += step
    }
    if (pass === 1) break
    w = l
    l = r
    r = w
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

  writeWord(target, to, r)
  writeWord(target, to + 4, l)
}
