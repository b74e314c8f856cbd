/** Tables of FIPS 197, worked out from the field GF(2^8) with polynomial x^8 + x^4 + x^3 + x + 1 when the module loads. */

export const S_BOX = new Uint8Array(256)
export const INVERSE_S_BOX = new Uint8Array(256)
/** SubBytes and MixColumns of one byte, for each of its four places in a column: entry `place * 256 + byte`. */
export const ENCRYPT_TABLE = new Int32Array(1024)
/** InvSubBytes and InvMixColumns of one byte likewise. */
export const DECRYPT_TABLE = new Int32Array(1024)

const double = (a: number): number => ((a << 1) ^ (a & 0x80 ? 0x11b : 0)) & 0xff

function multiply(a: number, b: number): number {
  let product = 0
  for (let factor = a, bits = b; bits; bits >>= 1, factor = double(factor)) if (bits & 1) product ^= factor
  return product
}

function fillTables(): void {
  // p runs through all non-zero field elements as powers of 3, q through their inverses as powers of 0xF6 (1/3).
  for (let p = 1, q = 1, i = 0; i < 255; i++, p = multiply(p, 3), q = multiply(q, 0xf6)) {
    let s = 0x63
    for (let turn = 0; turn < 5; turn++) s ^= (q << turn) | (q >> (8 - turn))
    S_BOX[p] = s
  }
  S_BOX[0] = 0x63
  for (let i = 0; i < 256; i++) INVERSE_S_BOX[S_BOX[i] as number] = i
  for (let i = 0; i < 256; i++) {
    const s = S_BOX[i] as number
    const v = INVERSE_S_BOX[i] as number
    const e = (multiply(s, 2) << 24) | (s << 16) | (s << 8) | multiply(s, 3)
    const d = (multiply(v, 14) << 24) | (multiply(v, 9) << 16) | (multiply(v, 13) << 8) | multiply(v, 11)
    for (let place = 0; place < 4; place++) {
      const turn = place * 8
      ENCRYPT_TABLE[place * 256 + i] = turn === 0 ? e : (e >>> turn) | (e << (32 - turn))
      DECRYPT_TABLE[place * 256 + i] = turn === 0 ? d : (d >>> turn) | (d << (32 - turn))
    }
  }
}

fillTables()
