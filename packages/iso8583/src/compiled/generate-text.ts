/**
 * TypeScript that makes strings of bytes, written out for each length. `String.fromCharCode` with a fixed number of
 * arguments is the fastest way to a flat string: a loop, a spread or a TextDecoder take several times as long for texts as
 * short as these, and what is put together from pieces stays in pieces inside V8, for which whoever reads it pays.
 */
export function generateText(): string {
  return [
    '// Written by `npm run generate`: change compiled/generate-text.ts.',
    '/* oxlint-disable */',
    `import { CONTENTS } from '../characters.ts'`,
    `import * as tables from '../nibbles.ts'`,
    '',
    'const { HIGH: H, KINDS: K, LOW: L } = tables',
    'const C = CONTENTS',
    'const fromCodes = String.fromCharCode',
    '',
    '/** One character a byte. */',
    'export function latin1(b: Uint8Array, o: number, n: number): string {',
    '  switch (n) {',
    ...upTo(plain),
    `    default: return latin1(b, o, ${LONGEST}) + latin1(b, o + ${LONGEST}, n - ${LONGEST})`,
    '  }',
    '}',
    '',
    '/** The same; undefined when a byte is not of the `kind`, a mask of `characters.ts`. */',
    'export function characters(b: Uint8Array, o: number, n: number, kind: number): string | undefined {',
    '  switch (n) {',
    ...upTo(checked),
    ...inTwo('characters', LONGEST),
    '  }',
    '}',
    '',
    '/**',
    ' * `n` characters packed two a byte, the last one of an odd number beside a filler nibble on its right; undefined when one',
    ' * is not of the `kind`, a mask of `nibbles.ts`.',
    ' */',
    'export function packed(b: Uint8Array, o: number, n: number, kind: number): string | undefined {',
    '  switch (n) {',
    ...upTo(pairs),
    ...inTwo('packed', LONGEST / 2),
    '  }',
    '}',
    '',
  ].join('\n')
}

/** Even, and as long as the texts that every message has: DE 43 of the 1987 edition has 40 characters. */
const LONGEST = 40

const list = <T>(count: number, item: (i: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => item(i))
const upTo = (lines: (count: number) => readonly string[]): readonly string[] => [
  `    case 0: return ''`,
  ...list(LONGEST, (i) => lines(i + 1)).flat(),
]

const at = (i: number): string => (i === 0 ? 'b[o]!' : `b[o + ${i}]!`)

const plain = (count: number): readonly string[] => [
  `    case ${count}: return fromCodes(${list(count, at).join(', ')})`,
]

function checked(count: number): readonly string[] {
  const codes = list(count, (i) => `c${i}`)
  return [
    `    case ${count}: {`,
    `      const ${codes.map((code, i) => `${code} = ${at(i)}`).join(', ')}`,
    `      return (${codes.map((code) => `C[${code}]!`).join(' & ')} & kind) === 0 ? undefined : fromCodes(${codes.join(', ')})`,
    '    }',
  ]
}

const inTwo = (name: string, bytes: number): readonly string[] => [
  '    default: {',
  `      const start = ${name}(b, o, ${LONGEST}, kind)`,
  `      const rest = ${name}(b, o + ${bytes}, n - ${LONGEST}, kind)`,
  '      return start === undefined || rest === undefined ? undefined : start + rest',
  '    }',
]

function pairs(count: number): readonly string[] {
  const bytes = list((count + 1) >> 1, (i) => `x${i}`)
  const kinds = bytes.map((byte, i) => (2 * i + 1 < count ? `K[${byte}]!` : `K[${byte}]! >> 2`))
  const codes = list(count, (i) => `${i % 2 === 0 ? 'H' : 'L'}[${bytes[i >> 1] ?? ''}]!`)
  return [
    `    case ${count}: {`,
    `      const ${bytes.map((byte, i) => `${byte} = ${at(i)}`).join(', ')}`,
    `      return (${kinds.join(' & ')} & kind) === 0 ? undefined : fromCodes(${codes.join(', ')})`,
    '    }',
  ]
}
