// Generated from the specification of unionpay-pos: change that, then `npm run generate`.
/* oxlint-disable */
import type { GeneratedCodec } from '../generated-codec.ts'
import * as primitives from '../primitives.ts'

const {
  BCD,
  C,
  COUNT,
  characters,
  copy,
  DIGITS,
  emptyMessage,
  firstInWord,
  four,
  fromCodes,
  gbkText,
  highDigit,
  lowDigit,
  pack,
  packed,
  TRACK,
  two,
  word,
  writeText,
} = primitives

function parts22(t: string): unknown {
  if (t.length === 3) return { panEntry: t.slice(0, 2), pinEntry: t.slice(2, 3) }
  return undefined
}

function parts53(t: string): unknown {
  if (t.length === 16 && t.endsWith('0000000000000')) return { pinFormat: t.slice(0, 1), encryption: t.slice(1, 2), trackEncryption: t.slice(2, 3) }
  return undefined
}

function parts60(t: string): unknown {
  if (t.length === 8) return { type: t.slice(0, 2), batch: t.slice(2, 8) }
  if (t.length === 11) return { type: t.slice(0, 2), batch: t.slice(2, 8), networkCode: t.slice(8, 11) }
  if (t.length === 12) return { type: t.slice(0, 2), batch: t.slice(2, 8), networkCode: t.slice(8, 11), reader: t.slice(11, 12) }
  if (t.length === 13) return { type: t.slice(0, 2), batch: t.slice(2, 8), networkCode: t.slice(8, 11), reader: t.slice(11, 12), chipCondition: t.slice(12, 13) }
  if (t.length === 14) return { type: t.slice(0, 2), batch: t.slice(2, 8), networkCode: t.slice(8, 11), reader: t.slice(11, 12), chipCondition: t.slice(12, 13), partialApproval: t.slice(13, 14) }
  if (t.length === 17) return { type: t.slice(0, 2), batch: t.slice(2, 8), networkCode: t.slice(8, 11), reader: t.slice(11, 12), chipCondition: t.slice(12, 13), partialApproval: t.slice(13, 14), accountType: t.slice(14, 17) }
  return undefined
}

function parts61(t: string): unknown {
  if (t.length === 12) return { batch: t.slice(0, 6), trace: t.slice(6, 12) }
  if (t.length === 16) return { batch: t.slice(0, 6), trace: t.slice(6, 12), date: t.slice(12, 16) }
  if (t.length === 18) return { batch: t.slice(0, 6), trace: t.slice(6, 12), date: t.slice(12, 16), authorizationMode: t.slice(16, 18) }
  if (t.length === 29) return { batch: t.slice(0, 6), trace: t.slice(6, 12), date: t.slice(12, 16), authorizationMode: t.slice(16, 18), institution: t.slice(18, 29) }
  return undefined
}

export const unionpayPosCodec: GeneratedCodec = {
  decode(cursor, spec, f) {
    const { bytes: b, end: e } = cursor
    if (e < 10) return undefined
    const mti = four(b, 0)
    if (mti === '') return undefined
    const w0 = word(b, 2)
    const w1 = word(b, 6)
    let o = 10
    if ((w0 & -1883113154) !== 0) return undefined
    if ((w1 & -1053925088) !== 0) return undefined
    const { buffer, byteOffset } = b
    const m = emptyMessage(spec, mti, w1 !== 0 ? firstInWord(w1, 1) : (w0 & 0x7fffffff) !== 0 ? firstInWord(w0 & 0x7fffffff, 0) : 0)
    cursor.mti = mti
    if ((w0 & 0x40000000) !== 0) {
      if (o + 1 > e) return undefined
      const n = COUNT[b[o]!]!
      if (n > 19) return undefined
      const s = o + 1
      if (s + ((n + 1) >> 1) > e) return undefined
      const t = packed(b, s, n, DIGITS)
      o = s + ((n + 1) >> 1)
      if (t === undefined) return undefined
      m[2] = t
    }
    if ((w0 & 0x20000000) !== 0) {
      if (o + 3 > e) return undefined
      const t = four(b, o) + two(b, o + 2)
      if (t.length !== 6) return undefined
      o += 3
      m[3] = t
    }
    if ((w0 & 0x10000000) !== 0) {
      if (o + 6 > e) return undefined
      const t = four(b, o) + four(b, o + 2) + four(b, o + 4)
      if (t.length !== 12) return undefined
      o += 6
      m[4] = t
    }
    if ((w0 & 0x200000) !== 0) {
      if (o + 3 > e) return undefined
      const t = four(b, o) + two(b, o + 2)
      if (t.length !== 6) return undefined
      o += 3
      m[11] = t
    }
    if ((w0 & 0x100000) !== 0) {
      if (o + 3 > e) return undefined
      const t = four(b, o) + two(b, o + 2)
      if (t.length !== 6) return undefined
      o += 3
      m[12] = t
    }
    if ((w0 & 0x80000) !== 0) {
      if (o + 2 > e) return undefined
      const t = four(b, o)
      if (t.length !== 4) return undefined
      o += 2
      m[13] = t
    }
    if ((w0 & 0x40000) !== 0) {
      if (o + 2 > e) return undefined
      const t = four(b, o)
      if (t.length !== 4) return undefined
      o += 2
      m[14] = t
    }
    if ((w0 & 0x20000) !== 0) {
      if (o + 2 > e) return undefined
      const t = four(b, o)
      if (t.length !== 4) return undefined
      o += 2
      m[15] = t
    }
    if ((w0 & 0x400) !== 0) {
      if (o + 2 > e) return undefined
      const s = o
      const t = two(b, o) + highDigit(b, o + 1)
      if (t.length !== 3) return undefined
      o += 2
      const l = f[22]!.layout
      const v = l === undefined ? t : parts22(t) ?? l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[22] = v
    }
    if ((w0 & 0x200) !== 0) {
      if (o + 2 > e) return undefined
      const t = lowDigit(b, o) + two(b, o + 1)
      if (t.length !== 3) return undefined
      o += 2
      m[23] = t
    }
    if ((w0 & 0x80) !== 0) {
      if (o + 1 > e) return undefined
      const t = two(b, o)
      if (t.length !== 2) return undefined
      o += 1
      m[25] = t
    }
    if ((w0 & 0x40) !== 0) {
      if (o + 1 > e) return undefined
      const t = two(b, o)
      if (t.length !== 2) return undefined
      o += 1
      m[26] = t
    }
    if ((w0 & 0x1) !== 0) {
      if (o + 1 > e) return undefined
      const n = COUNT[b[o]!]!
      if (n > 11) return undefined
      const s = o + 1
      if (s + ((n + 1) >> 1) > e) return undefined
      const t = packed(b, s, n, DIGITS)
      o = s + ((n + 1) >> 1)
      if (t === undefined) return undefined
      m[32] = t
    }
    if ((w1 & 0x20000000) !== 0) {
      if (o + 1 > e) return undefined
      const n = COUNT[b[o]!]!
      if (n > 37) return undefined
      const s = o + 1
      if (s + ((n + 1) >> 1) > e) return undefined
      const t = packed(b, s, n, TRACK)
      o = s + ((n + 1) >> 1)
      if (t === undefined) return undefined
      m[35] = t
    }
    if ((w1 & 0x10000000) !== 0) {
      if (o + 2 > e) return undefined
      const low = COUNT[b[o + 1]!]!
      const n = COUNT[b[o]!]! * 100 + low
      if (low > 99 || n > 104) return undefined
      const s = o + 2
      if (s + ((n + 1) >> 1) > e) return undefined
      const t = packed(b, s, n, TRACK)
      o = s + ((n + 1) >> 1)
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
    if ((w1 & 0x100000) !== 0) {
      if (o + 1 > e) return undefined
      const n = COUNT[b[o]!]!
      if (n > 25) return undefined
      const s = o + 1
      if (s + n > e) return undefined
      const t = gbkText(b, s, n)
      o = s + n
      if (t === undefined) return undefined
      m[44] = t
    }
    if ((w1 & 0x10000) !== 0) {
      if (o + 2 > e) return undefined
      const low = COUNT[b[o + 1]!]!
      const n = COUNT[b[o]!]! * 100 + low
      if (low > 99 || n > 322) return undefined
      const s = o + 2
      if (s + ((n + 1) >> 1) > e) return undefined
      const t = packed(b, s, n, DIGITS)
      o = s + ((n + 1) >> 1)
      if (t === undefined) return undefined
      const l = f[48]!.layout
      cursor.message = m
      const v = l === undefined ? t : l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[48] = v
    }
    if ((w1 & 0x8000) !== 0) {
      if (o + 3 > e) return undefined
      const c0 = b[o]!, c1 = b[o + 1]!, c2 = b[o + 2]!
      if ((C[c0]! & C[c1]! & C[c2]! & 2) === 0) return undefined
      const t = fromCodes(c0, c1, c2)
      o += 3
      m[49] = t
    }
    if ((w1 & 0x1000) !== 0) {
      if (o + 8 > e) return undefined
      const t = new Uint8Array(buffer, byteOffset + o, 8)
      o += 8
      m[52] = t
    }
    if ((w1 & 0x800) !== 0) {
      if (o + 8 > e) return undefined
      const s = o
      const t = packed(b, o, 16, DIGITS)
      if (t === undefined) return undefined
      o += 8
      const l = f[53]!.layout
      const v = l === undefined ? t : parts53(t) ?? l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[53] = v
    }
    if ((w1 & 0x400) !== 0) {
      if (o + 2 > e) return undefined
      const low = COUNT[b[o + 1]!]!
      const n = COUNT[b[o]!]! * 100 + low
      if (low > 99 || n > 40) return undefined
      const s = o + 2
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
      if (o + 2 > e) return undefined
      const low = COUNT[b[o + 1]!]!
      const n = COUNT[b[o]!]! * 100 + low
      if (low > 99 || n > 255) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = new Uint8Array(buffer, byteOffset + s, n)
      o = s + n
      const l = f[55]!.layout
      const v = l === undefined ? t : l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[55] = v
    }
    if ((w1 & 0x80) !== 0) {
      if (o + 2 > e) return undefined
      const low = COUNT[b[o + 1]!]!
      const n = COUNT[b[o]!]! * 100 + low
      if (low > 99 || n > 100) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = characters(b, s, n, 4)
      o = s + n
      if (t === undefined) return undefined
      const l = f[57]!.layout
      const v = l === undefined ? t : l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[57] = v
    }
    if ((w1 & 0x40) !== 0) {
      if (o + 2 > e) return undefined
      const low = COUNT[b[o + 1]!]!
      const n = COUNT[b[o]!]! * 100 + low
      if (low > 99 || n > 100) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = new Uint8Array(buffer, byteOffset + s, n)
      o = s + n
      const l = f[58]!.layout
      cursor.message = m
      const v = l === undefined ? t : l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[58] = v
    }
    if ((w1 & 0x10) !== 0) {
      if (o + 2 > e) return undefined
      const low = COUNT[b[o + 1]!]!
      const n = COUNT[b[o]!]! * 100 + low
      if (low > 99 || n > 17) return undefined
      const s = o + 2
      if (s + ((n + 1) >> 1) > e) return undefined
      const t = packed(b, s, n, DIGITS)
      o = s + ((n + 1) >> 1)
      if (t === undefined) return undefined
      const l = f[60]!.layout
      const v = l === undefined ? t : parts60(t) ?? l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[60] = v
    }
    if ((w1 & 0x8) !== 0) {
      if (o + 2 > e) return undefined
      const low = COUNT[b[o + 1]!]!
      const n = COUNT[b[o]!]! * 100 + low
      if (low > 99 || n > 29) return undefined
      const s = o + 2
      if (s + ((n + 1) >> 1) > e) return undefined
      const t = packed(b, s, n, DIGITS)
      o = s + ((n + 1) >> 1)
      if (t === undefined) return undefined
      const l = f[61]!.layout
      const v = l === undefined ? t : parts61(t) ?? l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[61] = v
    }
    if ((w1 & 0x4) !== 0) {
      if (o + 2 > e) return undefined
      const low = COUNT[b[o + 1]!]!
      const n = COUNT[b[o]!]! * 100 + low
      if (low > 99 || n > 512) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = new Uint8Array(buffer, byteOffset + s, n)
      o = s + n
      const l = f[62]!.layout
      cursor.message = m
      const v = l === undefined ? t : l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[62] = v
    }
    if ((w1 & 0x2) !== 0) {
      if (o + 2 > e) return undefined
      const low = COUNT[b[o + 1]!]!
      const n = COUNT[b[o]!]! * 100 + low
      if (low > 99 || n > 163) return undefined
      const s = o + 2
      if (s + n > e) return undefined
      const t = gbkText(b, s, n)
      o = s + n
      if (t === undefined) return undefined
      const l = f[63]!.layout
      cursor.message = m
      const v = l === undefined ? t : l.decode(t, cursor, s)
      if (v === undefined) return undefined
      m[63] = v
    }
    if ((w1 & 0x1) !== 0) {
      if (o + 8 > e) return undefined
      const t = new Uint8Array(buffer, byteOffset + o, 8)
      o += 8
      m[64] = t
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
    if (m[0] !== undefined) return -1
    if (m[1] !== undefined) return -1
    if (m[5] !== undefined) return -1
    if (m[6] !== undefined) return -1
    if (m[7] !== undefined) return -1
    if (m[8] !== undefined) return -1
    if (m[9] !== undefined) return -1
    if (m[10] !== undefined) return -1
    if (m[16] !== undefined) return -1
    if (m[17] !== undefined) return -1
    if (m[18] !== undefined) return -1
    if (m[19] !== undefined) return -1
    if (m[20] !== undefined) return -1
    if (m[21] !== undefined) return -1
    if (m[24] !== undefined) return -1
    if (m[27] !== undefined) return -1
    if (m[28] !== undefined) return -1
    if (m[29] !== undefined) return -1
    if (m[30] !== undefined) return -1
    if (m[31] !== undefined) return -1
    if (m[33] !== undefined) return -1
    if (m[34] !== undefined) return -1
    if (m[40] !== undefined) return -1
    if (m[43] !== undefined) return -1
    if (m[45] !== undefined) return -1
    if (m[46] !== undefined) return -1
    if (m[47] !== undefined) return -1
    if (m[50] !== undefined) return -1
    if (m[51] !== undefined) return -1
    if (m[56] !== undefined) return -1
    if (m[59] !== undefined) return -1
    v = m[2]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 19) return -1
      const n = v.length
      if (o + ((n + 1) >> 1) + 1 > e) return -1
      b[o++] = BCD[n]!
      if (!pack(v, b, o, 0, false)) return -1
      o += ((n + 1) >> 1)
      w0 |= 0x40000000
    }
    v = m[3]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 6 || o + 3 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48, d2 = v.charCodeAt(2) ^ 48, d3 = v.charCodeAt(3) ^ 48, d4 = v.charCodeAt(4) ^ 48, d5 = v.charCodeAt(5) ^ 48
      strays |= (d0 + 6) | (d1 + 6) | (d2 + 6) | (d3 + 6) | (d4 + 6) | (d5 + 6)
      b[o + 0] = (d0 << 4) | d1
      b[o + 1] = (d2 << 4) | d3
      b[o + 2] = (d4 << 4) | d5
      o += 3
      w0 |= 0x20000000
    }
    v = m[4]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 12 || o + 6 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48, d2 = v.charCodeAt(2) ^ 48, d3 = v.charCodeAt(3) ^ 48, d4 = v.charCodeAt(4) ^ 48, d5 = v.charCodeAt(5) ^ 48, d6 = v.charCodeAt(6) ^ 48, d7 = v.charCodeAt(7) ^ 48, d8 = v.charCodeAt(8) ^ 48, d9 = v.charCodeAt(9) ^ 48, d10 = v.charCodeAt(10) ^ 48, d11 = v.charCodeAt(11) ^ 48
      strays |= (d0 + 6) | (d1 + 6) | (d2 + 6) | (d3 + 6) | (d4 + 6) | (d5 + 6) | (d6 + 6) | (d7 + 6) | (d8 + 6) | (d9 + 6) | (d10 + 6) | (d11 + 6)
      b[o + 0] = (d0 << 4) | d1
      b[o + 1] = (d2 << 4) | d3
      b[o + 2] = (d4 << 4) | d5
      b[o + 3] = (d6 << 4) | d7
      b[o + 4] = (d8 << 4) | d9
      b[o + 5] = (d10 << 4) | d11
      o += 6
      w0 |= 0x10000000
    }
    v = m[11]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 6 || o + 3 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48, d2 = v.charCodeAt(2) ^ 48, d3 = v.charCodeAt(3) ^ 48, d4 = v.charCodeAt(4) ^ 48, d5 = v.charCodeAt(5) ^ 48
      strays |= (d0 + 6) | (d1 + 6) | (d2 + 6) | (d3 + 6) | (d4 + 6) | (d5 + 6)
      b[o + 0] = (d0 << 4) | d1
      b[o + 1] = (d2 << 4) | d3
      b[o + 2] = (d4 << 4) | d5
      o += 3
      w0 |= 0x200000
    }
    v = m[12]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 6 || o + 3 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48, d2 = v.charCodeAt(2) ^ 48, d3 = v.charCodeAt(3) ^ 48, d4 = v.charCodeAt(4) ^ 48, d5 = v.charCodeAt(5) ^ 48
      strays |= (d0 + 6) | (d1 + 6) | (d2 + 6) | (d3 + 6) | (d4 + 6) | (d5 + 6)
      b[o + 0] = (d0 << 4) | d1
      b[o + 1] = (d2 << 4) | d3
      b[o + 2] = (d4 << 4) | d5
      o += 3
      w0 |= 0x100000
    }
    v = m[13]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 2 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48, d2 = v.charCodeAt(2) ^ 48, d3 = v.charCodeAt(3) ^ 48
      strays |= (d0 + 6) | (d1 + 6) | (d2 + 6) | (d3 + 6)
      b[o + 0] = (d0 << 4) | d1
      b[o + 1] = (d2 << 4) | d3
      o += 2
      w0 |= 0x80000
    }
    v = m[14]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 2 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48, d2 = v.charCodeAt(2) ^ 48, d3 = v.charCodeAt(3) ^ 48
      strays |= (d0 + 6) | (d1 + 6) | (d2 + 6) | (d3 + 6)
      b[o + 0] = (d0 << 4) | d1
      b[o + 1] = (d2 << 4) | d3
      o += 2
      w0 |= 0x40000
    }
    v = m[15]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 4 || o + 2 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48, d2 = v.charCodeAt(2) ^ 48, d3 = v.charCodeAt(3) ^ 48
      strays |= (d0 + 6) | (d1 + 6) | (d2 + 6) | (d3 + 6)
      b[o + 0] = (d0 << 4) | d1
      b[o + 1] = (d2 << 4) | d3
      o += 2
      w0 |= 0x20000
    }
    v = m[22]
    if (v !== undefined) {
      const l = f[22]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length !== 3 || o + 2 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48, d2 = v.charCodeAt(2) ^ 48
      strays |= (d0 + 6) | (d1 + 6) | (d2 + 6)
      b[o + 0] = (d0 << 4) | d1
      b[o + 1] = d2 << 4
      o += 2
      w0 |= 0x400
    }
    v = m[23]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 3 || o + 2 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48, d2 = v.charCodeAt(2) ^ 48
      strays |= (d0 + 6) | (d1 + 6) | (d2 + 6)
      b[o + 0] = d0
      b[o + 1] = (d1 << 4) | d2
      o += 2
      w0 |= 0x200
    }
    v = m[25]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 2 || o + 1 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48
      strays |= (d0 + 6) | (d1 + 6)
      b[o + 0] = (d0 << 4) | d1
      o += 1
      w0 |= 0x80
    }
    v = m[26]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length !== 2 || o + 1 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48
      strays |= (d0 + 6) | (d1 + 6)
      b[o + 0] = (d0 << 4) | d1
      o += 1
      w0 |= 0x40
    }
    v = m[32]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 11) return -1
      const n = v.length
      if (o + ((n + 1) >> 1) + 1 > e) return -1
      b[o++] = BCD[n]!
      if (!pack(v, b, o, 0, false)) return -1
      o += ((n + 1) >> 1)
      w0 |= 0x1
    }
    v = m[35]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 37) return -1
      const n = v.length
      if (o + ((n + 1) >> 1) + 1 > e) return -1
      b[o++] = BCD[n]!
      if (!pack(v, b, o, 0, true)) return -1
      o += ((n + 1) >> 1)
      w1 |= 0x20000000
    }
    v = m[36]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 104) return -1
      const n = v.length
      if (o + ((n + 1) >> 1) + 2 > e) return -1
      b[o++] = BCD[Math.trunc(n / 100)]!
      b[o++] = BCD[n % 100]!
      if (!pack(v, b, o, 0, true)) return -1
      o += ((n + 1) >> 1)
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
    v = m[44]
    if (v !== undefined) {
      if (typeof v !== 'string' || v.length > 25) return -1
      const n = v.length
      if (o + n + 1 > e) return -1
      b[o++] = BCD[n]!
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x100000
    }
    v = m[48]
    if (v !== undefined) {
      const l = f[48]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length > 322) return -1
      const n = v.length
      if (o + ((n + 1) >> 1) + 2 > e) return -1
      b[o++] = BCD[Math.trunc(n / 100)]!
      b[o++] = BCD[n % 100]!
      if (!pack(v, b, o, 0, false)) return -1
      o += ((n + 1) >> 1)
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
      const l = f[53]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length !== 16 || o + 8 > e) return -1
      const d0 = v.charCodeAt(0) ^ 48, d1 = v.charCodeAt(1) ^ 48, d2 = v.charCodeAt(2) ^ 48, d3 = v.charCodeAt(3) ^ 48, d4 = v.charCodeAt(4) ^ 48, d5 = v.charCodeAt(5) ^ 48, d6 = v.charCodeAt(6) ^ 48, d7 = v.charCodeAt(7) ^ 48, d8 = v.charCodeAt(8) ^ 48, d9 = v.charCodeAt(9) ^ 48, d10 = v.charCodeAt(10) ^ 48, d11 = v.charCodeAt(11) ^ 48, d12 = v.charCodeAt(12) ^ 48, d13 = v.charCodeAt(13) ^ 48, d14 = v.charCodeAt(14) ^ 48, d15 = v.charCodeAt(15) ^ 48
      strays |= (d0 + 6) | (d1 + 6) | (d2 + 6) | (d3 + 6) | (d4 + 6) | (d5 + 6) | (d6 + 6) | (d7 + 6) | (d8 + 6) | (d9 + 6) | (d10 + 6) | (d11 + 6) | (d12 + 6) | (d13 + 6) | (d14 + 6) | (d15 + 6)
      b[o + 0] = (d0 << 4) | d1
      b[o + 1] = (d2 << 4) | d3
      b[o + 2] = (d4 << 4) | d5
      b[o + 3] = (d6 << 4) | d7
      b[o + 4] = (d8 << 4) | d9
      b[o + 5] = (d10 << 4) | d11
      b[o + 6] = (d12 << 4) | d13
      b[o + 7] = (d14 << 4) | d15
      o += 8
      w1 |= 0x800
    }
    v = m[54]
    if (v !== undefined) {
      const l = f[54]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length > 40) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      b[o++] = BCD[Math.trunc(n / 100)]!
      b[o++] = BCD[n % 100]!
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x400
    }
    v = m[55]
    if (v !== undefined) {
      const l = f[55]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (!(v instanceof Uint8Array) || v.length > 255) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      b[o++] = BCD[Math.trunc(n / 100)]!
      b[o++] = BCD[n % 100]!
      copy(v, b, o)
      o += n
      w1 |= 0x200
    }
    v = m[57]
    if (v !== undefined) {
      const l = f[57]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length > 100) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      b[o++] = BCD[Math.trunc(n / 100)]!
      b[o++] = BCD[n % 100]!
      if (!writeText(v, b, o, 4)) return -1
      o += n
      w1 |= 0x80
    }
    v = m[58]
    if (v !== undefined) {
      const l = f[58]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (!(v instanceof Uint8Array) || v.length > 100) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      b[o++] = BCD[Math.trunc(n / 100)]!
      b[o++] = BCD[n % 100]!
      copy(v, b, o)
      o += n
      w1 |= 0x40
    }
    v = m[60]
    if (v !== undefined) {
      const l = f[60]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length > 17) return -1
      const n = v.length
      if (o + ((n + 1) >> 1) + 2 > e) return -1
      b[o++] = BCD[Math.trunc(n / 100)]!
      b[o++] = BCD[n % 100]!
      if (!pack(v, b, o, 0, false)) return -1
      o += ((n + 1) >> 1)
      w1 |= 0x10
    }
    v = m[61]
    if (v !== undefined) {
      const l = f[61]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length > 29) return -1
      const n = v.length
      if (o + ((n + 1) >> 1) + 2 > e) return -1
      b[o++] = BCD[Math.trunc(n / 100)]!
      b[o++] = BCD[n % 100]!
      if (!pack(v, b, o, 0, false)) return -1
      o += ((n + 1) >> 1)
      w1 |= 0x8
    }
    v = m[62]
    if (v !== undefined) {
      const l = f[62]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (!(v instanceof Uint8Array) || v.length > 512) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      b[o++] = BCD[Math.trunc(n / 100)]!
      b[o++] = BCD[n % 100]!
      copy(v, b, o)
      o += n
      w1 |= 0x4
    }
    v = m[63]
    if (v !== undefined) {
      const l = f[63]!.layout
      if (l !== undefined) v = l.encode(v, writer)
      if (typeof v !== 'string' || v.length > 163) return -1
      const n = v.length
      if (o + n + 2 > e) return -1
      b[o++] = BCD[Math.trunc(n / 100)]!
      b[o++] = BCD[n % 100]!
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
    w[0] = w0
    w[1] = w1
    return strays < 16 && codes < 256 ? o : -1
  },
}
