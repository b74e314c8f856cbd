// Generated from the specification of iso87-ascii: change that, then `npm run generate`.
/* oxlint-disable */
import type { GeneratedCodec } from '../generated-codec.ts'
import * as primitives from '../primitives.ts'

const {
  areAll,
  asciiFour,
  asciiLength,
  asciiThree,
  asciiTwo,
  C,
  characters,
  copy,
  decodeOther,
  emptyMessage,
  encodeOther,
  firstInWord,
  fromCodes,
  HEX,
  hexWord,
  writeAsciiLength,
  writeText,
} = primitives

function parts90(t: string): unknown {
  if (t.length === 42) return { mti: t.slice(0, 4), trace: t.slice(4, 10), transmitted: t.slice(10, 20), acquirer: t.slice(20, 31), forwarder: t.slice(31, 42) }
  return undefined
}

function parts95(t: string): unknown {
  if (t.length === 42) return { transaction: t.slice(0, 12), settlement: t.slice(12, 24), transactionFee: t.slice(24, 33), settlementFee: t.slice(33, 42) }
  return undefined
}

export const iso87AsciiCodec: GeneratedCodec = {
  decode(cursor, spec, f) {
    const { bytes: b, end: e } = cursor
    if (e < 20 || !areAll(b, 4, 16, HEX)) return undefined
    const mti = asciiFour(b, 0)
    if (mti === '') return undefined
    const w0 = hexWord(b, 4)
    const w1 = hexWord(b, 12)
    let o = 20
    let w2 = 0
    let w3 = 0
    if (w0 < 0) {
      if (e < o + 16 || !areAll(b, o, 16, HEX)) return undefined
      w2 = hexWord(b, o)
      w3 = hexWord(b, o + 8)
      o += 16
    }
    if ((w2 & -2147483648) !== 0) return undefined
    const { buffer, byteOffset } = b
    const m = emptyMessage(spec, mti, w3 !== 0 ? firstInWord(w3, 3) : w2 !== 0 ? firstInWord(w2, 2) : w1 !== 0 ? firstInWord(w1, 1) : (w0 & 0x7fffffff) !== 0 ? firstInWord(w0 & 0x7fffffff, 0) : 0)
    cursor.mti = mti
    if ((w0 & 0x40000000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 19) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 1)
      o = s + n
      if (t === undefined) return undefined
      m[2] = t
    }
    if ((w0 & 0x20000000) !== 0) {
      if (o + 6 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5)
      o += 6
      m[3] = t
    }
    if ((w0 & 0x10000000) !== 0) {
      if (o + 12 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)
      o += 12
      m[4] = t
    }
    if ((w0 & 0x8000000) !== 0) {
      if (o + 12 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)
      o += 12
      m[5] = t
    }
    if ((w0 & 0x4000000) !== 0) {
      if (o + 12 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)
      o += 12
      m[6] = t
    }
    if ((w0 & 0x2000000) !== 0) {
      if (o + 10 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
      o += 10
      m[7] = t
    }
    if ((w0 & 0x1000000) !== 0) {
      if (o + 8 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7)
      o += 8
      m[8] = t
    }
    if ((w0 & 0x800000) !== 0) {
      if (o + 8 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7)
      o += 8
      m[9] = t
    }
    if ((w0 & 0x400000) !== 0) {
      if (o + 8 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7)
      o += 8
      m[10] = t
    }
    if ((w0 & 0x200000) !== 0) {
      if (o + 6 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5)
      o += 6
      m[11] = t
    }
    if ((w0 & 0x100000) !== 0) {
      if (o + 6 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5)
      o += 6
      m[12] = t
    }
    if ((w0 & 0x80000) !== 0) {
      if (o + 4 > e) return undefined
      const t = asciiFour(b, o)
      if (t === '') return undefined
      o += 4
      m[13] = t
    }
    if ((w0 & 0x40000) !== 0) {
      if (o + 4 > e) return undefined
      const t = asciiFour(b, o)
      if (t === '') return undefined
      o += 4
      m[14] = t
    }
    if ((w0 & 0x20000) !== 0) {
      if (o + 4 > e) return undefined
      const t = asciiFour(b, o)
      if (t === '') return undefined
      o += 4
      m[15] = t
    }
    if ((w0 & 0x10000) !== 0) {
      if (o + 4 > e) return undefined
      const t = asciiFour(b, o)
      if (t === '') return undefined
      o += 4
      m[16] = t
    }
    if ((w0 & 0x8000) !== 0) {
      if (o + 4 > e) return undefined
      const t = asciiFour(b, o)
      if (t === '') return undefined
      o += 4
      m[17] = t
    }
    if ((w0 & 0x4000) !== 0) {
      if (o + 4 > e) return undefined
      const t = asciiFour(b, o)
      if (t === '') return undefined
      o += 4
      m[18] = t
    }
    if ((w0 & 0x2000) !== 0) {
      if (o + 3 > e) return undefined
      const t = asciiThree(b, o)
      if (t === '') return undefined
      o += 3
      m[19] = t
    }
    if ((w0 & 0x1000) !== 0) {
      if (o + 3 > e) return undefined
      const t = asciiThree(b, o)
      if (t === '') return undefined
      o += 3
      m[20] = t
    }
    if ((w0 & 0x800) !== 0) {
      if (o + 3 > e) return undefined
      const t = asciiThree(b, o)
      if (t === '') return undefined
      o += 3
      m[21] = t
    }
    if ((w0 & 0x400) !== 0) {
      if (o + 3 > e) return undefined
      const t = asciiThree(b, o)
      if (t === '') return undefined
      o += 3
      m[22] = t
    }
    if ((w0 & 0x200) !== 0) {
      if (o + 3 > e) return undefined
      const t = asciiThree(b, o)
      if (t === '') return undefined
      o += 3
      m[23] = t
    }
    if ((w0 & 0x100) !== 0) {
      if (o + 3 > e) return undefined
      const t = asciiThree(b, o)
      if (t === '') return undefined
      o += 3
      m[24] = t
    }
    if ((w0 & 0x80) !== 0) {
      if (o + 2 > e) return undefined
      const t = asciiTwo(b, o)
      if (t === '') return undefined
      o += 2
      m[25] = t
    }
    if ((w0 & 0x40) !== 0) {
      if (o + 2 > e) return undefined
      const t = asciiTwo(b, o)
      if (t === '') return undefined
      o += 2
      m[26] = t
    }
    if ((w0 & 0x20) !== 0) {
      if (o + 1 > e) return undefined
      const c0 = b[o]!
      if ((C[c0]! & 1) === 0) return undefined
      const t = fromCodes(c0)
      o += 1
      m[27] = t
    }
    if ((w0 & 0x10) !== 0) {
      const v = decodeOther(cursor, f[28], o)
      if (v === undefined) return undefined
      m[28] = v
      o = cursor.offset
    }
    if ((w0 & 0x8) !== 0) {
      const v = decodeOther(cursor, f[29], o)
      if (v === undefined) return undefined
      m[29] = v
      o = cursor.offset
    }
    if ((w0 & 0x4) !== 0) {
      const v = decodeOther(cursor, f[30], o)
      if (v === undefined) return undefined
      m[30] = v
      o = cursor.offset
    }
    if ((w0 & 0x2) !== 0) {
      const v = decodeOther(cursor, f[31], o)
      if (v === undefined) return undefined
      m[31] = v
      o = cursor.offset
    }
    if ((w0 & 0x1) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 11) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 1)
      o = s + n
      if (t === undefined) return undefined
      m[32] = t
    }
    if ((w1 & 0x80000000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 11) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 1)
      o = s + n
      if (t === undefined) return undefined
      m[33] = t
    }
    if ((w1 & 0x40000000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 28) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[34] = t
    }
    if ((w1 & 0x20000000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 37) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 8)
      o = s + n
      if (t === undefined) return undefined
      m[35] = t
    }
    if ((w1 & 0x10000000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 104) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 8)
      o = s + n
      if (t === undefined) return undefined
      m[36] = t
    }
    if ((w1 & 0x8000000) !== 0) {
      if (o + 12 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & 2) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)
      o += 12
      m[37] = t
    }
    if ((w1 & 0x4000000) !== 0) {
      if (o + 6 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & 2) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5)
      o += 6
      m[38] = t
    }
    if ((w1 & 0x2000000) !== 0) {
      if (o + 2 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!
      if ((C[c0]! & C[c1]! & 2) === 0) return undefined
      const t = fromCodes(c0, c1)
      o += 2
      m[39] = t
    }
    if ((w1 & 0x1000000) !== 0) {
      if (o + 3 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!
      if ((C[c0]! & C[c1]! & C[c2]! & 2) === 0) return undefined
      const t = fromCodes(c0, c1, c2)
      o += 3
      m[40] = t
    }
    if ((w1 & 0x800000) !== 0) {
      if (o + 8 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & 4) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7)
      o += 8
      m[41] = t
    }
    if ((w1 & 0x400000) !== 0) {
      if (o + 15 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & 4) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14)
      o += 15
      m[42] = t
    }
    if ((w1 & 0x200000) !== 0) {
      const n = 40
      const s = o
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[43] = t
    }
    if ((w1 & 0x100000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 25) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      const l = f[44]!.layout
      const v = l === undefined ? t : l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[44] = v
    }
    if ((w1 & 0x80000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 76) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[45] = t
    }
    if ((w1 & 0x40000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[46] = t
    }
    if ((w1 & 0x20000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[47] = t
    }
    if ((w1 & 0x10000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[48] = t
    }
    if ((w1 & 0x8000) !== 0) {
      if (o + 3 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!
      if ((C[c0]! & C[c1]! & C[c2]! & 2) === 0) return undefined
      const t = fromCodes(c0, c1, c2)
      o += 3
      m[49] = t
    }
    if ((w1 & 0x4000) !== 0) {
      if (o + 3 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!
      if ((C[c0]! & C[c1]! & C[c2]! & 2) === 0) return undefined
      const t = fromCodes(c0, c1, c2)
      o += 3
      m[50] = t
    }
    if ((w1 & 0x2000) !== 0) {
      if (o + 3 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!
      if ((C[c0]! & C[c1]! & C[c2]! & 2) === 0) return undefined
      const t = fromCodes(c0, c1, c2)
      o += 3
      m[51] = t
    }
    if ((w1 & 0x1000) !== 0) {
      if (o + 8 > e) return undefined
      const t = new Uint8Array(buffer, byteOffset + o, 8)
      o += 8
      m[52] = t
    }
    if ((w1 & 0x800) !== 0) {
      if (o + 16 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15)
      o += 16
      m[53] = t
    }
    if ((w1 & 0x400) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 120) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      const l = f[54]!.layout
      const v = l === undefined ? t : l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[54] = v
    }
    if ((w1 & 0x200) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = new Uint8Array(buffer, byteOffset + s, n)
      o = s + n
      const l = f[55]!.layout
      const v = l === undefined ? t : l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[55] = v
    }
    if ((w1 & 0x100) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[56] = t
    }
    if ((w1 & 0x80) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[57] = t
    }
    if ((w1 & 0x40) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[58] = t
    }
    if ((w1 & 0x20) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[59] = t
    }
    if ((w1 & 0x10) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[60] = t
    }
    if ((w1 & 0x8) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[61] = t
    }
    if ((w1 & 0x4) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[62] = t
    }
    if ((w1 & 0x2) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[63] = t
    }
    if ((w1 & 0x1) !== 0) {
      if (o + 8 > e) return undefined
      const t = new Uint8Array(buffer, byteOffset + o, 8)
      o += 8
      m[64] = t
    }
    if ((w2 & 0x40000000) !== 0) {
      if (o + 1 > e) return undefined
      const c0 = b[o]!
      if ((C[c0]! & 1) === 0) return undefined
      const t = fromCodes(c0)
      o += 1
      m[66] = t
    }
    if ((w2 & 0x20000000) !== 0) {
      if (o + 2 > e) return undefined
      const t = asciiTwo(b, o)
      if (t === '') return undefined
      o += 2
      m[67] = t
    }
    if ((w2 & 0x10000000) !== 0) {
      if (o + 3 > e) return undefined
      const t = asciiThree(b, o)
      if (t === '') return undefined
      o += 3
      m[68] = t
    }
    if ((w2 & 0x8000000) !== 0) {
      if (o + 3 > e) return undefined
      const t = asciiThree(b, o)
      if (t === '') return undefined
      o += 3
      m[69] = t
    }
    if ((w2 & 0x4000000) !== 0) {
      if (o + 3 > e) return undefined
      const t = asciiThree(b, o)
      if (t === '') return undefined
      o += 3
      m[70] = t
    }
    if ((w2 & 0x2000000) !== 0) {
      if (o + 4 > e) return undefined
      const t = asciiFour(b, o)
      if (t === '') return undefined
      o += 4
      m[71] = t
    }
    if ((w2 & 0x1000000) !== 0) {
      if (o + 4 > e) return undefined
      const t = asciiFour(b, o)
      if (t === '') return undefined
      o += 4
      m[72] = t
    }
    if ((w2 & 0x800000) !== 0) {
      if (o + 6 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5)
      o += 6
      m[73] = t
    }
    if ((w2 & 0x400000) !== 0) {
      if (o + 10 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
      o += 10
      m[74] = t
    }
    if ((w2 & 0x200000) !== 0) {
      if (o + 10 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
      o += 10
      m[75] = t
    }
    if ((w2 & 0x100000) !== 0) {
      if (o + 10 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
      o += 10
      m[76] = t
    }
    if ((w2 & 0x80000) !== 0) {
      if (o + 10 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
      o += 10
      m[77] = t
    }
    if ((w2 & 0x40000) !== 0) {
      if (o + 10 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
      o += 10
      m[78] = t
    }
    if ((w2 & 0x20000) !== 0) {
      if (o + 10 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
      o += 10
      m[79] = t
    }
    if ((w2 & 0x10000) !== 0) {
      if (o + 10 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
      o += 10
      m[80] = t
    }
    if ((w2 & 0x8000) !== 0) {
      if (o + 10 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)
      o += 10
      m[81] = t
    }
    if ((w2 & 0x4000) !== 0) {
      if (o + 12 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)
      o += 12
      m[82] = t
    }
    if ((w2 & 0x2000) !== 0) {
      if (o + 12 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)
      o += 12
      m[83] = t
    }
    if ((w2 & 0x1000) !== 0) {
      if (o + 12 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)
      o += 12
      m[84] = t
    }
    if ((w2 & 0x800) !== 0) {
      if (o + 12 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)
      o += 12
      m[85] = t
    }
    if ((w2 & 0x400) !== 0) {
      if (o + 16 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15)
      o += 16
      m[86] = t
    }
    if ((w2 & 0x200) !== 0) {
      if (o + 16 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15)
      o += 16
      m[87] = t
    }
    if ((w2 & 0x100) !== 0) {
      if (o + 16 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15)
      o += 16
      m[88] = t
    }
    if ((w2 & 0x80) !== 0) {
      if (o + 16 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!, c7 = b[o + 7]!, c8 = b[o + 8]!, c9 = b[o + 9]!, c10 = b[o + 10]!, c11 = b[o + 11]!, c12 = b[o + 12]!, c13 = b[o + 13]!, c14 = b[o + 14]!, c15 = b[o + 15]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & C[c7]! & C[c8]! & C[c9]! & C[c10]! & C[c11]! & C[c12]! & C[c13]! & C[c14]! & C[c15]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15)
      o += 16
      m[89] = t
    }
    if ((w2 & 0x40) !== 0) {
      const n = 42
      const s = o
      if (s + n > e) return undefined
      const t = characters(b, s, n, 1)
      o = s + n
      if (t === undefined) return undefined
      const l = f[90]!.layout
      const v = l === undefined ? t : parts90(t) ?? l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[90] = v
    }
    if ((w2 & 0x20) !== 0) {
      if (o + 1 > e) return undefined
      const c0 = b[o]!
      if ((C[c0]! & 2) === 0) return undefined
      const t = fromCodes(c0)
      o += 1
      m[91] = t
    }
    if ((w2 & 0x10) !== 0) {
      if (o + 2 > e) return undefined
      const t = asciiTwo(b, o)
      if (t === '') return undefined
      o += 2
      m[92] = t
    }
    if ((w2 & 0x8) !== 0) {
      if (o + 5 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & 1) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4)
      o += 5
      m[93] = t
    }
    if ((w2 & 0x4) !== 0) {
      if (o + 7 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!, c3 = b[o + 3]!, c4 = b[o + 4]!, c5 = b[o + 5]!, c6 = b[o + 6]!
      if ((C[c0]! & C[c1]! & C[c2]! & C[c3]! & C[c4]! & C[c5]! & C[c6]! & 2) === 0) return undefined
      const t = fromCodes(c0, c1, c2, c3, c4, c5, c6)
      o += 7
      m[94] = t
    }
    if ((w2 & 0x2) !== 0) {
      const n = 42
      const s = o
      if (s + n > e) return undefined
      const t = characters(b, s, n, 2)
      o = s + n
      if (t === undefined) return undefined
      const l = f[95]!.layout
      const v = l === undefined ? t : parts95(t) ?? l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[95] = v
    }
    if ((w2 & 0x1) !== 0) {
      if (o + 8 > e) return undefined
      const t = new Uint8Array(buffer, byteOffset + o, 8)
      o += 8
      m[96] = t
    }
    if ((w3 & 0x80000000) !== 0) {
      const v = decodeOther(cursor, f[97], o)
      if (v === undefined) return undefined
      m[97] = v
      o = cursor.offset
    }
    if ((w3 & 0x40000000) !== 0) {
      const n = 25
      const s = o
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[98] = t
    }
    if ((w3 & 0x20000000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 11) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 1)
      o = s + n
      if (t === undefined) return undefined
      m[99] = t
    }
    if ((w3 & 0x10000000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 11) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 1)
      o = s + n
      if (t === undefined) return undefined
      m[100] = t
    }
    if ((w3 & 0x8000000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 17) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[101] = t
    }
    if ((w3 & 0x4000000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 28) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[102] = t
    }
    if ((w3 & 0x2000000) !== 0) {
      if (o + 2 > e) return undefined
      const n = asciiLength(b, o, 2)
      if (n > 28) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[103] = t
    }
    if ((w3 & 0x1000000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 100) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[104] = t
    }
    if ((w3 & 0x800000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[105] = t
    }
    if ((w3 & 0x400000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[106] = t
    }
    if ((w3 & 0x200000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[107] = t
    }
    if ((w3 & 0x100000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[108] = t
    }
    if ((w3 & 0x80000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[109] = t
    }
    if ((w3 & 0x40000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[110] = t
    }
    if ((w3 & 0x20000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[111] = t
    }
    if ((w3 & 0x10000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[112] = t
    }
    if ((w3 & 0x8000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[113] = t
    }
    if ((w3 & 0x4000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[114] = t
    }
    if ((w3 & 0x2000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[115] = t
    }
    if ((w3 & 0x1000) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[116] = t
    }
    if ((w3 & 0x800) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[117] = t
    }
    if ((w3 & 0x400) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[118] = t
    }
    if ((w3 & 0x200) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[119] = t
    }
    if ((w3 & 0x100) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[120] = t
    }
    if ((w3 & 0x80) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[121] = t
    }
    if ((w3 & 0x40) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[122] = t
    }
    if ((w3 & 0x20) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[123] = t
    }
    if ((w3 & 0x10) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[124] = t
    }
    if ((w3 & 0x8) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[125] = t
    }
    if ((w3 & 0x4) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[126] = t
    }
    if ((w3 & 0x2) !== 0) {
      if (o + 3 > e) return undefined
      const n = asciiLength(b, o, 3)
      if (n > 999) return undefined
      const s = o + 3
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      m[127] = t
    }
    if ((w3 & 0x1) !== 0) {
      if (o + 8 > e) return undefined
      const t = new Uint8Array(buffer, byteOffset + o, 8)
      o += 8
      m[128] = t
    }
    return o === e ? m : undefined
  },
  encode(m, writer, start, e, w, f) {
    const { bytes: b } = writer
    let o = start
    let v: unknown
    let strays = 0
    let codes = 0
    let w0 = 0
    let w1 = 0
    let w2 = 0
    let w3 = 0
    if (m[0] !== undefined) return -1
    if (m[1] !== undefined) return -1
    if (m[65] !== undefined) return -1
    v = m[2]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 19) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 1)) return -1
      o += n
      w0 |= 0x40000000
    }
    v = m[3]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 6 || o + 6 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5)
      codes |= c0 | c1 | c2 | c3 | c4 | c5
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      o += 6
      w0 |= 0x20000000
    }
    v = m[4]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 12 || o + 12 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      o += 12
      w0 |= 0x10000000
    }
    v = m[5]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 12 || o + 12 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      o += 12
      w0 |= 0x8000000
    }
    v = m[6]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 12 || o + 12 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      o += 12
      w0 |= 0x4000000
    }
    v = m[7]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 10 || o + 10 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      o += 10
      w0 |= 0x2000000
    }
    v = m[8]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 8 || o + 8 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      o += 8
      w0 |= 0x1000000
    }
    v = m[9]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 8 || o + 8 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      o += 8
      w0 |= 0x800000
    }
    v = m[10]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 8 || o + 8 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      o += 8
      w0 |= 0x400000
    }
    v = m[11]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 6 || o + 6 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5)
      codes |= c0 | c1 | c2 | c3 | c4 | c5
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      o += 6
      w0 |= 0x200000
    }
    v = m[12]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 6 || o + 6 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5)
      codes |= c0 | c1 | c2 | c3 | c4 | c5
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      o += 6
      w0 |= 0x100000
    }
    v = m[13]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 4 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3)
      codes |= c0 | c1 | c2 | c3
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      o += 4
      w0 |= 0x80000
    }
    v = m[14]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 4 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3)
      codes |= c0 | c1 | c2 | c3
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      o += 4
      w0 |= 0x40000
    }
    v = m[15]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 4 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3)
      codes |= c0 | c1 | c2 | c3
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      o += 4
      w0 |= 0x20000
    }
    v = m[16]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 4 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3)
      codes |= c0 | c1 | c2 | c3
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      o += 4
      w0 |= 0x10000
    }
    v = m[17]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 4 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3)
      codes |= c0 | c1 | c2 | c3
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      o += 4
      w0 |= 0x8000
    }
    v = m[18]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 4 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3)
      codes |= c0 | c1 | c2 | c3
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      o += 4
      w0 |= 0x4000
    }
    v = m[19]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w0 |= 0x2000
    }
    v = m[20]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w0 |= 0x1000
    }
    v = m[21]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w0 |= 0x800
    }
    v = m[22]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w0 |= 0x400
    }
    v = m[23]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w0 |= 0x200
    }
    v = m[24]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w0 |= 0x100
    }
    v = m[25]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 2 || o + 2 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1)
      codes |= c0 | c1
      if ((C[c0 & 255]! & C[c1 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      o += 2
      w0 |= 0x80
    }
    v = m[26]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 2 || o + 2 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1)
      codes |= c0 | c1
      if ((C[c0 & 255]! & C[c1 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      o += 2
      w0 |= 0x40
    }
    v = m[27]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 1 || o + 1 > e) return -1
      const c0 = v.charCodeAt(0)
      codes |= c0
      if ((C[c0 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      o += 1
      w0 |= 0x20
    }
    v = m[28]
    if (v !== undefined) {
      o = encodeOther(writer, f[28], o, v)
      if (o < 0 || o > e) return -1
      w0 |= 0x10
    }
    v = m[29]
    if (v !== undefined) {
      o = encodeOther(writer, f[29], o, v)
      if (o < 0 || o > e) return -1
      w0 |= 0x8
    }
    v = m[30]
    if (v !== undefined) {
      o = encodeOther(writer, f[30], o, v)
      if (o < 0 || o > e) return -1
      w0 |= 0x4
    }
    v = m[31]
    if (v !== undefined) {
      o = encodeOther(writer, f[31], o, v)
      if (o < 0 || o > e) return -1
      w0 |= 0x2
    }
    v = m[32]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 11) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 1)) return -1
      o += n
      w0 |= 0x1
    }
    v = m[33]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 11) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 1)) return -1
      o += n
      w1 |= 0x80000000
    }
    v = m[34]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 28) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x40000000
    }
    v = m[35]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 37) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 8)) return -1
      o += n
      w1 |= 0x20000000
    }
    v = m[36]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 104) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 8)) return -1
      o += n
      w1 |= 0x10000000
    }
    v = m[37]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 12 || o + 12 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & 2) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      o += 12
      w1 |= 0x8000000
    }
    v = m[38]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 6 || o + 6 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5)
      codes |= c0 | c1 | c2 | c3 | c4 | c5
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & 2) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      o += 6
      w1 |= 0x4000000
    }
    v = m[39]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 2 || o + 2 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1)
      codes |= c0 | c1
      if ((C[c0 & 255]! & C[c1 & 255]! & 2) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      o += 2
      w1 |= 0x2000000
    }
    v = m[40]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 2) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w1 |= 0x1000000
    }
    v = m[41]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 8 || o + 8 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & 4) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      o += 8
      w1 |= 0x800000
    }
    v = m[42]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 15 || o + 15 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11), c12 = v.charCodeAt(12), c13 = v.charCodeAt(13), c14 = v.charCodeAt(14)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11 | c12 | c13 | c14
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & C[c12 & 255]! & C[c13 & 255]! & C[c14 & 255]! & 4) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      b[o + 12] = c12
      b[o + 13] = c13
      b[o + 14] = c14
      o += 15
      w1 |= 0x400000
    }
    v = m[43]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 40) return -1
      const n = v.length
      if (o + n > e) return -1
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x200000
    }
    v = m[44]
    if (v !== undefined) {
      const l = f[44]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length > 25) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x100000
    }
    v = m[45]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 76) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x80000
    }
    v = m[46]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x40000
    }
    v = m[47]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x20000
    }
    v = m[48]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x10000
    }
    v = m[49]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 2) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w1 |= 0x8000
    }
    v = m[50]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 2) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w1 |= 0x4000
    }
    v = m[51]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 2) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w1 |= 0x2000
    }
    v = m[52]
    if (v !== undefined) {
      if (!(v instanceof Uint8Array) || v.length !== 8) return -1
      const n = v.length
      if (o + n > e) return -1
      copy(v, b, o)
      o += n
      w1 |= 0x1000
    }
    v = m[53]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 16 || o + 16 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11), c12 = v.charCodeAt(12), c13 = v.charCodeAt(13), c14 = v.charCodeAt(14), c15 = v.charCodeAt(15)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11 | c12 | c13 | c14 | c15
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & C[c12 & 255]! & C[c13 & 255]! & C[c14 & 255]! & C[c15 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      b[o + 12] = c12
      b[o + 13] = c13
      b[o + 14] = c14
      b[o + 15] = c15
      o += 16
      w1 |= 0x800
    }
    v = m[54]
    if (v !== undefined) {
      const l = f[54]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length > 120) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x400
    }
    v = m[55]
    if (v !== undefined) {
      const l = f[55]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (!(v instanceof Uint8Array) || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      copy(v, b, o)
      o += n
      w1 |= 0x200
    }
    v = m[56]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x100
    }
    v = m[57]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x80
    }
    v = m[58]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x40
    }
    v = m[59]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x20
    }
    v = m[60]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x10
    }
    v = m[61]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x8
    }
    v = m[62]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x4
    }
    v = m[63]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x2
    }
    v = m[64]
    if (v !== undefined) {
      if (!(v instanceof Uint8Array) || v.length !== 8) return -1
      const n = v.length
      if (o + n > e) return -1
      copy(v, b, o)
      o += n
      w1 |= 0x1
    }
    v = m[66]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 1 || o + 1 > e) return -1
      const c0 = v.charCodeAt(0)
      codes |= c0
      if ((C[c0 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      o += 1
      w2 |= 0x40000000
    }
    v = m[67]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 2 || o + 2 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1)
      codes |= c0 | c1
      if ((C[c0 & 255]! & C[c1 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      o += 2
      w2 |= 0x20000000
    }
    v = m[68]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w2 |= 0x10000000
    }
    v = m[69]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w2 |= 0x8000000
    }
    v = m[70]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 3 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2)
      codes |= c0 | c1 | c2
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      o += 3
      w2 |= 0x4000000
    }
    v = m[71]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 4 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3)
      codes |= c0 | c1 | c2 | c3
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      o += 4
      w2 |= 0x2000000
    }
    v = m[72]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 4 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3)
      codes |= c0 | c1 | c2 | c3
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      o += 4
      w2 |= 0x1000000
    }
    v = m[73]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 6 || o + 6 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5)
      codes |= c0 | c1 | c2 | c3 | c4 | c5
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      o += 6
      w2 |= 0x800000
    }
    v = m[74]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 10 || o + 10 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      o += 10
      w2 |= 0x400000
    }
    v = m[75]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 10 || o + 10 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      o += 10
      w2 |= 0x200000
    }
    v = m[76]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 10 || o + 10 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      o += 10
      w2 |= 0x100000
    }
    v = m[77]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 10 || o + 10 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      o += 10
      w2 |= 0x80000
    }
    v = m[78]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 10 || o + 10 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      o += 10
      w2 |= 0x40000
    }
    v = m[79]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 10 || o + 10 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      o += 10
      w2 |= 0x20000
    }
    v = m[80]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 10 || o + 10 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      o += 10
      w2 |= 0x10000
    }
    v = m[81]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 10 || o + 10 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      o += 10
      w2 |= 0x8000
    }
    v = m[82]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 12 || o + 12 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      o += 12
      w2 |= 0x4000
    }
    v = m[83]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 12 || o + 12 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      o += 12
      w2 |= 0x2000
    }
    v = m[84]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 12 || o + 12 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      o += 12
      w2 |= 0x1000
    }
    v = m[85]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 12 || o + 12 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      o += 12
      w2 |= 0x800
    }
    v = m[86]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 16 || o + 16 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11), c12 = v.charCodeAt(12), c13 = v.charCodeAt(13), c14 = v.charCodeAt(14), c15 = v.charCodeAt(15)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11 | c12 | c13 | c14 | c15
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & C[c12 & 255]! & C[c13 & 255]! & C[c14 & 255]! & C[c15 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      b[o + 12] = c12
      b[o + 13] = c13
      b[o + 14] = c14
      b[o + 15] = c15
      o += 16
      w2 |= 0x400
    }
    v = m[87]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 16 || o + 16 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11), c12 = v.charCodeAt(12), c13 = v.charCodeAt(13), c14 = v.charCodeAt(14), c15 = v.charCodeAt(15)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11 | c12 | c13 | c14 | c15
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & C[c12 & 255]! & C[c13 & 255]! & C[c14 & 255]! & C[c15 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      b[o + 12] = c12
      b[o + 13] = c13
      b[o + 14] = c14
      b[o + 15] = c15
      o += 16
      w2 |= 0x200
    }
    v = m[88]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 16 || o + 16 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11), c12 = v.charCodeAt(12), c13 = v.charCodeAt(13), c14 = v.charCodeAt(14), c15 = v.charCodeAt(15)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11 | c12 | c13 | c14 | c15
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & C[c12 & 255]! & C[c13 & 255]! & C[c14 & 255]! & C[c15 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      b[o + 12] = c12
      b[o + 13] = c13
      b[o + 14] = c14
      b[o + 15] = c15
      o += 16
      w2 |= 0x100
    }
    v = m[89]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 16 || o + 16 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6), c7 = v.charCodeAt(7), c8 = v.charCodeAt(8), c9 = v.charCodeAt(9), c10 = v.charCodeAt(10), c11 = v.charCodeAt(11), c12 = v.charCodeAt(12), c13 = v.charCodeAt(13), c14 = v.charCodeAt(14), c15 = v.charCodeAt(15)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11 | c12 | c13 | c14 | c15
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & C[c7 & 255]! & C[c8 & 255]! & C[c9 & 255]! & C[c10 & 255]! & C[c11 & 255]! & C[c12 & 255]! & C[c13 & 255]! & C[c14 & 255]! & C[c15 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      b[o + 7] = c7
      b[o + 8] = c8
      b[o + 9] = c9
      b[o + 10] = c10
      b[o + 11] = c11
      b[o + 12] = c12
      b[o + 13] = c13
      b[o + 14] = c14
      b[o + 15] = c15
      o += 16
      w2 |= 0x80
    }
    v = m[90]
    if (v !== undefined) {
      const l = f[90]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length !== 42) return -1
      const n = v.length
      if (o + n > e) return -1
      if (!writeText(v, b, o, 1)) return -1
      o += n
      w2 |= 0x40
    }
    v = m[91]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 1 || o + 1 > e) return -1
      const c0 = v.charCodeAt(0)
      codes |= c0
      if ((C[c0 & 255]! & 2) === 0) return -1
      b[o + 0] = c0
      o += 1
      w2 |= 0x20
    }
    v = m[92]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 2 || o + 2 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1)
      codes |= c0 | c1
      if ((C[c0 & 255]! & C[c1 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      o += 2
      w2 |= 0x10
    }
    v = m[93]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 5 || o + 5 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4)
      codes |= c0 | c1 | c2 | c3 | c4
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & 1) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      o += 5
      w2 |= 0x8
    }
    v = m[94]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 7 || o + 7 > e) return -1
      const c0 = v.charCodeAt(0), c1 = v.charCodeAt(1), c2 = v.charCodeAt(2), c3 = v.charCodeAt(3), c4 = v.charCodeAt(4), c5 = v.charCodeAt(5), c6 = v.charCodeAt(6)
      codes |= c0 | c1 | c2 | c3 | c4 | c5 | c6
      if ((C[c0 & 255]! & C[c1 & 255]! & C[c2 & 255]! & C[c3 & 255]! & C[c4 & 255]! & C[c5 & 255]! & C[c6 & 255]! & 2) === 0) return -1
      b[o + 0] = c0
      b[o + 1] = c1
      b[o + 2] = c2
      b[o + 3] = c3
      b[o + 4] = c4
      b[o + 5] = c5
      b[o + 6] = c6
      o += 7
      w2 |= 0x4
    }
    v = m[95]
    if (v !== undefined) {
      const l = f[95]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length !== 42) return -1
      const n = v.length
      if (o + n > e) return -1
      if (!writeText(v, b, o, 2)) return -1
      o += n
      w2 |= 0x2
    }
    v = m[96]
    if (v !== undefined) {
      if (!(v instanceof Uint8Array) || v.length !== 8) return -1
      const n = v.length
      if (o + n > e) return -1
      copy(v, b, o)
      o += n
      w2 |= 0x1
    }
    v = m[97]
    if (v !== undefined) {
      o = encodeOther(writer, f[97], o, v)
      if (o < 0 || o > e) return -1
      w3 |= 0x80000000
    }
    v = m[98]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 25) return -1
      const n = v.length
      if (o + n > e) return -1
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x40000000
    }
    v = m[99]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 11) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 1)) return -1
      o += n
      w3 |= 0x20000000
    }
    v = m[100]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 11) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 1)) return -1
      o += n
      w3 |= 0x10000000
    }
    v = m[101]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 17) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x8000000
    }
    v = m[102]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 28) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x4000000
    }
    v = m[103]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 28) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      writeAsciiLength(b, o, 2, n)
      o += 2
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x2000000
    }
    v = m[104]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 100) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x1000000
    }
    v = m[105]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x800000
    }
    v = m[106]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x400000
    }
    v = m[107]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x200000
    }
    v = m[108]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x100000
    }
    v = m[109]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x80000
    }
    v = m[110]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x40000
    }
    v = m[111]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x20000
    }
    v = m[112]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x10000
    }
    v = m[113]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x8000
    }
    v = m[114]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x4000
    }
    v = m[115]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x2000
    }
    v = m[116]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x1000
    }
    v = m[117]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x800
    }
    v = m[118]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x400
    }
    v = m[119]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x200
    }
    v = m[120]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x100
    }
    v = m[121]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x80
    }
    v = m[122]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x40
    }
    v = m[123]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x20
    }
    v = m[124]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x10
    }
    v = m[125]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x8
    }
    v = m[126]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x4
    }
    v = m[127]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 999) return -1
      const n = v.length
      if (o + n + 3 > e) return -1
      writeAsciiLength(b, o, 3, n)
      o += 3
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w3 |= 0x2
    }
    v = m[128]
    if (v !== undefined) {
      if (!(v instanceof Uint8Array) || v.length !== 8) return -1
      const n = v.length
      if (o + n > e) return -1
      copy(v, b, o)
      o += n
      w3 |= 0x1
    }
    w[0] = w0
    w[1] = w1
    w[2] = w2
    w[3] = w3
    return strays < 16 && codes < 256 ? o : -1
  },
}
