/** The tables of FIPS 46-3, arranged for 32-bit words: halves are kept rotated left by one bit, so that the expansion E is free. */

/** S-boxes S1 to S8, rows 0 to 3 of sixteen 4-bit values each, written as hex digits. */
const S_BOXES = [
  'e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d',
  'f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9',
  'a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c',
  '7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e',
  '2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453',
  'c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d',
  '4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c',
  'd2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b',
]
// prettier-ignore
const P = [
  16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
]
// prettier-ignore
const PC1 = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
  63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
]
// prettier-ignore
const PC2 = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
  41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
]
const SHIFTS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1]

/** Words of a single DES key schedule: two for each of the sixteen rounds. Even ones feed S1 S3 S5 S7, odd ones S2 S4 S6 S8. */
export const SCHEDULE_WORDS = 32

/** S-box and permutation P in one look-up: entry `box * 64 + input` is the half that these six bits contribute. */
export function buildSp(): Int32Array {
  const sp = new Int32Array(512)
  for (let box = 0; box < 8; box++) {
    for (let input = 0; input < 64; input++) {
      const row = ((input >> 4) & 2) | (input & 1)
      const column = (input >> 1) & 15
      const value = Number.parseInt((S_BOXES[box] as string).charAt(row * 16 + column), 16)
      let half = 0
      for (let bit = 0; bit < 32; bit++) {
        const from = (P[bit] as number) - 1 - box * 4
        if (from >= 0 && from < 4 && (value >> (3 - from)) & 1) half |= 1 << (31 - bit)
      }
      sp[box * 64 + input] = (half << 1) | (half >>> 31)
    }
  }
  return sp
}

/**
 * The key schedule only moves bits, so it is linear: the schedule of a key is the XOR of what parts of it contribute. PC1
 * feeds the 28 bits of register C from the upper half of each byte and those of D from the lower, and C ends in S1 to S4
 * alone, D in S5 to S8. So there are eight parts of seven bits, each for one half of every round key:
 *
 * - 0 to 3, of C: bits 1 to 3 of byte `part` and bits 1 to 4 of byte `part + 4`;
 * - 4 to 7, of D: bits 4 to 7 of byte `part - 4` and bits 5 to 7 of byte `part`.
 *
 * Entry `(part * 128 + value) * 16` starts the contribution of one part, a word a round: the six bits each of S1 S3 S2 S4, or
 * of S5 S7 S6 S8, in a byte of their own.
 */
export const SCHEDULE_OF_PART = buildScheduleOfPart()

function buildScheduleOfPart(): Int32Array {
  const table = new Int32Array(8 * 128 * 16)
  for (let part = 0; part < 8; part++) {
    for (let bit = 0; bit < 7; bit++) {
      const single = halvesOf(part, keyBitOf(part, bit))
      // Values with this highest bit are those below it with it added.
      for (let below = 0; below < 1 << bit; below++) {
        const from = (part * 128 + below) * 16
        const to = (part * 128 + below + (1 << bit)) * 16
        for (let round = 0; round < 16; round++)
          table[to + round] = (table[from + round] as number) ^ (single[round] as number)
      }
    }
  }
  return table
}

/** Number of a key bit, from 0 at the left, by its part and its bit in it, counted from the right. */
function keyBitOf(part: number, bit: number): number {
  const byte = part & 3
  if (part < 4) return bit < 4 ? (byte + 4) * 8 + 3 - bit : byte * 8 + 6 - bit
  return bit < 3 ? (byte + 4) * 8 + 6 - bit : byte * 8 + 9 - bit
}

/** The half of each round key that a part contributes to, when a single bit of the key is set. */
function halvesOf(part: number, keyBit: number): Int32Array {
  const words = scheduleOfBit(keyBit)
  return Int32Array.from({ length: 16 }, (_, round) => {
    const even = words[round * 2] as number
    const odd = words[round * 2 + 1] as number
    return part < 4 ? (even & 0xffff0000) | (odd >>> 16) : (even << 16) | (odd & 0xffff)
  })
}

function scheduleOfBit(keyBit: number): Int32Array {
  const words = new Int32Array(SCHEDULE_WORDS)
  let halves = PC1.map((position) => position - 1 === keyBit)
  for (let round = 0; round < 16; round++) {
    const shift = SHIFTS[round] as number
    halves = halves.map((_, i) => halves[(i < 28 ? 0 : 28) + (((i % 28) + shift) % 28)] as boolean)
    for (let i = 0; i < 48; i++) {
      const box = Math.floor(i / 6)
      const place = (3 - (box >> 1)) * 8 + (5 - (i % 6))
      const word = round * 2 + (box & 1)
      if (halves[(PC2[i] as number) - 1]) words[word] = (words[word] as number) | (1 << place)
    }
  }
  return words
}
