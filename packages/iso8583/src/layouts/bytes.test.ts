import { fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { Scope } from '../error.ts'
import type { FieldSpec, LayoutSpec } from '../specification.ts'
import { compileLayout } from './layout.ts'

const decode = (spec: LayoutSpec, content: string | Uint8Array): unknown => {
  const scope = new Scope()
  return compileLayout(spec, '48').decode(content, scope, 20) ?? scope.error
}
const encode = (spec: LayoutSpec, value: unknown): unknown => {
  const scope = new Scope()
  const content = compileLayout(spec, '48').encode(value, scope)
  return content instanceof Uint8Array ? toHex(content) : (content ?? scope.error)
}
const bytes = (length: number): FieldSpec => ({ content: 'b', encoding: 'binary', length })
const DIGITS: FieldSpec = { content: 'n', encoding: 'bcd', length: 2 }
const ONE = Uint8Array.of(1)

const TLV: LayoutSpec = { kind: 'ber-tlv', sensitiveTags: {} }
const LIST: LayoutSpec = { kind: 'tlv-list', sensitiveTags: {} }
const BITS: LayoutSpec = { kind: 'bitmapped', bitmapBytes: 2, fields: { 1: DIGITS, 8: bytes(1), 16: bytes(2) } }
const TAGS: LayoutSpec = {
  kind: 'tagged-fields',
  tag: DIGITS,
  fields: { first: { ...bytes(1), tag: '01' }, second: { ...DIGITS, tag: '02' } },
}
const OPEN_TAGS: LayoutSpec = { ...TAGS, other: bytes(1) }
const RECORDS: LayoutSpec = { kind: 'records', head: { kind: DIGITS }, fields: { key: bytes(1), count: DIGITS } }
const COUNTED: LayoutSpec = {
  kind: 'repeated',
  countDigits: 1,
  parts: { a: { length: 1 }, n: { length: 2, as: 'number' } },
}
const UNCOUNTED: LayoutSpec = { ...COUNTED, countDigits: 0 }

describe('both ways', () => {
  it.each<readonly [LayoutSpec, hex: string, value: unknown]>([
    [TLV, '', {}],
    [TLV, '820101', { 82: ONE }],
    [TLV, '9F3601019F4100', { '9F36': ONE, '9F41': fromHex('') }],
    [TLV, 'DF810C0101', { DF810C: ONE }],
    [TLV, 'DF810C0101DF810D0101', { DF810C: ONE, DF810D: ONE }],
    [TLV, `717F${'AB'.repeat(127)}`, { 71: fromHex('AB'.repeat(127)) }],
    [TLV, `718180${'AB'.repeat(128)}`, { 71: fromHex('AB'.repeat(128)) }],
    [TLV, `7181FF${'AB'.repeat(255)}`, { 71: fromHex('AB'.repeat(255)) }],
    [TLV, `71820100${'AB'.repeat(256)}`, { 71: fromHex('AB'.repeat(256)) }],
    [TLV, `7182FFFF${'AB'.repeat(65_535)}`, { 71: fromHex('AB'.repeat(65_535)) }],
    [LIST, '30', { status: '0' }],
    [LIST, '209F0601AA9F0601BB', { status: ' ', 1: { '9F06': fromHex('AA') }, 2: { '9F06': fromHex('BB') } }],
    [
      LIST,
      `7E9F0601AA9F108180${'11'.repeat(128)}9F0601BB9F0601CC`,
      {
        status: '~',
        1: { '9F06': fromHex('AA'), '9F10': fromHex('11'.repeat(128)) },
        2: { '9F06': fromHex('BB') },
        3: { '9F06': fromHex('CC') },
      },
    ],
    [
      LIST,
      `30DF810C01AADF810D01BBDF810C01CC`,
      { status: '0', 1: { DF810C: fromHex('AA'), DF810D: fromHex('BB') }, 2: { DF810C: fromHex('CC') } },
    ],
    [
      LIST,
      `3071820100${'22'.repeat(256)}7101FF`,
      { status: '0', 1: { 71: fromHex('22'.repeat(256)) }, 2: { 71: fromHex('FF') } },
    ],
    [BITS, '0000', {}],
    [BITS, '800012', { 1: '12' }],
    [BITS, '81011201AABB', { 1: '12', 8: ONE, 16: fromHex('AABB') }],
    [TAGS, '', {}],
    [TAGS, '01010299', { first: ONE, second: '99' }],
    [OPEN_TAGS, '01017701', { first: ONE, other: { 77: ONE } }],
    [RECORDS, '05', { kind: '05' }],
    [RECORDS, '0501120134', { kind: '05', 1: { key: ONE, count: '12' }, 2: { key: ONE, count: '34' } }],
  ])('%#', (layout, hex, value) => {
    expect(decode(layout, fromHex(hex))).toEqual(value)
    expect(encode(layout, value)).toBe(hex)
  })

  it.each<readonly [LayoutSpec, text: string, value: unknown]>([
    [COUNTED, '0', {}],
    [COUNTED, '2A01B12', { 1: { a: 'A', n: 1 }, 2: { a: 'B', n: 12 } }],
    [
      COUNTED,
      `9${'A01'.repeat(9)}`,
      Object.fromEntries(Array.from({ length: 9 }, (_, i) => [i + 1, { a: 'A', n: 1 }])),
    ],
    [UNCOUNTED, '', {}],
    [UNCOUNTED, 'A01B12', { 1: { a: 'A', n: 1 }, 2: { a: 'B', n: 12 } }],
  ])('text %#', (layout, text, value) => {
    expect(decode(layout, text)).toEqual(value)
    expect(encode(layout, value)).toBe(text)
  })

  it('leave members out that are undefined, and zeros between data objects', () => {
    expect(encode(TLV, { 82: undefined, 95: ONE })).toBe('950101')
    expect(encode(BITS, { 1: undefined, 7: undefined, 8: ONE })).toBe('010001')
    expect(encode(TAGS, { first: undefined, third: undefined, second: '99' })).toBe('0299')
    expect(decode(TLV, fromHex('008201010000950101'))).toEqual({ 82: ONE, 95: ONE })
  })

  it('know a tag again in the next message, and tell it from others of its first byte', () => {
    for (const hex of ['9F360101', '9F370101', '9F360101']) expect(encode(TLV, decode(TLV, fromHex(hex)))).toBe(hex)
    expect(encode(TLV, { '9F7A': ONE })).toBe('9F7A0101')
    expect(encode(TLV, { '9F7A': ONE, '9F7B': ONE })).toBe('9F7A01019F7B0101')
  })
})

describe('bytes that a layout does not describe', () => {
  const structure = { reason: 'structure' }
  it.each<readonly [LayoutSpec, hex: string, error: object]>([
    [TLV, '9501018202AA', { ...structure, path: '48.82', offset: 23, found: '1 bytes left' }],
    [TLV, '82', { ...structure, path: '48.82', offset: 20, found: '0 bytes left' }],
    [TLV, '9F', { ...structure, path: '48.9F', offset: 20 }],
    [TLV, '8281', { ...structure, path: '48.82' }],
    [TLV, '828201', { ...structure, path: '48.82' }],
    [TLV, '828300000101', { ...structure, path: '48.82' }],
    [TLV, '82800000', { ...structure, path: '48.82' }],
    [TLV, '8281FF01', { ...structure, path: '48.82', found: '1 bytes left' }],
    [TLV, '820101820102', { ...structure, path: '48.82', offset: 23, expected: 'each tag once', found: 'it twice' }],
    [TLV, '9F3601019F360102', { ...structure, path: '48.9F36', offset: 24, expected: 'each tag once' }],
    [TLV, 'DF810C0101DF810C0102', { ...structure, path: '48.DF810C', offset: 25, expected: 'each tag once' }],
    [LIST, '', { ...structure, path: '48.status', offset: 20 }],
    [LIST, '1F', { ...structure, path: '48.status', offset: 20 }],
    [LIST, '7F', { ...structure, path: '48.status', offset: 20 }],
    [LIST, '308202AA', { ...structure, path: '48.82', offset: 21 }],
    [LIST, '308201018202AA', { ...structure, path: '48.82', offset: 24 }],
    [BITS, '80', { reason: 'truncated', path: '48', offset: 20, expected: '2 bytes', found: '1 bytes left' }],
    [BITS, '4000', { reason: 'unknown-field', path: '48.2', offset: 20 }],
    [BITS, '0002', { reason: 'unknown-field', path: '48.15', offset: 20 }],
    [BITS, '810012', { reason: 'truncated', path: '48.8', offset: 23 }],
    [BITS, '8000A2', { reason: 'content', path: '48.1', offset: 22 }],
    [BITS, '80001234', { reason: 'trailing', path: '48', offset: 23, found: '1 bytes more' }],
    [TAGS, '01017701', { ...structure, path: '48.77', offset: 22 }],
    [TAGS, '01010101', { ...structure, path: '48.first', offset: 22, found: 'it twice' }],
    [TAGS, 'A101', { reason: 'content', path: '48.tag', offset: 20 }],
    [TAGS, '010102', { reason: 'truncated', path: '48.second', offset: 23 }],
    [OPEN_TAGS, '77017702', { ...structure, path: '48.77', offset: 22, found: 'it twice' }],
    [RECORDS, '', { reason: 'truncated', path: '48.kind', offset: 20 }],
    [RECORDS, '05011201', { reason: 'truncated', path: '48.count', offset: 24 }],
    [RECORDS, '0501A2', { reason: 'content', path: '48.count', offset: 22 }],
  ])('%#: %s', (layout, hex, error) => {
    expect(decode(layout, fromHex(hex))).toMatchObject(error)
  })
  it.each<readonly [LayoutSpec, text: string, error: object]>([
    [COUNTED, '2A01', { ...structure, path: '48', offset: 20, expected: '7 characters for 2 records', found: '4' }],
    [COUNTED, '1A01B', { ...structure, path: '48', expected: '4 characters for 1 records', found: '5' }],
    [COUNTED, 'xA01', { ...structure, path: '48' }],
    [COUNTED, '1Ax1', { ...structure, path: '48.n', offset: 20 }],
    [UNCOUNTED, 'A0', { ...structure, path: '48', expected: '3 characters for 1 records', found: '2' }],
  ])('text %#: %s', (layout, text, error) => {
    expect(decode(layout, text)).toMatchObject(error)
  })
})

describe('values that a layout does not describe', () => {
  it.each<readonly [LayoutSpec, value: unknown, error: object]>([
    ...[TLV, LIST, BITS, TAGS, RECORDS, COUNTED].map(
      (layout) => [layout, ['x'], { path: '48', reason: 'type', found: 'a list' }] as const,
    ),
    [TLV, { '9f36': ONE }, { path: '48.9f36', reason: 'structure', expected: 'a tag in upper-case hex' }],
    [TLV, { '9F': ONE }, { path: '48.9F', reason: 'structure' }],
    [TLV, { '8282': ONE }, { path: '48.8282', reason: 'structure' }],
    [TLV, { 8: ONE }, { path: '48.8', reason: 'structure' }],
    [TLV, { '': ONE }, { path: '48.', reason: 'structure' }],
    [TLV, { '00': ONE }, { path: '48.00', reason: 'structure' }],
    [TLV, { XY: ONE }, { path: '48.XY', reason: 'structure' }],
    [TLV, { 82: '01' }, { path: '48.82', reason: 'type', expected: 'bytes', found: 'text of 2 characters' }],
    [TLV, { 82: new Uint8Array(65_536) }, { path: '48.82', reason: 'length', found: '65536' }],
    [LIST, {}, { path: '48.status', reason: 'structure', found: 'a undefined' }],
    [LIST, { status: '' }, { path: '48.status', reason: 'structure' }],
    [LIST, { status: 'xx' }, { path: '48.status', reason: 'structure' }],
    [LIST, { status: '\n' }, { path: '48.status', reason: 'structure' }],
    [LIST, { status: 7 }, { path: '48.status', reason: 'structure', found: 'a number' }],
    [LIST, { status: '0', 2: { 82: ONE } }, { path: '48.2', reason: 'structure' }],
    [LIST, { status: '0', 1: {} }, { path: '48.1', reason: 'structure' }],
    [LIST, { status: '0', 1: 7 }, { path: '48.1', reason: 'structure' }],
    [LIST, { status: '0', 1: { 82: ONE }, 2: { 95: ONE } }, { path: '48.2', reason: 'structure' }],
    [LIST, { status: '0', 1: { 82: '01' } }, { path: '48.82', reason: 'type' }],
    [LIST, { status: '0', 1: { 82: ONE, 95: '01' } }, { path: '48.95', reason: 'type' }],
    [BITS, { 2: '12' }, { path: '48.2', reason: 'unknown-field' }],
    [BITS, { x: '12' }, { path: '48.x', reason: 'unknown-field' }],
    [BITS, { 1: '1' }, { path: '48.1', offset: 2, reason: 'length' }],
    [TAGS, { third: ONE }, { path: '48.third', reason: 'unknown-field' }],
    [TAGS, { second: '9' }, { path: '48.second', offset: 1, reason: 'length' }],
    [TAGS, { other: { 77: ONE } }, { path: '48.77', reason: 'structure' }],
    [OPEN_TAGS, { other: { '01': ONE } }, { path: '48.01', reason: 'structure' }],
    [OPEN_TAGS, { other: { 77: '01' } }, { path: '48.77', offset: 1, reason: 'type' }],
    [OPEN_TAGS, { other: { 7: ONE } }, { path: '48.tag', reason: 'length' }],
    [RECORDS, { kind: '5' }, { path: '48.kind', reason: 'length' }],
    [RECORDS, { kind: '05', 2: { key: ONE, count: '12' } }, { path: '48.2', reason: 'structure' }],
    [RECORDS, { kind: '05', 1: 7 }, { path: '48.1', reason: 'structure' }],
    [RECORDS, { kind: '05', 1: { key: ONE } }, { path: '48.count', offset: 2, reason: 'type' }],
    [
      COUNTED,
      { 2: { a: 'A', n: 1 } },
      { path: '48', reason: 'structure', expected: 'records 1, 2, 3 and so on, at most 9' },
    ],
    [COUNTED, { 1: { a: 'A', n: 1 }, 3: { a: 'A', n: 1 } }, { path: '48', reason: 'structure' }],
    [
      COUNTED,
      Object.fromEntries(Array.from({ length: 10 }, (_, i) => [i + 1, { a: 'A', n: 1 }])),
      { path: '48', reason: 'structure' },
    ],
    [COUNTED, { 1: { a: 'AA', n: 1 } }, { path: '48.a', reason: 'length' }],
    [UNCOUNTED, { 1: { a: 'A' } }, { path: '48.n', reason: 'type' }],
  ])('%#', (layout, value, error) => {
    expect(encode(layout, value)).toMatchObject({ offset: 0, ...error })
  })
})
