import type { DialectSpec, FieldSpec, PositionalLayout } from '../specification.ts'
import { decoding } from './generate-decoding.ts'
import { encoding } from './generate-encoding.ts'

/**
 * TypeScript that decodes and encodes the elements of a dialect, written from its specification: what the table-driven
 * codec looks up for every element of every message stands in the text as a constant. It knows right values in their usual
 * form only, and gives up on everything else, which the table-driven codec then handles and explains.
 */
export function generateCodec(spec: DialectSpec, name: string): string {
  const fields = Object.entries(spec.fields).map(([number, field]) => [Number(number), field] as const)
  const parts = fields.flatMap(([number, { layout }]) => (layout && isPlain(layout) ? [partsOf(number, layout)] : []))
  const body = [
    ...parts.flatMap((text) => [text, '']),
    `export const ${name}: GeneratedCodec = {`,
    ...decoding(spec, fields),
    ...encoding(spec, fields),
    `}`,
    '',
  ].join('\n')
  return [
    `// Generated from the specification of ${spec.id}: change that, then \`npm run generate\`.`,
    `/* oxlint-disable */`,
    `import type { GeneratedCodec } from '../generated-codec.ts'`,
    `import * as primitives from '../primitives.ts'`,
    '',
    // Constants of this module, unlike imported bindings, are constants to V8's compiler.
    `const {`,
    ...HELPERS.filter((helper) => new RegExp(`\\b${helper}\\b`).test(body)).map((helper) => `  ${helper},`),
    `} = primitives`,
    '',
    body,
  ].join('\n')
}

/** What `primitives.ts` exports. */
const HELPERS = [
  'areAll',
  'asciiFour',
  'asciiLength',
  'asciiThree',
  'asciiTwo',
  'BCD',
  'C',
  'COUNT',
  'characters',
  'copy',
  'decodeOther',
  'DIGITS',
  'emptyMessage',
  'encodeOther',
  'firstInWord',
  'four',
  'fromCodes',
  'gbkText',
  'HEX',
  'hexWord',
  'highDigit',
  'lowDigit',
  'pack',
  'packed',
  'TRACK',
  'two',
  'writeAsciiLength',
  'word',
  'writeText',
]

export type Numbered = readonly [number: number, field: FieldSpec]

/** Text cut at fixed places into texts. */
export const isPlain = (layout: NonNullable<FieldSpec['layout']>): layout is PositionalLayout =>
  layout.kind === 'positional' && layout.rest === undefined && Object.values(layout.parts).every(({ as }) => !as)

/** A function that makes the parts of a text of each length that there can be. */
function partsOf(number: number, { parts, fill }: PositionalLayout): string {
  const lines = [`function parts${number}(t: string): unknown {`]
  const members: string[] = []
  let at = 0
  const cases: string[] = []
  const entries = Object.entries(parts)
  for (const [i, [key, { length = 0 }]] of entries.entries()) {
    members.push(`${key}: t.slice(${at}, ${at + length})`)
    at += length
    const next = entries[i + 1]
    if (fill === undefined && (next === undefined || next[1].optional === true)) {
      cases.push(`  if (t.length === ${at}) return { ${members.join(', ')} }`)
    }
  }
  if (fill) {
    const rest = fill.character.repeat(fill.length - at)
    cases.push(`  if (t.length === ${fill.length} && t.endsWith('${rest}')) return { ${members.join(', ')} }`)
  }
  return [...lines, ...cases, `  return undefined`, `}`].join('\n')
}
