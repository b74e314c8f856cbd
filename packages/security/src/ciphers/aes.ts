import { assert } from '@fiftyfive/kernel'
import { DECRYPT_TABLE, ENCRYPT_TABLE, INVERSE_S_BOX, S_BOX } from './aes-tables.ts'
import type { BlockCipher } from './block-cipher.ts'
import { assertNotWiped, takeSchedule, wipeSchedule } from './schedules.ts'
import { readWord, writeWord } from './words.ts'

/** AES with 16, 24 or 32-byte keys (FIPS 197). */
export class Aes implements BlockCipher {
  readonly blockSize = 16
  #encrypt: Int32Array
  /** Worked out when it is first asked for: CMACs and derivations only encipher. */
  #decrypt: Int32Array | undefined

  constructor(key: Uint8Array) {
    assert(key.length === 16 || key.length === 24 || key.length === 32, 'AES key: 16, 24 or 32 bytes')
    this.#encrypt = expandKey(key)
  }

  encryptBlock(source: Uint8Array, sourceOffset: number, target: Uint8Array, targetOffset: number): void {
    encrypt(this.#encrypt, source, sourceOffset, target, targetOffset)
  }
  decryptBlock(source: Uint8Array, sourceOffset: number, target: Uint8Array, targetOffset: number): void {
    decrypt((this.#decrypt ??= invertSchedule(this.#encrypt)), source, sourceOffset, target, targetOffset)
  }
  wipe(): void {
    this.#encrypt = wipeSchedule(this.#encrypt)
    if (this.#decrypt) this.#decrypt = wipeSchedule(this.#decrypt)
  }
}

const substituteWord = (word: number): number =>
  ((S_BOX[word >>> 24] as number) << 24) |
  ((S_BOX[(word >>> 16) & 255] as number) << 16) |
  ((S_BOX[(word >>> 8) & 255] as number) << 8) |
  (S_BOX[word & 255] as number)

function expandKey(key: Uint8Array): Int32Array {
  const keyWords = key.length / 4
  const schedule = takeSchedule((keyWords + 7) * 4)
  for (let i = 0; i < keyWords; i++) schedule[i] = readWord(key, i * 4)
  let constant = 1
  for (let i = keyWords; i < schedule.length; i++) {
    let word = schedule[i - 1] as number
    if (i % keyWords === 0) {
      word = substituteWord((word << 8) | (word >>> 24)) ^ (constant << 24)
      constant = (constant << 1) ^ (constant & 0x80 ? 0x11b : 0)
    } else if (keyWords > 6 && i % keyWords === 4) word = substituteWord(word)
    schedule[i] = (schedule[i - keyWords] as number) ^ word
  }
  return schedule
}

/** Round keys for the equivalent inverse cipher (FIPS 197, 5.3.5): reversed, the inner ones through InvMixColumns. */
function invertSchedule(encrypt: Int32Array): Int32Array {
  assertNotWiped(encrypt)
  const decrypt = takeSchedule(encrypt.length)
  for (let i = 0; i < encrypt.length; i += 4) {
    for (let j = 0; j < 4; j++) {
      const word = encrypt[encrypt.length - 4 - i + j] as number
      const inner = i !== 0 && i !== encrypt.length - 4
      decrypt[i + j] = inner ? inverseMixColumn(word) : word
    }
  }
  return decrypt
}

const inverseMixColumn = (word: number): number =>
  (DECRYPT_TABLE[S_BOX[word >>> 24] as number] as number) ^
  (DECRYPT_TABLE[256 + (S_BOX[(word >>> 16) & 255] as number)] as number) ^
  (DECRYPT_TABLE[512 + (S_BOX[(word >>> 8) & 255] as number)] as number) ^
  (DECRYPT_TABLE[768 + (S_BOX[word & 255] as number)] as number)

/** ShiftRows takes each column's bytes from the columns to its right, one further for every row. */
function encrypt(schedule: Int32Array, source: Uint8Array, at: number, target: Uint8Array, to: number): void {
  assertNotWiped(schedule)
  let a = readWord(source, at) ^ (schedule[0] as number)
  let b = readWord(source, at + 4) ^ (schedule[1] as number)
  let c = readWord(source, at + 8) ^ (schedule[2] as number)
  let d = readWord(source, at + 12) ^ (schedule[3] as number)
  const last = schedule.length - 4
  for (let k = 4; k < last; k += 4) {
    const x = mix(ENCRYPT_TABLE, a, b, c, d) ^ (schedule[k] as number)
    const y = mix(ENCRYPT_TABLE, b, c, d, a) ^ (schedule[k + 1] as number)
    const z = mix(ENCRYPT_TABLE, c, d, a, b) ^ (schedule[k + 2] as number)
    d = mix(ENCRYPT_TABLE, d, a, b, c) ^ (schedule[k + 3] as number)
    a = x
    b = y
    c = z
  }
  writeWord(target, to, substitute(S_BOX, a, b, c, d) ^ (schedule[last] as number))
  writeWord(target, to + 4, substitute(S_BOX, b, c, d, a) ^ (schedule[last + 1] as number))
  writeWord(target, to + 8, substitute(S_BOX, c, d, a, b) ^ (schedule[last + 2] as number))
  writeWord(target, to + 12, substitute(S_BOX, d, a, b, c) ^ (schedule[last + 3] as number))
}

/** InvShiftRows takes them from the left. */
function decrypt(schedule: Int32Array, source: Uint8Array, at: number, target: Uint8Array, to: number): void {
  assertNotWiped(schedule)
  let a = readWord(source, at) ^ (schedule[0] as number)
  let b = readWord(source, at + 4) ^ (schedule[1] as number)
  let c = readWord(source, at + 8) ^ (schedule[2] as number)
  let d = readWord(source, at + 12) ^ (schedule[3] as number)
  const last = schedule.length - 4
  for (let k = 4; k < last; k += 4) {
    const x = mix(DECRYPT_TABLE, a, d, c, b) ^ (schedule[k] as number)
    const y = mix(DECRYPT_TABLE, b, a, d, c) ^ (schedule[k + 1] as number)
    const z = mix(DECRYPT_TABLE, c, b, a, d) ^ (schedule[k + 2] as number)
    d = mix(DECRYPT_TABLE, d, c, b, a) ^ (schedule[k + 3] as number)
    a = x
    b = y
    c = z
  }
  writeWord(target, to, substitute(INVERSE_S_BOX, a, d, c, b) ^ (schedule[last] as number))
  writeWord(target, to + 4, substitute(INVERSE_S_BOX, b, a, d, c) ^ (schedule[last + 1] as number))
  writeWord(target, to + 8, substitute(INVERSE_S_BOX, c, b, a, d) ^ (schedule[last + 2] as number))
  writeWord(target, to + 12, substitute(INVERSE_S_BOX, d, c, b, a) ^ (schedule[last + 3] as number))
}

const mix = (table: Int32Array, a: number, b: number, c: number, d: number): number =>
  (table[a >>> 24] as number) ^
  (table[256 + ((b >>> 16) & 255)] as number) ^
  (table[512 + ((c >>> 8) & 255)] as number) ^
  (table[768 + (d & 255)] as number)

const substitute = (box: Uint8Array, a: number, b: number, c: number, d: number): number =>
  ((box[a >>> 24] as number) << 24) |
  ((box[(b >>> 16) & 255] as number) << 16) |
  ((box[(c >>> 8) & 255] as number) << 8) |
  (box[d & 255] as number)
