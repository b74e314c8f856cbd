import { digestBlocks, rotateLeft } from './merkle-damgard.ts'

const INITIAL = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]

/** SM3 (GB/T 32905-2016), 32 bytes. */
export const sm3 = (data: Uint8Array): Uint8Array<ArrayBuffer> =>
  digestBlocks(data, Uint32Array.from(INITIAL), compress)

const p0 = (x: number): number => x ^ rotateLeft(x, 9) ^ rotateLeft(x, 17)
const p1 = (x: number): number => x ^ rotateLeft(x, 15) ^ rotateLeft(x, 23)

function compress(state: Uint32Array, block: DataView): void {
  const w = new Int32Array(68)
  for (let i = 0; i < 16; i++) w[i] = block.getInt32(i * 4)
  for (let i = 16; i < 68; i++) {
    const mixed = (w[i - 16] as number) ^ (w[i - 9] as number) ^ rotateLeft(w[i - 3] as number, 15)
    w[i] = p1(mixed) ^ rotateLeft(w[i - 13] as number, 7) ^ (w[i - 6] as number)
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const early = i < 16
    const ss1 = rotateLeft((rotateLeft(a, 12) + e + rotateLeft(early ? 0x79cc4519 : 0x7a879d8a, i % 32)) | 0, 7)
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g)
    const t1 = (ff + d + (ss1 ^ rotateLeft(a, 12)) + ((w[i] as number) ^ (w[i + 4] as number))) | 0
    const t2 = (gg + h + ss1 + (w[i] as number)) | 0
    ;[d, c, b, a] = [c, rotateLeft(b, 9), a, t1]
    ;[h, g, f, e] = [g, rotateLeft(f, 19), e, p0(t2)]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as number) ^ word
}
