import { assert } from '@fiftyfive/kernel'
import type { BlockCipher } from './block-cipher.ts'
import { buildSp, SCHEDULE_OF_PART, SCHEDULE_WORDS } from './des-tables.ts'
import { assertNotWiped, takeSchedule, wipeSchedule } from './schedules.ts'
import { readWord, writeWord } from './words.ts'

/** DES (8-byte key) and TDES in EDE form (16 or 24 bytes), FIPS 46-3 and SP 800-67. Parity bits are ignored. */
export class Des implements BlockCipher {
  readonly blockSize = 8
  #schedule: Int32Array

  constructor(key: Uint8Array) {
    assert(key.length === 8 || key.length === 16 || key.length === 24, 'DES key: 8, 16 or 24 bytes')
    const schedule = takeSchedule((key.length === 8 ? 1 : 3) * SCHEDULE_WORDS)
    expandKey(key, 0, schedule, 0, 2)
    if (key.length > 8) {
      // The middle DES of EDE runs backwards.
      expandKey(key, 8, schedule, 2 * SCHEDULE_WORDS - 2, -2)
      // A double-length key is K1 K2 K1.
      if (key.length === 24) expandKey(key, 16, schedule, 2 * SCHEDULE_WORDS, 2)
      else for (let i = 0; i < SCHEDULE_WORDS; i++) schedule[2 * SCHEDULE_WORDS + i] = schedule[i] as number
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
    expandKey(key, at, this.#schedule, 0, 2)
  }
  wipe(): void {
    this.#schedule = wipeSchedule(this.#schedule)
  }
}

/** Place in the table of what one part of the key contributes to register C, and of the one to D from the same two bytes. */
const partOfC = (part: number, byte: number, byteBelow: number): number =>
  (part * 128 + ((byte >> 1) & 0x70) + (byteBelow >> 4)) * 16
const partOfD = (part: number, byte: number, byteBelow: number): number =>
  (part * 128 + ((byte << 2) & 0x78) + ((byteBelow >> 1) & 7)) * 16

/** Writes the round keys of the 8 bytes from `at` on, two words each, from `first` on in steps of 2 or -2. */
function expandKey(key: Uint8Array, at: number, schedule: Int32Array, first: number, step: 2 | -2): void {
  const k0 = key[at] as number
  const k1 = key[at + 1] as number
  const k2 = key[at + 2] as number
  const k3 = key[at + 3] as number
  const k4 = key[at + 4] as number
  const k5 = key[at + 5] as number
  const k6 = key[at + 6] as number
  const k7 = key[at + 7] as number
  const c0 = partOfC(0, k0, k4)
  const c1 = partOfC(1, k1, k5)
  const c2 = partOfC(2, k2, k6)
  const c3 = partOfC(3, k3, k7)
  const d0 = partOfD(4, k0, k4)
  const d1 = partOfD(5, k1, k5)
  const d2 = partOfD(6, k2, k6)
  const d3 = partOfD(7, k3, k7)
  for (let round = 0, k = first; round < 16; round++, k += step) {
    const c =
      (SCHEDULE_OF_PART[c0 + round] as number) ^
      (SCHEDULE_OF_PART[c1 + round] as number) ^
      (SCHEDULE_OF_PART[c2 + round] as number) ^
      (SCHEDULE_OF_PART[c3 + round] as number)
    const d =
      (SCHEDULE_OF_PART[d0 + round] as number) ^
      (SCHEDULE_OF_PART[d1 + round] as number) ^
      (SCHEDULE_OF_PART[d2 + round] as number) ^
      (SCHEDULE_OF_PART[d3 + round] as number)
    schedule[k] = (c & 0xffff0000) | (d >>> 16)
    schedule[k + 1] = (c << 16) | (d & 0xffff)
  }
}

/** Made in this module: what it imports is no constant to V8, and a sixth of all enciphering would be to look whether it still is the same. */
const SP = buildSp()

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
  assertNotWiped(schedule)
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
