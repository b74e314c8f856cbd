import type { Content, DialectSpec, FieldSpec, VariableLength } from '../specification.ts'
import { isPlain, type Numbered } from './generate.ts'

/** Lines of the `decode` member. */
export function decoding(spec: DialectSpec, fields: readonly Numbered[]): readonly string[] {
  return [
    `  decode(cursor, w, m, f) {`,
    `    const { bytes: b, end: e } = cursor`,
    // Asked for once: V8 answers with a call into C++.
    `    const { buffer, byteOffset } = b`,
    `    let o = cursor.offset`,
    ...words(spec),
    ...unknownBits(spec, fields),
    ...fields.flatMap(([number, field]) => element(number, field)),
    `    return o === e`,
    `  },`,
  ]
}

export const wordOf = (number: number): number => (number - 1) >> 5
export const bitOf = (number: number): string => `0x${(0x80000000 >>> ((number - 1) & 31)).toString(16)}`

/** Words of a bitmap that is not there hold what was there before. */
const words = (spec: DialectSpec): readonly string[] =>
  Array.from({ length: spec.fieldsMax / 32 }, (_, word) =>
    word < 2 ? `    const w${word} = w[${word}]!` : `    const w${word} = w0 < 0 ? w[${word}]! : 0`,
  )

function unknownBits(spec: DialectSpec, fields: readonly Numbered[]): readonly string[] {
  const unknown = Array.from({ length: spec.fieldsMax / 32 }, (_, word) => {
    let known = word === 0 || word === 2 ? 0x80000000 : 0
    for (const [number] of fields) if (wordOf(number) === word) known |= 0x80000000 >>> ((number - 1) & 31)
    return ~known
  })
  return unknown.flatMap((mask, word) => (mask === 0 ? [] : [`    if ((w${word} & ${mask}) !== 0) return false`]))
}

function element(number: number, field: FieldSpec): readonly string[] {
  const known = content(field)
  const lines = known ?? [
    ...inScope(field),
    `const v = decodeOther(cursor, f[${number}], o)`,
    `if (v === undefined) return false`,
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
    `if (v === undefined) return false`,
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
  const right = tableOf(content)
  const codes = Array.from({ length }, (_, i) => `c${i}`)
  return moved(field, length, [
    `const ${codes.map((code, i) => `${code} = b[${plus('o', i)}]!`).join(', ')}`,
    `if ((${codes.map((code) => `${right}[${code}]!`).join(' & ')}) === 0) return false`,
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
export const isWritten = (content: Content): content is 'n' | 'an' | 'ans' =>
  content === 'n' || content === 'an' || content === 'ans'

export const tableOf = (content: 'n' | 'an' | 'ans'): string => ({ n: 'D', an: 'AN', ans: 'ANS' })[content]

/** Strings of the digits of two bytes, of one and of a half are looked up; they are empty where there are no digits. */
function packed(field: FieldSpec, digits: number): readonly string[] | undefined {
  const size = (digits + 1) >> 1
  // What V8 puts together from shorter pieces is flat up to 12 characters.
  if (digits > 12) {
    if (field.align === 'right') return undefined
    return moved(field, size, [`const t = packed(b, o, ${digits}, DIGITS)`, `if (t === undefined) return false`])
  }
  const pieces: string[] = []
  const isFilledLeft = digits % 2 === 1 && field.align === 'right'
  if (isFilledLeft) pieces.push(`lowDigit(b, o)`)
  let at = isFilledLeft ? 1 : 0
  let left = digits - at
  for (; left > 3; left -= 4, at += 2) pieces.push(`four(b, ${plus('o', at)})`)
  if (left > 1) pieces.push(`two(b, ${plus('o', at++)})`)
  if (left % 2 === 1) pieces.push(`highDigit(b, ${plus('o', at)})`)
  return moved(field, size, [`const t = ${pieces.join(' + ')}`, `if (t.length !== ${digits}) return false`])
}

const moved = ({ layout }: FieldSpec, size: number, lines: readonly string[]): readonly string[] => [
  `if (o + ${size} > e) return false`,
  ...(layout ? [`const s = o`] : []),
  ...lines,
  `o += ${size}`,
]

/** Lines that read a length indicator into `n` and move behind it. */
function indicator({ digits, indicator, max, counts }: VariableLength): readonly string[] | undefined {
  if (counts === 'encoded' || digits > 4) return undefined
  if (indicator === 'ascii') {
    return [
      `if (o + ${digits} > e) return false`,
      `const n = asciiLength(b, o, ${digits})`,
      `if (n > ${max}) return false`,
      `const s = o + ${digits}`,
    ]
  }
  if (indicator !== 'bcd') return undefined
  const isWide = digits > 2
  return [
    `if (o + ${isWide ? 2 : 1} > e) return false`,
    ...(isWide
      ? [
          `const low = COUNT[b[o + 1]!]!`,
          `const n = COUNT[b[o]!]! * 100 + low`,
          `if (low > 99 || n > ${max}) return false`,
        ]
      : [`const n = COUNT[b[o]!]!`, `if (n > ${max}) return false`]),
    `const s = o + ${isWide ? 2 : 1}`,
  ]
}

function variable(field: FieldSpec): readonly string[] | undefined {
  const { content, encoding } = field
  if (encoding === 'binary') return behind('n', '', `new Uint8Array(buffer, byteOffset + s, n)`)
  if (encoding === 'bcd' && (content === 'n' || content === 'z') && field.align !== 'right') {
    return unlessWrong(behind('((n + 1) >> 1)', '', `packed(b, s, n, ${content === 'z' ? 'TRACK' : 'DIGITS'})`))
  }
  if (encoding === 'gbk') return unlessWrong(behind('n', '', `gbkText(b, s, n)`))
  if (encoding !== 'ascii' || !isWritten(content)) return undefined
  return behind('n', `!areAll(b, s, n, ${tableOf(content)})`, `latin1(b, s, n)`)
}

const unlessWrong = (lines: readonly string[]): readonly string[] => [...lines, `if (t === undefined) return false`]

const behind = (size: string, isWrong: string, text: string): readonly string[] => [
  `if (s + ${size} > e${isWrong ? ` || ${isWrong}` : ''}) return false`,
  `const t = ${text}`,
  `o = s + ${size}`,
]
