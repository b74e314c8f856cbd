import { describe, expect, it } from 'vitest'
import { checkField } from './field-json.ts'
import { Issues } from './issues.ts'
import { checkLayout } from './layout-json.ts'

/** Places of what is wrong with a layout, its own path left out. */
function places(layout: unknown, isBinary = false): readonly string[] {
  const issues = new Issues()
  checkLayout('l', layout, isBinary, issues)
  return issues.list.map(({ path }) => path.replace(/^l\.?/, ''))
}
const fieldPlaces = (field: unknown): readonly string[] => {
  const issues = new Issues()
  checkField('f', field, issues)
  return issues.list.map(({ path }) => path.replace(/^f\.?/, ''))
}
const PARTS = { shop: { length: 4 } }
const BYTES = { content: 'b', encoding: 'binary', length: 8 }
const DIGITS = { content: 'n', encoding: 'ascii', length: 6 }

describe('layouts of text', () => {
  it.each<readonly [wrong: string, layout: unknown, places: readonly string[]]>([
    ['no object', 7, ['kind']],
    ['another kind', { kind: 'octal' }, ['kind']],
    ['one for bytes', { kind: 'ber-tlv', sensitiveTags: {} }, ['kind']],
    ['nothing', { kind: 'positional', parts: PARTS }, []],
    ['no parts', { kind: 'positional' }, ['parts']],
    ['empty parts', { kind: 'positional', parts: {} }, ['parts']],
    ['parts in a list', { kind: 'positional', parts: [1] }, ['parts']],
    ['a part that is no object', { kind: 'positional', parts: { a: 4 } }, ['parts.a']],
    ['names that are numbers', { kind: 'positional', parts: { 12: { length: 1 } } }, ['parts.12']],
    ['nothing: names with digits', { kind: 'positional', parts: { a1: { length: 1 }, '2b': { length: 1 } } }, []],
    ['a misspelt member', { kind: 'positional', parts: { a: { length: 1, lenght: 1 } } }, ['parts.a.lenght']],
    ['a length of zero', { kind: 'positional', parts: { a: { length: 0 } } }, ['parts.a.length']],
    ['a length of text', { kind: 'positional', parts: { a: { length: '4' } } }, ['parts.a.length']],
    ['a broken length', { kind: 'positional', parts: { a: { length: 1.5 } } }, ['parts.a.length']],
    ['a length beyond any field', { kind: 'positional', parts: { a: { length: 10_000 } } }, ['parts.a.length']],
    ['nothing: the last takes the rest', { kind: 'positional', parts: { ...PARTS, rest: {} } }, []],
    ['a rest in the middle', { kind: 'positional', parts: { rest: {}, ...PARTS } }, ['parts.rest.length']],
    ['another type', { kind: 'positional', parts: { a: { length: 1, as: 'date' } } }, ['parts.a.as']],
    [
      'nothing: both types',
      { kind: 'positional', parts: { a: { length: 1, as: 'number' }, b: { length: 1, as: 'boolean' } } },
      [],
    ],
    [
      'another sensitivity',
      { kind: 'positional', parts: { a: { length: 1, sensitive: 'very' } } },
      ['parts.a.sensitive'],
    ],
    ['nothing: a sensitivity', { kind: 'positional', parts: { a: { length: 1, sensitive: 'pan' } } }, []],
    [
      'a part that must follow one that may lack',
      { kind: 'positional', parts: { a: { length: 1, optional: true }, b: { length: 1 }, c: { length: 1 } } },
      ['parts.b.optional', 'parts.c.optional'],
    ],
    [
      'nothing: all that follow may lack as well',
      {
        kind: 'positional',
        parts: { a: { length: 1 }, b: { length: 1, optional: true }, c: { length: 1, optional: true } },
      },
      [],
    ],
    [
      'a rest of its own kind',
      { kind: 'positional', parts: PARTS, rest: { kind: 'positional', parts: PARTS } },
      ['rest.kind'],
    ],
    ['a rest that is no object', { kind: 'positional', parts: PARTS, rest: 7 }, ['rest.kind']],
    [
      'a rest behind a part that takes it',
      {
        kind: 'positional',
        parts: { a: {} },
        rest: { kind: 'delimited', prefix: '', separator: '|', parts: { x: {} } },
      },
      ['parts.a.length'],
    ],
    [
      'what is in the rest',
      { kind: 'positional', parts: PARTS, rest: { kind: 'delimited', prefix: 1, separator: '|', parts: { x: {} } } },
      ['rest.prefix'],
    ],
    ['nothing: records', { kind: 'repeated', countDigits: 2, parts: PARTS }, []],
    ['nothing: records without a count', { kind: 'repeated', countDigits: 0, parts: PARTS }, []],
    ['a count of digits', { kind: 'repeated', countDigits: 5, parts: PARTS }, ['countDigits']],
    [
      'a record of any length',
      { kind: 'repeated', countDigits: 2, parts: { ...PARTS, rest: {} } },
      ['parts.rest.length'],
    ],
    ['nothing: tags', { kind: 'tagged', prefix: '', tagLength: 2, lengthDigits: 3, parts: { a: { tag: '01' } } }, []],
    [
      'all of a tagged one',
      { kind: 'tagged', tagLength: 0, lengthDigits: 5, parts: { a: {} } },
      ['tagLength', 'lengthDigits', 'prefix', 'parts.a.tag'],
    ],
    [
      'all of a delimited one',
      { kind: 'delimited', parts: { a: { length: 0 } } },
      ['prefix', 'separator', 'parts.a.length'],
    ],
  ])('tell %s', (_, layout, expected) => {
    expect(places(layout)).toEqual(expected)
  })
})

describe('layouts of bytes', () => {
  it.each<readonly [wrong: string, layout: unknown, places: readonly string[]]>([
    ['one for text', { kind: 'positional', parts: PARTS }, ['kind']],
    ['nothing: tags', { kind: 'ber-tlv', sensitiveTags: { '5A': 'pan' } }, []],
    ['no list of tags', { kind: 'ber-tlv' }, ['sensitiveTags']],
    [
      'a tag of another sensitivity',
      { kind: 'tlv-list', sensitiveTags: { '5A': 'very', '57': 'track' } },
      ['sensitiveTags.5A'],
    ],
    ['nothing: fields in sequence', { kind: 'sequence', fields: { a: BYTES, b: BYTES } }, []],
    ['no fields', { kind: 'sequence' }, ['fields']],
    ['empty fields', { kind: 'sequence', fields: {} }, ['fields']],
    ['a field that is wrong', { kind: 'sequence', fields: { a: { ...BYTES, length: 0 } } }, ['fields.a.length']],
    ['nothing: numbers alone', { kind: 'sequence', fields: { 1: BYTES, 12: BYTES } }, []],
    ['numbers among names', { kind: 'sequence', fields: { 12: BYTES, a: BYTES, b2: BYTES } }, ['fields.12']],
    ['nothing: bits', { kind: 'bitmapped', bitmapBytes: 1, fields: { 1: BYTES, 8: BYTES } }, []],
    ['bits beyond the bitmap', { kind: 'bitmapped', bitmapBytes: 1, fields: { 8: BYTES, 9: BYTES } }, ['fields.9']],
    ['bits by name', { kind: 'bitmapped', bitmapBytes: 1, fields: { 1: BYTES, a: BYTES } }, ['fields.a']],
    ['a bitmap of no bytes', { kind: 'bitmapped', bitmapBytes: 0, fields: { 1: BYTES } }, ['bitmapBytes', 'fields.1']],
    ['nothing: records', { kind: 'records', head: { n: DIGITS }, fields: { a: BYTES } }, []],
    ['both ends of records', { kind: 'records', head: { n: 7 }, fields: { a: 7 } }, ['head.n', 'fields.a']],
    ['nothing: tagged fields', { kind: 'tagged-fields', tag: DIGITS, fields: { a: { ...BYTES, tag: '01' } } }, []],
    ['a field without a tag', { kind: 'tagged-fields', tag: DIGITS, fields: { a: BYTES } }, ['fields.a.tag']],
    ['no form of the tag', { kind: 'tagged-fields', fields: { a: { ...BYTES, tag: '01' } } }, ['tag']],
    ['nothing: others only', { kind: 'tagged-fields', tag: DIGITS, fields: {}, other: BYTES }, []],
    ['no fields and no others', { kind: 'tagged-fields', tag: DIGITS, fields: {} }, ['fields']],
    ['others, and fields that are none', { kind: 'tagged-fields', tag: DIGITS, fields: 7, other: BYTES }, ['fields']],
    [
      'others that are wrong',
      { kind: 'tagged-fields', tag: DIGITS, fields: { a: { ...BYTES, tag: '1' } }, other: 7 },
      ['other'],
    ],
    [
      'wrong fields beside others',
      { kind: 'tagged-fields', tag: DIGITS, fields: { a: 7 }, other: BYTES },
      ['fields.a'],
    ],
  ])('tell %s', (_, layout, expected) => {
    expect(places(layout, true)).toEqual(expected)
  })
})

describe('variants', () => {
  const variants = (...when: readonly unknown[]): unknown => ({
    kind: 'variants',
    otherwise: 'data',
    variants: when.map((condition) => ({ when: condition, layout: { kind: 'positional', parts: PARTS } })),
  })
  it.each<readonly [wrong: string, layout: unknown, places: readonly string[]]>([
    [
      'nothing',
      variants({}, { mti: ['0200'] }, { lengths: [0, 9] }, { elements: { 25: ['00'], '60.type': ['22'] } }),
      [],
    ],
    ['no list', { kind: 'variants', otherwise: 'data', variants: {} }, ['variants']],
    ['no name for the rest', { kind: 'variants', variants: [] }, ['otherwise']],
    ['no condition', variants(undefined, 7), ['variants.0.when', 'variants.1.when']],
    ['a variant that is none', { kind: 'variants', otherwise: 'data', variants: [7] }, ['variants.0.when']],
    ['a misspelt condition', variants({ mtis: ['0200'] }), ['variants.0.when.mtis']],
    [
      'message types that are none',
      variants({ mti: '0200' }, { mti: ['0200', 200] }),
      ['variants.0.when.mti', 'variants.1.when.mti'],
    ],
    [
      'lengths that are none',
      variants({ lengths: 8 }, { lengths: [8, -1] }),
      ['variants.0.when.lengths', 'variants.1.when.lengths'],
    ],
    ['elements that are none', variants({ elements: ['25'] }), ['variants.0.when.elements']],
    [
      'an element by another name, and one without values',
      variants({ elements: { type: ['1'], '25.': ['1'], x25: ['1'], '25': '00', '60.type': ['1', 2] } }),
      ['25', 'type', '25.', 'x25', '60.type'].map((name) => `variants.0.when.elements.${name}`),
    ],
    [
      'what is wrong inside',
      { kind: 'variants', otherwise: 'data', variants: [{ when: {}, layout: { kind: 'positional' } }] },
      ['variants.0.layout.parts'],
    ],
  ])('tell %s', (_, layout, expected) => {
    expect(places(layout)).toEqual(expected)
  })
  it('are of bytes where the field is', () => {
    expect(places(variants({}), true)).toEqual(['variants.0.layout.kind'])
  })
})

describe('fields', () => {
  it.each<readonly [wrong: string, field: unknown, places: readonly string[]]>([
    ['nothing', DIGITS, []],
    ['no object', 7, ['']],
    ['another content', { ...DIGITS, content: 'q' }, ['content']],
    ['an encoding of bytes for text', { ...DIGITS, encoding: 'hex' }, ['encoding']],
    ['an encoding of text for bytes', { ...BYTES, encoding: 'ascii' }, ['encoding']],
    ['letters that are packed', { ...DIGITS, content: 'an', encoding: 'bcd' }, ['encoding']],
    ['nothing: packed track data', { ...DIGITS, content: 'z', encoding: 'bcd' }, []],
    ['no length', { content: 'n', encoding: 'ascii' }, ['length']],
    ['another side', { ...DIGITS, align: 'middle' }, ['align']],
    ['nothing: a side', { ...DIGITS, align: 'left' }, []],
    ['another sensitivity', { ...DIGITS, sensitive: 'very' }, ['sensitive']],
    [
      'all of a length',
      { ...DIGITS, length: { digits: 5, indicator: 'hex', max: 0, counts: 'bytes' } },
      ['length.digits', 'length.indicator', 'length.counts', 'length.max'],
    ],
    [
      'nothing: what is counted',
      { ...DIGITS, length: { digits: 2, indicator: 'bcd', max: 99, counts: 'encoded' } },
      [],
    ],
    ['more than the digits say', { ...DIGITS, length: { digits: 2, indicator: 'bcd', max: 100 } }, ['length.max']],
    ['nothing: binary says more', { ...DIGITS, length: { digits: 2, indicator: 'binary', max: 65_535 } }, []],
    ['nothing: a fill', { ...DIGITS, fill: { character: '0', side: 'left' } }, []],
    ['a fill of two characters', { ...DIGITS, fill: { character: '00', side: 'left' } }, ['fill']],
    ['a fill of a number', { ...DIGITS, fill: { character: 0, side: 'left' } }, ['fill']],
    ['a fill that is text', { ...DIGITS, fill: '0' }, ['fill']],
    ['a fill of another side', { ...DIGITS, fill: { character: '0', side: 'both' } }, ['fill']],
    [
      'a fill of any length',
      { ...DIGITS, length: { digits: 2, indicator: 'ascii', max: 9 }, fill: { character: '0', side: 'left' } },
      ['fill'],
    ],
  ])('tell %s', (_, field, expected) => {
    expect(fieldPlaces(field)).toEqual(expected)
  })
})
