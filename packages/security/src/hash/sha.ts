import { digestBlocks, rotateLeft } from './merkle-damgard.ts'

/**
 * Square and cube roots of the first primes give the constants of SHA-2: their first 32 fractional bits (FIPS 180-4, 4.2.2).
 * Worked out in whole numbers, so that nothing depends on floating point.
 */
function fractionalRootBits(prime: number, degree: 2n | 3n): number {
  const target = BigInt(prime) << (32n * degree)
  let low = 0n
  let high = 1n << 40n
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (middle ** degree <= target) low = middle
    else high = middle
  }
  return Number(low & 0xffffffffn)
}

const PRIMES: number[] = []
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((prime) => n % prime !== 0)) PRIMES.push(n)

const K256 = Int32Array.from(PRIMES, (prime) => fractionalRootBits(prime, 3n))
const INITIAL256 = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fractionalRootBits(prime, 2n))
const K1 = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6] as const

/** SHA-256 (FIPS 180-4), 32 bytes; where a caller cannot wait for WebCrypto. */
export const sha256 = (data: Uint8Array): Uint8Array<ArrayBuffer> => digestBlocks(data, INITIAL256.slice(), compress256)

function compress256(state: Uint32Array, block: DataView): void {
  const w = new Int32Array(64)
  for (let i = 0; i < 16; i++) w[i] = block.getInt32(i * 4)
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number
    const y = w[i - 2] as number
    const small0 = rotateLeft(x, 25) ^ rotateLeft(x, 14) ^ (x >>> 3)
    const small1 = rotateLeft(y, 15) ^ rotateLeft(y, 13) ^ (y >>> 10)
    w[i] = (w[i - 16] as number) + small0 + (w[i - 7] as number) + small1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const big1 = rotateLeft(e, 26) ^ rotateLeft(e, 21) ^ rotateLeft(e, 7)
    const t1 = (h + big1 + ((e & f) ^ (~e & g)) + (K256[i] as number) + (w[i] as number)) | 0
    const big0 = rotateLeft(a, 30) ^ rotateLeft(a, 19) ^ rotateLeft(a, 10)
    const t2 = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as number) + word
}

/** SHA-1, 20 bytes. Broken as a signature hash; EMV master key derivation option B still needs it. */
export const sha1 = (data: Uint8Array): Uint8Array<ArrayBuffer> =>
  digestBlocks(data, Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0), compress1)

function compress1(state: Uint32Array, block: DataView): void {
  const w = new Int32Array(80)
  for (let i = 0; i < 16; i++) w[i] = block.getInt32(i * 4)
  for (let i = 16; i < 80; i++) {
    w[i] = rotateLeft((w[i - 3] as number) ^ (w[i - 8] as number) ^ (w[i - 14] as number) ^ (w[i - 16] as number), 1)
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
  for (let i = 0; i < 80; i++) {
    const quarter = Math.floor(i / 20)
    const majority = (b & c) | (b & d) | (c & d)
    const f = quarter === 0 ? (b & c) | (~b & d) : quarter === 2 ? majority : b ^ c ^ d
    const t = (rotateLeft(a, 5) + f + e + (K1[quarter] as number) + (w[i] as number)) | 0
    ;[e, d, c, b, a] = [d, c, rotateLeft(b, 30), a, t]
  }
  for (const [i, word] of [a, b, c, d, e].entries()) state[i] = (state[i] as number) + word
}
