import { fromHex } from '@fiftyfive/kernel'
import { describe as group, expect, it } from 'vitest'
import { describe } from './describe.ts'
import { createDialect } from './dialect.ts'
import { kindOf } from './error.ts'
import { maskMessage } from './mask.ts'
import type { DialectSpec, FieldSpec, LayoutSpec, Name } from './specification.ts'

const name = (en: string): Name => ({ en, 'zh-CN': `${en}-zh` })
const TEXT = { content: 'ans', encoding: 'ascii', length: { digits: 3, indicator: 'ascii', max: 999 } } as const
const BYTES = { content: 'b', encoding: 'binary', length: { digits: 3, indicator: 'ascii', max: 999 } } as const
const of = (layout: LayoutSpec, field: FieldSpec = BYTES): FieldSpec => ({ ...field, layout })

const SPEC: DialectSpec = {
  id: 'own',
  name: name('own'),
  version: '0',
  messageType: 'ascii',
  bitmap: 'hex',
  fieldsMax: 128,
  codes: 'iso87',
  fields: {
    2: { ...TEXT, sensitive: 'pan' },
    3: TEXT,
    35: { ...TEXT, sensitive: 'track' },
    39: TEXT,
    48: { ...TEXT, name: name('Own'), sensitive: 'withheld' },
    52: { ...BYTES, sensitive: 'withheld' },
    55: of({ kind: 'ber-tlv', sensitiveTags: { '5A': 'pan', 57: 'track', '9F1F': 'withheld' } }),
    60: of(
      {
        kind: 'positional',
        parts: { shop: { length: 2, name: name('Shop') }, till: { length: 1, sensitive: 'withheld' } },
      },
      TEXT,
    ),
    61: of({ kind: 'tlv-list', status: name('Status'), sensitiveTags: {} }),
    62: of(
      { kind: 'tagged', prefix: '', tagLength: 2, lengthDigits: 2, parts: { a: { tag: '01', name: name('A') } } },
      TEXT,
    ),
    63: of(
      {
        kind: 'delimited',
        prefix: '!',
        separator: '|',
        under: 'in',
        name: name('In'),
        parts: { x: { name: name('X') } },
      },
      TEXT,
    ),
    104: of({ kind: 'bitmapped', bitmapBytes: 1, fields: { 1: { ...TEXT, name: name('Bit') } } }),
    105: of({
      kind: 'records',
      head: { k: { ...TEXT, name: name('Head') } },
      fields: { v: { ...TEXT, name: name('Value') } },
    }),
    106: of({ kind: 'repeated', countDigits: 1, parts: { p: { length: 1, name: name('Part') } } }, TEXT),
    107: of({
      kind: 'tagged-fields',
      tag: { content: 'n', encoding: 'ascii', length: 2 },
      fields: { f: { ...TEXT, tag: '01', name: name('F') } },
      other: { ...TEXT, sensitive: 'pan' },
    }),
    108: of(
      {
        kind: 'variants',
        otherwise: 'data',
        sensitive: 'withheld',
        variants: [
          {
            when: { lengths: [1] },
            under: 'short',
            name: name('Short'),
            layout: { kind: 'positional', parts: { one: { length: 1, name: name('One') } } },
          },
          {
            when: { lengths: [2] },
            under: 'short',
            layout: { kind: 'positional', parts: { two: { length: 2, name: name('Two') } } },
          },
          {
            when: { lengths: [3] },
            layout: { kind: 'positional', parts: { three: { length: 3, name: name('Three') } } },
          },
        ],
      },
      TEXT,
    ),
    109: of({ kind: 'delimited', prefix: '', separator: '|', parts: { y: { name: name('Y') } } }, TEXT),
  },
}
const DIALECT = createDialect(SPEC)
const lines = (message: object, language: 'en' | 'zh-CN' = 'en') =>
  describe(DIALECT as never, { mti: '0200', ...message } as never, language)
    .slice(1)
    .map(({ path, name: { en }, value, depth }) => `${depth} ${path} ${en}: ${value}`)

group('a message for people', () => {
  it('begins with its type and leaves out what is not there', () => {
    expect(describe(DIALECT as never, { mti: '0200', 3: undefined } as never, 'en')).toEqual([
      { path: 'MTI', name: { en: 'Message type', 'zh-CN': '报文类型' }, value: '0200', depth: 0 },
    ])
  })
  it.each<readonly [message: object, lines: readonly string[]]>([
    [{ 3: '000000' }, ['0 3 Processing code: 000000']],
    [{ 48: 'secret' }, ['0 48 Own: [6 characters withheld]']],
    [{ 99: 'x' }, ['0 99 Settlement institution identification code: [unknown field]']],
    [{ 200: 'x' }, ['0 200 200: [unknown field]']],
    [{ 39: '00' }, ['0 39 Response code: 00 Approved']],
    [{ 39: 'QQ' }, ['0 39 Response code: QQ']],
    [
      { 55: { '5F34': fromHex('01'), '9F7F': fromHex('02') } },
      [
        '0 55 Integrated circuit card data: ',
        '1 55.5F34 Application PAN sequence number: 01',
        expect.stringMatching(/^1 55.9F7F .*: 02$/) as never,
      ],
    ],
    [{ 55: { DFEE01: fromHex('03') } }, ['0 55 Integrated circuit card data: ', '1 55.DFEE01 DFEE01: 03']],
    [
      { 60: { shop: 'AB', till: 'x', else: 'y' } },
      [
        expect.stringMatching(/^0 60 /) as never,
        '1 60.shop Shop: AB',
        '1 60.till till: [1 characters withheld]',
        '1 60.else else: [1 characters withheld]',
      ],
    ],
    [
      { 61: { status: '0', 1: { DFEE01: fromHex('01') } } },
      [
        expect.stringMatching(/^0 61 /) as never,
        '1 61.1 Record 1: ',
        '2 61.1.DFEE01 DFEE01: 01',
        '1 61.status Status: 0',
      ],
    ],
    [
      { 62: { a: '1', other: { 77: 'z' } } },
      [expect.stringMatching(/^0 62 /) as never, '1 62.a A: 1', '1 62.other Other tags: ', '2 62.other.77 77: z'],
    ],
    [{ 62: { text: 'free' } }, [expect.stringMatching(/^0 62 /) as never, '1 62.text Text: free']],
    [
      { 63: { in: { x: '1', q: '2' } } },
      [
        expect.stringMatching(/^0 63 /) as never,
        '1 63.in In: ',
        '2 63.in.x X: 1',
        '2 63.in.q q: [1 characters withheld]',
      ],
    ],
    [
      { 63: { text: 'free', x: '1' } },
      [expect.stringMatching(/^0 63 /) as never, '1 63.text Text: free', '1 63.x x: [1 characters withheld]'],
    ],
    [
      { 104: { 1: 'b', 2: 'c' } },
      [expect.stringMatching(/^0 104 /) as never, '1 104.1 Bit: b', '1 104.2 2: [1 characters withheld]'],
    ],
    [
      { 105: { k: 'h', 1: { v: '1' } } },
      [expect.stringMatching(/^0 105 /) as never, '1 105.1 Record 1: ', '2 105.1.v Value: 1', '1 105.k Head: h'],
    ],
    [
      { 106: { 1: { p: 'a' }, 12: { p: 'b' } } },
      [
        expect.stringMatching(/^0 106 /) as never,
        '1 106.1 Record 1: ',
        '2 106.1.p Part: a',
        '1 106.12 Record 12: ',
        '2 106.12.p Part: b',
      ],
    ],
    [
      { 106: { '0': 'a', x1: 'b', '1x': 'c' } },
      [
        expect.stringMatching(/^0 106 /) as never,
        '1 106.0 0: [1 characters withheld]',
        '1 106.x1 x1: [1 characters withheld]',
        '1 106.1x 1x: [1 characters withheld]',
      ],
    ],
    [
      { 107: { f: '1', other: { '09': '6225880212345678' }, g: '2' } },
      [
        expect.stringMatching(/^0 107 /) as never,
        '1 107.f F: 1',
        '1 107.other Other tags: ',
        '2 107.other.09 09: 622588******5678',
        '1 107.g g: [1 characters withheld]',
      ],
    ],
    [
      { 108: { short: { one: '1', two: '2', ten: '3' } } },
      [
        expect.stringMatching(/^0 108 /) as never,
        '1 108.short Short: ',
        '2 108.short.one One: 1',
        '2 108.short.two Two: 2',
        '2 108.short.ten ten: [1 characters withheld]',
      ],
    ],
    [
      { 108: { three: 'abc', data: 'raw' } },
      [expect.stringMatching(/^0 108 /) as never, '1 108.three Three: abc', '1 108.data Text: [3 characters withheld]'],
    ],
    [
      { 109: { y: '1', text: 'free' } },
      [expect.stringMatching(/^0 109 /) as never, '1 109.y Y: 1', '1 109.text Text: free'],
    ],
  ])('%j', (message, expected) => {
    expect(lines(message)).toEqual(expected)
  })
  it('has the meaning of a code in the language asked for', () => {
    expect(lines({ 39: '00' }, 'zh-CN')[0]).toMatch(/: 00 \p{Script=Han}+/u)
    const { codes: _codes, ...without } = SPEC
    expect(describe(createDialect(without) as never, { mti: '0210', 39: '00' } as never, 'en')[1]?.value).toBe('00')
  })
})

group('masks', () => {
  const mask = (message: object) => maskMessage(SPEC, { mti: '0200', ...message })
  it.each<readonly [message: object, masked: object]>([
    [{ 2: '6225880212345678', 3: undefined }, { 2: '622588******5678' }],
    [{ 2: fromHex('6225880212345678') }, { 2: '622588******5678' }],
    [{ 2: fromHex('6225880212345678FF') }, { 2: '622588******5678' }],
    [{ 2: { a: 1 } }, { 2: expect.stringMatching(/^[*[\]object]*$/) }],
    [{ 2: 7 }, { 2: '*' }],
    [{ 3: 7 }, { 3: '7' }],
    [{ 3: { a: '1' } }, { 3: '[object]' }],
    [{ 3: fromHex('0aff') }, { 3: '0AFF' }],
    [{ 35: '6225880212345678D30122200000000001000' }, { 35: '622588******5678=****' }],
    [{ 35: '6225880212345678=3012220' }, { 35: '622588******5678=****' }],
    [{ 35: '6225880212345678' }, { 35: '****************' }],
    [{ 35: 'D3012' }, { 35: '*****' }],
    [{ 52: new Uint8Array(8) }, { 52: '[8 bytes withheld]' }],
    [{ 52: 'text' }, { 52: '[4 characters withheld]' }],
    [{ 55: 'raw' }, { 55: 'raw' }],
    [
      {
        55: {
          '5A': fromHex('6225880212345678'),
          57: fromHex('6225880212345678D3012220FF'),
          '9F1F': ONE_BYTE(),
          82: undefined,
        },
      },
      { 55: { '5A': '622588******5678', 57: '622588******5678=****', '9F1F': '[1 bytes withheld]' } },
    ],
    // A template may hold a card number; issuer scripts hold commands.
    [
      { 55: { 70: ONE_BYTE(), 71: ONE_BYTE(), 72: ONE_BYTE(), BF0C: ONE_BYTE(), 82: ONE_BYTE() } },
      { 55: { 70: '[1 bytes withheld]', 71: '01', 72: '01', BF0C: '[1 bytes withheld]', 82: '01' } },
    ],
    [{ 60: { shop: 'AB', till: undefined } }, { 60: { shop: 'AB' } }],
    [{ 200: '6225880212345678' }, { 200: '[unknown field]' }],
  ])('%j', (message, masked) => {
    expect(mask(message)).toEqual({ mti: '0200', ...masked })
  })
})

function ONE_BYTE(): Uint8Array {
  return Uint8Array.of(1)
}

group('the kind of a value', () => {
  it.each<readonly [value: unknown, kind: string]>([
    [new Uint8Array(3), '3 bytes'],
    ['abc', 'text of 3 characters'],
    [null, 'null'],
    [[], 'a list'],
    [{}, 'an object'],
    [7, 'a number'],
    [undefined, 'a undefined'],
    [true, 'a boolean'],
  ])('%j', (value, kind) => {
    expect(kindOf(value)).toBe(kind)
  })
})
