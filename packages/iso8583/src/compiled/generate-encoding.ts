import type { DialectSpec, FieldSpec, VariableLength } from '../specification.ts'
import { CONTENT } from '../wire/characters.ts'
import { bitOf, isWritten, wordOf } from './generate-decoding.ts'
import type { Numbered } from './generate.ts'

/** Lines of the `encode` member. */
export function encoding(spec: DialectSpec, fields: readonly Numbered[]): readonly string[] {
  const words = Array.from({ length: spec.fieldsMax / 32 }, (_, word) => word)
  return [
    `  encode(m, writer, start, e, w, f) {`,
    `    const { bytes: b } = writer`,
    `    let o = start`,
    `    let v: unknown`,
    `    let strays = 0`,
    `    let codes = 0`,
    ...words.map((word) => `    let w${word} = 0`),
    ...numbersWithout(spec, fields).map((number) => `    if (m[${number}] !== undefined) return -1`),
    ...fields.flatMap(([number, field]) => element(number, field)),
    ...words.map((word) => `    w[${word}] = w${word}`),
    `    return strays < 16 && codes < 256 ? o : -1`,
    `  },`,
  ]
}

function numbersWithout(spec: DialectSpec, fields: readonly Numbered[]): readonly number[] {
  const known = new Set(fields.map(([number]) => number))
  return Array.from({ length: spec.fieldsMax + 1 }, (_, number) => number).filter((number) => !known.has(number))
}

function element(number: number, field: FieldSpec): readonly string[] {
  const written = content(field)
  const lines = written
    ? [...(field.layout ? taken(number) : []), ...written]
    : [`o = encodeOther(writer, f[${number}], o, v)`, `if (o < 0 || o > e) return -1`]
  return [
    `    v = m[${number}]`,
    `    if (v !== undefined) {`,
    ...lines.map((line) => `      ${line}`),
    `      w${wordOf(number)} |= ${bitOf(number)}`,
    `    }`,
  ]
}

/** The content instead of the value, where the dialect takes it apart. */
const taken = (number: number): readonly string[] => [
  `const l = f[${number}]!.layout`,
  `if (l !== undefined) v = l.encode(v, writer)`,
]

const IS_BYTES = `!(v instanceof Uint8Array)`
const IS_TEXT = `typeof v !== 'string'`

/** Lines that write `v`; undefined for what is left to the table. */
function content(field: FieldSpec): readonly string[] | undefined {
  const { length, content, encoding } = field
  if (content === 'b') {
    return encoding === 'binary' ? sized(length, IS_BYTES, 'n', '', `copy(v, b, o)`) : undefined
  }
  if (encoding === 'bcd' && content !== 'x+n') {
    if (typeof length !== 'number' && field.align === 'right') return undefined
    const skip = typeof length === 'number' && length % 2 === 1 && field.align === 'right' ? 1 : 0
    if (typeof length === 'number' && length <= UNROLLED_MAX && content !== 'z') return digits(length, skip)
    return sized(length, IS_TEXT, '((n + 1) >> 1)', `!pack(v, b, o, ${skip}, ${content === 'z'})`)
  }
  if (encoding === 'gbk' && typeof length !== 'number')
    return sized(length, IS_TEXT, 'n', `!writeText(v, b, o, ${CONTENT.ans})`)
  if (encoding !== 'ascii' || !isWritten(content)) return undefined
  if (typeof length === 'number' && length <= UNROLLED_MAX) return text(length, CONTENT[content])
  return sized(length, IS_TEXT, 'n', `!writeText(v, b, o, ${CONTENT[content]})`)
}

/** Up to so many characters are written without a loop, which takes a tenth off the encoding of a sale. */
const UNROLLED_MAX = 16

/**
 * Lines that pack so many digits. A digit's code differs from that of 0 by at most 9; any other code, plus 6, leaves a bit
 * above the lowest four in `strays`, which is looked at once a message.
 */
function digits(count: number, skip: 0 | 1): readonly string[] {
  const all = Array.from({ length: count }, (_, index) => index)
  const bytes = Array.from({ length: (count + 1) >> 1 }, (_, byte) => {
    const high = 2 * byte - skip
    if (high < 0) return 'd0'
    return high + 1 < count ? `(d${high} << 4) | d${high + 1}` : `d${high} << 4`
  })
  return [
    `if (${IS_TEXT} || v.length !== ${count} || o + ${bytes.length} > e) return -1`,
    `const ${all.map((index) => `d${index} = v.charCodeAt(${index}) ^ 48`).join(', ')}`,
    `strays |= ${all.map((index) => `(d${index} + 6)`).join(' | ')}`,
    ...bytes.map((byte, index) => `b[o + ${index}] = ${byte}`),
    `o += ${bytes.length}`,
  ]
}

/** Lines that write so many characters, all of the `kind`, a mask of `characters.ts`. */
function text(count: number, kind: number): readonly string[] {
  const all = Array.from({ length: count }, (_, index) => index)
  return [
    `if (${IS_TEXT} || v.length !== ${count} || o + ${count} > e) return -1`,
    `const ${all.map((index) => `c${index} = v.charCodeAt(${index})`).join(', ')}`,
    `codes |= ${all.map((index) => `c${index}`).join(' | ')}`,
    `if ((${all.map((index) => `C[c${index} & 255]!`).join(' & ')} & ${kind}) === 0) return -1`,
    ...all.map((index) => `b[o + ${index}] = c${index}`),
    `o += ${count}`,
  ]
}

/** Lines that write a value of the right kind and length, with the indicator of its length. */
function sized(
  length: FieldSpec['length'],
  isOther: string,
  size: string,
  isWrong: string,
  write?: string,
): readonly string[] | undefined {
  const head = typeof length === 'number' ? { bytes: 0, lines: [] } : indicator(length)
  if (!head) return undefined
  const misfits = typeof length === 'number' ? `v.length !== ${length}` : `v.length > ${length.max}`
  return [
    `if (${isOther} || ${misfits}) return -1`,
    `const n = v.length`,
    `if (o + ${size}${head.bytes > 0 ? ` + ${head.bytes}` : ''} > e) return -1`,
    ...head.lines,
    ...(isWrong === '' ? [] : [`if (${isWrong}) return -1`]),
    ...(write === undefined ? [] : [write]),
    `o += ${size}`,
  ]
}

function indicator({
  digits,
  indicator,
  counts,
}: VariableLength): { readonly bytes: number; readonly lines: readonly string[] } | undefined {
  if (counts === 'encoded') return undefined
  if (indicator === 'ascii') {
    return { bytes: digits, lines: [`writeAsciiLength(b, o, ${digits}, n)`, `o += ${digits}`] }
  }
  if (indicator !== 'bcd') return undefined
  return digits > 2
    ? { bytes: 2, lines: [`b[o++] = BCD[Math.trunc(n / 100)]!`, `b[o++] = BCD[n % 100]!`] }
    : { bytes: 1, lines: [`b[o++] = BCD[n]!`] }
}
