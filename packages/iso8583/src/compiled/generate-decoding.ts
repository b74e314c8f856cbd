import type { Content, DialectSpec, FieldSpec, VariableLength } from '../specification.ts'
import { isPlain, type Numbered } from './generate.ts'

/** Lines of the `decode` member. */
export function decoding(spec: DialectSpec, fields: readonly Numbered[]): readonly string[] {
  return [
    `  decode(cursor, w, m, f) {`,
    `    const { bytes: b, end: e } = cursor`,
    `    let o = cursor.offset`,
    ...unknownBits(spec, fields),
    ...fields.flatMap(([number, field]) => element(number, field)),
    `    return o === e`,
    `  },`,
  ]
}

export const wordOf = (number: number): number => (number - 1) >> 5
export const bitOf = (number: number): string => `0x${(0x80000000 >>> ((number - 1) & 31)).toString(16)}`

function unknownBits(spec: DialectSpec, fields: readonly Numbered[]): readonly string[] {
  const lines: string[] = []
  for (let word = 0; word < spec.fieldsMax / 32; word++) {
    let known = word === 0 || word === 2 ? 0x80000000 : 0
    for (const [number] of fields) if (wordOf(number) === word) known |= 0x80000000 >>> ((number - 1) & 31)
    const condition = `(w[${word}]! & ${~known | 0}) !== 0`
    // Words of a bitmap that is not there hold what was there before.
    lines.push(`    if (${word > 1 ? 'w[0]! < 0 && ' : ''}${condition}) return false`)
  }
  return lines
}

function element(number: number, field: FieldSpec): readonly string[] {
  const word = wordOf(number)
  const there = `${word > 1 ? 'w[0]! < 0 && ' : ''}(w[${word}]! & ${bitOf(number)}) !== 0`
  const known = content(field)
  const lines = known ?? [
    `const v = decodeOther(cursor, f[${number}], o)`,
    `if (v === undefined) return false`,
    `m[${number}] = v`,
    `o = cursor.offset`,
  ]
  return [
    `    if (${there}) {`,
    ...lines.map((line) => `      ${line}`),
    ...(known ? value(number, field).map((line) => `      ${line}`) : []),
    `    }`,
  ]
}

/** Stores `t`, the content, which begins at `s`; taken apart where the dialect does. */
function value(number: number, { layout }: FieldSpec): readonly string[] {
  if (!layout) return [`m[${number}] = t`]
  const parts = isPlain(layout) ? `parts${number}(t) ?? ` : ''
  return [
    `const l = f[${number}]!.layout`,
    `const v = l === undefined ? t : ${parts}l.decode(t, cursor, s)`,
    `if (v === undefined) return false`,
    `m[${number}] = v`,
  ]
}

/** Lines that check the content at `o`, call it `t` and move behind it; undefined for what is left to the table. */
function content(field: FieldSpec): readonly string[] | undefined {
  const { length } = field
  if (typeof length === 'number')
    return length <= 16 || field.content === 'b' ? fixed(field, length) : long(field, length)
  const counted = indicator(length)
  const characters = counted && variable(field)
  return characters && [...counted, ...characters]
}

const bytesFrom = (first: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => (first + i === 0 ? `b[o]!` : `b[o + ${first + i}]!`))

function fixed(field: FieldSpec, length: number): readonly string[] | undefined {
  const { content, encoding } = field
  if (content === 'b') {
    return encoding === 'binary'
      ? moved(field, length, [], `new Uint8Array(b.buffer, b.byteOffset + o, ${length})`)
      : undefined
  }
  if (encoding === 'bcd' && content === 'n') return packed(field, length)
  if (encoding !== 'ascii' || !isWritten(content)) return undefined
  const right = tableOf(content)
  const codes = bytesFrom(0, length)
  return moved(
    field,
    length,
    codes.map((byte) => `${right}[${byte}]!`),
    `fromCodes(${codes.join(', ')})`,
  )
}

/** Fixed, and too long to be written out. */
function long(field: FieldSpec, length: number): readonly string[] | undefined {
  const characters = variable(field)
  return characters && [`const n = ${length}`, `const s = o`, ...characters]
}

/** The attributes of characters that are written out; the others are rare. */
export const isWritten = (content: Content): content is 'n' | 'an' | 'ans' =>
  content === 'n' || content === 'an' || content === 'ans'

export const tableOf = (content: 'n' | 'an' | 'ans'): string => ({ n: 'D', an: 'AN', ans: 'ANS' })[content]

function packed(field: FieldSpec, digits: number): readonly string[] {
  const size = (digits + 1) >> 1
  const isOdd = digits % 2 === 1
  const onLeft = isOdd && field.align === 'right' ? 1 : 0
  const bytes = bytesFrom(0, size)
  const checks = bytes.map((byte, i) => {
    const isFilled = isOdd && i === (onLeft ? 0 : size - 1)
    return `${isFilled ? (onLeft ? 'FILLED_LEFT' : 'FILLED_RIGHT') : 'PAIR'}[${byte}]!`
  })
  const pieces: string[] = onLeft ? [`LOW[b[o]!]!`] : []
  const end = isOdd && !onLeft ? size - 1 : size
  let at = onLeft
  for (; at + 1 < end; at += 2) pieces.push(`four(b, o${at === 0 ? '' : ` + ${at}`})`)
  if (at < end) pieces.push(`two(b, o${at === 0 ? '' : ` + ${at}`})`)
  if (end < size) pieces.push(`HIGH[b[o${end === 0 ? '' : ` + ${end}`}]!]!`)
  return moved(field, size, checks, pieces.join(' + '))
}

function moved({ layout }: FieldSpec, size: number, checks: readonly string[], text: string): readonly string[] {
  const isWrong = checks.length === 0 ? '' : ` || (${checks.join(' & ')}) === 0`
  return [
    `if (o + ${size} > e${isWrong}) return false`,
    ...(layout ? [`const s = o`] : []),
    `const t = ${text}`,
    `o += ${size}`,
  ]
}

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
  if (encoding === 'binary') return behind('n', '', `new Uint8Array(b.buffer, b.byteOffset + s, n)`)
  if (encoding === 'bcd' && (content === 'n' || content === 'z') && field.align !== 'right') {
    const pairs = content === 'z' ? 'TRACK_PAIR' : 'PAIR'
    return behind('((n + 1) >> 1)', `!arePacked(b, s, n, ${pairs})`, `unpack(b, s, n, 0)`)
  }
  if (encoding === 'gbk') return [...behind('n', '', `gbkText(b, s, n)`), `if (t === undefined) return false`]
  if (encoding !== 'ascii' || !isWritten(content)) return undefined
  return behind('n', `!areAll(b, s, n, ${tableOf(content)})`, `latin1(b, s, n)`)
}

const behind = (size: string, isWrong: string, text: string): readonly string[] => [
  `if (s + ${size} > e${isWrong ? ` || ${isWrong}` : ''}) return false`,
  `const t = ${text}`,
  `o = s + ${size}`,
]
