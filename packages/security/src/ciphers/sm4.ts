import { assert, fromHex } from '@fiftyfive/kernel'
import type { BlockCipher } from './block-cipher.ts'
import { assertNotWiped, takeSchedule, wipeSchedule } from './schedules.ts'
import { readWord, writeWord } from './words.ts'

/** S-box of GB/T 32907-2016, 6.2. */
const S_BOX = fromHex(
  'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa44132649860699' +
    '9c4250f491ef987a33540b43edcfac62e4b31ca9c908e89580df94fa758f3fa6' +
    '4707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35' +
    '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89e' +
    'eabf8ad240c738b5a3f7f2cef96115a1e0ae5da49b341a55ad933230f58cb1e3' +
    '1df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51' +
    '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b0' +
    '8969974a0c96777e65b9f109c56ec68418f07dec3adc4d2079ee5f3ed7cb3948',
)
/** System parameter FK (7.3). */
const FK = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc]

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

const substitute = (word: number): number =>
  ((S_BOX[word >>> 24] as number) << 24) |
  ((S_BOX[(word >>> 16) & 255] as number) << 16) |
  ((S_BOX[(word >>> 8) & 255] as number) << 8) |
  (S_BOX[word & 255] as number)

/** S-box and linear transformation L of one byte in each of the four places: entry `place * 256 + byte`. */
const TABLE = new Int32Array(1024)
for (let place = 0; place < 4; place++) {
  for (let byte = 0; byte < 256; byte++) {
    const word = (S_BOX[byte] as number) << (24 - place * 8)
    TABLE[place * 256 + byte] = word ^ rotate(word, 2) ^ rotate(word, 10) ^ rotate(word, 18) ^ rotate(word, 24)
  }
}

/** SM4 with a 16-byte key (GB/T 32907-2016). */
export class Sm4 implements BlockCipher {
  readonly blockSize = 16
  #encrypt: Int32Array
  #decrypt: Int32Array

  constructor(key: Uint8Array) {
    assert(key.length === 16, 'SM4 key: 16 bytes')
    this.#encrypt = expandKey(key)
    this.#decrypt = takeSchedule(32)
    this.#decrypt.set(this.#encrypt)
    this.#decrypt.reverse()
  }

  encryptBlock(source: Uint8Array, sourceOffset: number, target: Uint8Array, targetOffset: number): void {
    crypt(this.#encrypt, source, sourceOffset, target, targetOffset)
  }
  decryptBlock(source: Uint8Array, sourceOffset: number, target: Uint8Array, targetOffset: number): void {
    crypt(this.#decrypt, source, sourceOffset, target, targetOffset)
  }
  wipe(): void {
    this.#encrypt = wipeSchedule(this.#encrypt)
    this.#decrypt = wipeSchedule(this.#decrypt)
  }
}

function expandKey(key: Uint8Array): Int32Array {
  const words = new Int32Array(36)
  for (let i = 0; i < 4; i++) words[i] = readWord(key, i * 4) ^ (FK[i] as number)
  for (let i = 0; i < 32; i++) {
    // Fixed parameter CK (7.3): its byte j is (4 i + j) * 7 mod 256.
    let ck = 0
    for (let j = 0; j < 4; j++) ck = (ck << 8) | (((4 * i + j) * 7) & 255)
    const t = substitute((words[i + 1] as number) ^ (words[i + 2] as number) ^ (words[i + 3] as number) ^ ck)
    words[i + 4] = (words[i] as number) ^ t ^ rotate(t, 13) ^ rotate(t, 23)
  }
  const schedule = takeSchedule(32)
  schedule.set(words.subarray(4))
  words.fill(0)
  return schedule
}

const transform = (word: number): number =>
  (TABLE[word >>> 24] as number) ^
  (TABLE[256 + ((word >>> 16) & 255)] as number) ^
  (TABLE[512 + ((word >>> 8) & 255)] as number) ^
  (TABLE[768 + (word & 255)] as number)

function crypt(schedule: Int32Array, source: Uint8Array, at: number, target: Uint8Array, to: number): void {
  assertNotWiped(schedule)
  let a = readWord(source, at)
  let b = readWord(source, at + 4)
  let c = readWord(source, at + 8)
  let d = readWord(source, at + 12)
  for (let k = 0; k < 32; k += 4) {
    a ^= transform(b ^ c ^ d ^ (schedule[k] as number))
    b ^= transform(c ^ d ^ a ^ (schedule[k + 1] as number))
    c ^= transform(d ^ a ^ b ^ (schedule[k + 2] as number))
    d ^= transform(a ^ b ^ c ^ (schedule[k + 3] as number))
  }
  writeWord(target, to, d)
  writeWord(target, to + 4, c)
  writeWord(target, to + 8, b)
  writeWord(target, to + 12, a)
}
