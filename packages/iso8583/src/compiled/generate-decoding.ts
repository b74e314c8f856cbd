import type { Content, DialectSpec, FieldSpec, VariableLength } from '../specification.ts'
import { CONTENT } from '../wire/characters.ts'
import { isPlain, type Numbered } from './generate.ts'

/** Lines of the `decode` member. */
export function decoding(spec: DialectSpec, fields: readonly Numbered[]): readonly string[] {
  return [
    `  decode(cursor, spec, f) {`,
    `    const { bytes: b, end: e } = cursor`,
    ...head(spec),
    ...unknownBits(spec, fields),
    // Asked for once: V8 answers with a call into C++.
    `    const { buffer, byteOffset } = b`,
    `    const m = emptyMessage(spec, mti, ${first(spec.fieldsMax / 32 - 1)})`,
    `    cursor.mti = mti`,
    ...fields.flatMap(([number, field]) => element(number, field)),
    `    return o === e ? m : undefined`,
    `  },`,
  ]
}

export const wordOf = (number: number): number => (number - 1) >> 5
export const bitOf = (number: number): string => `0x${(0x80000000 >>> ((number - 1) & 31)).toString(16)}`

/** Lines that read message type and bitmaps, 32 bits in each of `w0` to `w3`, and call the place behind them `o`. */
function head({ messageType, bitmap, fieldsMax }: DialectSpec): readonly string[] {
  const start = messageType === 'bcd' ? 2 : 4
  const half = bitmap === 'binary' ? 4 : 8
  const read = (at: string): string => `${bitmap === 'binary' ? 'word' : 'hexWord'}(b, ${at})`
  const check = (at: string): readonly string[] => (bitmap === 'binary' ? [] : [`!areAll(b, ${at}, 16, HEX)`])
  const unless = (...wrong: readonly string[]): string => `if (${wrong.join(' || ')}) return undefined`
  return [
    unless(`e < ${start + 2 * half}`, ...check(String(start))),
    `const mti = ${messageType === 'bcd' ? 'four' : 'asciiFour'}(b, 0)`,
    unless(`mti === ''`),
    `const w0 = ${read(String(start))}`,
    `const w1 = ${read(String(start + half))}`,
    `let o = ${start + 2 * half}`,
    ...(fieldsMax === 64
      ? []
      : [
          `let w2 = 0`,
          `let w3 = 0`,
          `if (w0 < 0) {`,
          `  ${unless(`e < o + ${2 * half}`, ...check('o'))}`,
          `  w2 = ${read('o')}`,
          `  w3 = ${read(`o + ${half}`)}`,
          `  o += ${2 * half}`,
          `}`,
        ]),
  ].map((line) => `    ${line}`)
}

function unknownBits(spec: DialectSpec, fields: readonly Numbered[]): readonly string[] {
  const unknown = Array.from({ length: spec.fieldsMax / 32 }, (_, word) => {
    // The first bit announces the second bitmap.
    let known = word === 0 && spec.fieldsMax === 128 ? 0x80000000 : 0
    for (const [number] of fields) if (wordOf(number) === word) known |= 0x80000000 >>> ((number - 1) & 31)
    // That of the second one would announce a third.
    return word === 2 ? ~known | 0x80000000 : ~known
  })
  return unknown.flatMap((mask, word) => (mask === 0 ? [] : [`    if ((w${word} & ${mask}) !== 0) return undefined`]))
}

const first = (word: number): string =>
  word === 0
    ? `(w0 & 0x7fffffff) !== 0 ? firstInWord(w0 & 0x7fffffff, 0) : 0`
    : `w${word} !== 0 ? firstInWord(w${word}, ${word}) : ${first(word - 1)}`

function element(number: number, field: FieldSpec): readonly string[] {
  const known = content(field)
  const lines = known ?? [
    ...inScope(field),
    `const v = decodeOther(cursor, f[${number}], o)`,
    `if (v === undefined) return undefined`,
    `m[${number}] = v`,
    `o = cursor.offset`,
  ]
  return [
    `    if ((w${wordOf(number)} & ${bitOf(number)}) !== 0) {`,
    ...lines.map((line) => `      ${line}`),
    ...(known ? value(number, field).map((line) => `      ${line}`) : []),
    `    }`,
  ]
}

/** Stores `t`, the content, which begins at `s`; taken apart where the dialect does. */
function value(number: number, field: FieldSpec): readonly string[] {
  const { layout } = field
  if (!layout) return [`m[${number}] = t`]
  const parts = isPlain(layout) ? `parts${number}(t) ?? ` : ''
  return [
    `const l = f[${number}]!.layout`,
    ...inScope(field),
    `const v = l === undefined ? t : ${parts}l.decode(t, cursor, s)`,
    `if (v === undefined) return undefined`,
    `m[${number}] = v`,
  ]
}

/** The message so far is shown to layouts that depend on it, and only to them: to put it there costs V8 a write barrier. */
const inScope = ({ layout }: FieldSpec): readonly string[] =>
  layout && JSON.stringify(layout).includes('"kind":"variants"') ? [`cursor.message = m`] : []

/** Lines that check the content at `o`, call it `t` and move behind it; undefined for what is left to the table. */
function content(field: FieldSpec): readonly string[] | undefined {
  const { length } = field
  if (typeof length === 'number')
    return length <= 16 || field.content === 'b' ? fixed(field, length) : long(field, length)
  const counted = indicator(length)
  const characters = counted && variable(field)
  return characters && [...counted, ...characters]
}

function fixed(field: FieldSpec, length: number): readonly string[] | undefined {
  const { content, encoding } = field
  if (content === 'b') {
    return encoding === 'binary'
      ? moved(field, length, [`const t = new Uint8Array(buffer, byteOffset + o, ${length})`])
      : undefined
  }
  if (encoding === 'bcd' && content === 'n') return packed(field, length)
  if (encoding !== 'ascii' || !isWritten(content)) return undefined
  if (content === 'n' && length > 1 && length < 5) {
    const text = `${LOOK_UPS[length] ?? ''}(b, o)`
    return moved(field, length, [`const t = ${text}`, `if (t === '') return undefined`])
  }
  const codes = Array.from({ length }, (_, i) => `c${i}`)
  return moved(field, length, [
    `const ${codes.map((code, i) => `${code} = b[${plus('o', i)}]!`).join(', ')}`,
    `if ((${codes.map((code) => `C[${code}]!`).join(' & ')} & ${CONTENT[content]}) === 0) return undefined`,
    `const t = fromCodes(${codes.join(', ')})`,
  ])
}

const plus = (offset: string, more: number): string => (more === 0 ? offset : `${offset} + ${more}`)

/** Fixed, and too long to be written out. */
function long(field: FieldSpec, length: number): readonly string[] | undefined {
  const characters = variable(field)
  return characters && [`const n = ${length}`, `const s = o`, ...characters]
}

/** The attributes of characters that are written out; the others are rare. */
export const isWritten = (content: Content): content is keyof typeof CONTENT => content in CONTENT

/** By number of digits in ASCII. */
const LOOK_UPS = ['', '', 'asciiTwo', 'asciiThree', 'asciiFour']

/** Strings of the digits of two bytes, of one and of a half are looked up; they are empty where there are no digits. */
function packed(field: FieldSpec, digits: number): readonly string[] | undefined {
  const size = (digits + 1) >> 1
  // What V8 puts together from shorter pieces is flat up to 12 characters.
  if (digits > 12) {
    if (field.align === 'right') return undefined
    return moved(field, size, [`const t = packed(b, o, ${digits}, DIGITS)`, `if (t === undefined) return undefined`])
  }
  const pieces: string[] = []
  const isFilledLeft = digits % 2 === 1 && field.align === 'right'
  if (isFilledLeft) pieces.push(`lowDigit(b, o)`)
  let at = isFilledLeft ? 1 : 0
  let left = digits - at
  for (; left > 3; left -= 4, at += 2) pieces.push(`four(b, ${plus('o', at)})`)
  if (left > 1) pieces.push(`two(b, ${plus('o', at++)})`)
  if (left % 2 === 1) pieces.push(`highDigit(b, ${plus('o', at)})`)
  return moved(field, size, [`const t = ${pieces.join(' + ')}`, `if (t.length !== ${digits}) return undefined`])
}

const moved = ({ layout }: FieldSpec, size: number, lines: readonly string[]): readonly string[] => [
  `if (o + ${size} > e) return undefined`,
  ...(layout ? [`const s = o`] : []),
  ...lines,
  `o += ${size}`,
]

/** Lines that read a length indicator into `n` and move behind it. */
function indicator({ digits, indicator, max, counts }: VariableLength): readonly string[] | undefined {
  if (counts === 'encoded' || digits > 4) return undefined
  if (indicator === 'ascii') {
    return [
      `if (o + ${digits} > e) return undefined`,
      `const n = asciiLength(b, o, ${digits})`,
      `if (n > ${max}) return undefined`,
      `const s = o + ${digits}`,
    ]
  }
  if (indicator !== 'bcd') return undefined
  const isWide = digits > 2
  return [
    `if (o + ${isWide ? 2 : 1} > e) return undefined`,
    ...(isWide
      ? [
          `const low = COUNT[b[o + 1]!]!`,
          `const n = COUNT[b[o]!]! * 100 + low`,
          `if (low > 99 || n > ${max}) return undefined`,
        ]
      : [`const n = COUNT[b[o]!]!`, `if (n > ${max}) return undefined`]),
    `const s = o + ${isWide ? 2 : 1}`,
  ]
}

function variable(field: FieldSpec): readonly string[] | undefined {
  const { content, encoding } = field
  if (encoding === 'binary') return behind('n', `new Uint8Array(buffer, byteOffset + s, n)`)
  if (encoding === 'bcd' && (content === 'n' || content === 'z') && field.align !== 'right') {
    return unlessWrong(behind('((n + 1) >> 1)', `packed(b, s, n, ${content === 'z' ? 'TRACK' : 'DIGITS'})`))
  }
  if (encoding === 'gbk') return unlessWrong(behind('n', `gbkText(b, s, n)`))
  if (encoding !== 'ascii' || !isWritten(content)) return undefined
  return unlessWrong(behind('n', `characters(b, s, n, ${CONTENT[content]})`))
}

const unlessWrong = (lines: readonly string[]): readonly string[] => [...lines, `if (t === undefined) return undefined`]

const behind = (size: string, text: string): readonly string[] => [
  `if (s + ${size} > e) return undefined`,
  `const t = ${text}`,
  `o = s + ${size}`,
]
