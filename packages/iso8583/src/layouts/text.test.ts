import { describe, expect, it } from 'vitest'
import { Scope } from '../error.ts'
import type { LayoutSpec, PartSpec } from '../specification.ts'
import { compileLayout } from './layout.ts'

type Outcome = { readonly value: unknown } | { readonly path: string; readonly [more: string]: unknown }
const run = (act: (scope: Scope) => unknown): Outcome => {
  const scope = new Scope()
  const value = act(scope)
  if (value === undefined && scope.error === undefined) throw new Error('neither a value nor an error')
  return value === undefined ? (scope.error as never) : { value }
}
const decode = (spec: LayoutSpec, text: string): Outcome =>
  run((scope) => compileLayout(spec, '48').decode(text, scope, 20))
const encode = (spec: LayoutSpec, value: unknown): Outcome =>
  run((scope) => compileLayout(spec, '48').encode(value, scope))
const positional = (parts: Record<string, PartSpec>, more: object = {}): LayoutSpec => ({
  kind: 'positional',
  parts,
  ...more,
})

const NUMBERS = positional({
  count: { length: 3, as: 'number' },
  open: { length: 1, as: 'boolean' },
  rest: { as: 'number' },
})
const OPTIONAL = positional({ a: { length: 2 }, b: { length: 2, optional: true }, c: { length: 2, optional: true } })
const FILLED = positional({ a: { length: 2 } }, { fill: { character: '0', length: 5 } })
const TAGGED = {
  kind: 'tagged',
  prefix: '#',
  tagLength: 2,
  lengthDigits: 2,
  parts: { name: { tag: '01' }, count: { tag: '02', as: 'number' }, on: { tag: '03', as: 'boolean' } },
} as const satisfies LayoutSpec
const DELIMITED = {
  kind: 'delimited',
  prefix: '!',
  separator: '|',
  parts: { a: {}, b: { optional: true }, n: { as: 'number' } },
} as const satisfies LayoutSpec
const WITH_TAGS = positional({ a: { length: 1 } }, { rest: TAGGED })

describe('both ways', () => {
  it.each<readonly [LayoutSpec, text: string, value: unknown]>([
    [NUMBERS, '007142', { count: 7, open: true, rest: 42 }],
    [NUMBERS, '00000', { count: 0, open: false, rest: 0 }],
    [NUMBERS, '1231999999999', { count: 123, open: true, rest: 999_999_999 }],
    [OPTIONAL, 'AA', { a: 'AA' }],
    [OPTIONAL, 'AABB', { a: 'AA', b: 'BB' }],
    [OPTIONAL, 'AABBCC', { a: 'AA', b: 'BB', c: 'CC' }],
    [FILLED, 'AA000', { a: 'AA' }],
    [TAGGED, '#', {}],
    [TAGGED, '#0103ABC02021703011', { name: 'ABC', count: 17, on: true }],
    [TAGGED, '#030109901X', { on: false, other: { 99: 'X' } }],
    [TAGGED, '#9900', { other: { 99: '' } }],
    [TAGGED, 'somebody else', { text: 'somebody else' }],
    [TAGGED, '#01', { text: '#01' }],
    [TAGGED, '#01x3ABC', { text: '#01x3ABC' }],
    [TAGGED, '#013xABC', { text: '#013xABC' }],
    [TAGGED, '#0104ABC', { text: '#0104ABC' }],
    [TAGGED, '#011', { text: '#011' }],
    // A tag that comes twice, a number with a zero in front, and no truth value.
    [TAGGED, '#0101A0101B', { text: '#0101A0101B' }],
    [TAGGED, '#9901A9901B', { text: '#9901A9901B' }],
    [TAGGED, '#020207', { text: '#020207' }],
    [TAGGED, '#03012', { text: '#03012' }],
    [WITH_TAGS, 'A', { a: 'A' }],
    [WITH_TAGS, 'A#0101B', { a: 'A', name: 'B' }],
    [WITH_TAGS, 'A?', { a: 'A', text: '?' }],
    [DELIMITED, '!x||7', { a: 'x', n: 7 }],
    [DELIMITED, '!x|y|0', { a: 'x', b: 'y', n: 0 }],
    [DELIMITED, '!|y|0', { a: '', b: 'y', n: 0 }],
    [DELIMITED, 'x|y|7', { text: 'x|y|7' }],
    [DELIMITED, '!x|y', { text: '!x|y' }],
    [DELIMITED, '!x|y|7|', { text: '!x|y|7|' }],
    [DELIMITED, '!x|y|07', { text: '!x|y|07' }],
    [{ ...DELIMITED, under: 'in' }, '!x||7', { in: { a: 'x', n: 7 } }],
  ])('%#', (layout, text, value) => {
    expect(decode(layout, text)).toEqual({ value })
    expect(encode(layout, value)).toEqual({ value: text })
  })
})

describe('text that a layout does not describe', () => {
  it.each<readonly [LayoutSpec, text: string, error: object]>([
    [NUMBERS, '0071', { path: '48.rest', reason: 'structure', found: '0' }],
    [NUMBERS, '00x14', { path: '48.count', reason: 'structure', expected: '3 characters', found: '3' }],
    [NUMBERS, 'x0014', { path: '48.count' }],
    [NUMBERS, '00', { path: '48.count', found: '2' }],
    [NUMBERS, '00724', { path: '48.open' }],
    [NUMBERS, '007x4', { path: '48.open' }],
    [NUMBERS, '007104', { path: '48.rest' }],
    [NUMBERS, '0071x4', { path: '48.rest' }],
    [NUMBERS, '00714x', { path: '48.rest' }],
    [NUMBERS, '00711234567890', { path: '48.rest' }],
    [OPTIONAL, 'A', { path: '48.a', expected: '2 characters', found: '1' }],
    [OPTIONAL, 'AAB', { path: '48.b', expected: '2 characters', found: '1' }],
    [OPTIONAL, 'AABBCCD', { path: '48', reason: 'trailing', found: '1 characters more' }],
    [FILLED, 'AA00x', { path: '48', reason: 'trailing', found: '3 characters more' }],
  ])('%#', (layout, text, error) => {
    expect(decode(layout, text)).toMatchObject({ offset: 20, ...error })
  })
})

describe('values that a layout does not describe', () => {
  const number = { expected: 'a whole number' }
  it.each<readonly [LayoutSpec, value: unknown, error: object]>([
    [NUMBERS, 'text', { path: '48', reason: 'type', expected: 'an object', found: 'text of 4 characters' }],
    [NUMBERS, null, { path: '48', found: 'null' }],
    [NUMBERS, { count: '7', open: true, rest: 0 }, { path: '48.count', reason: 'type', ...number }],
    [NUMBERS, { count: 1.5, open: true, rest: 0 }, { path: '48.count', ...number }],
    [NUMBERS, { count: -1, open: true, rest: 0 }, { path: '48.count', ...number }],
    [NUMBERS, { count: 1, open: true, rest: 1e9 }, { path: '48.rest', ...number }],
    [NUMBERS, { count: 1000, open: true, rest: 0 }, { path: '48.count', reason: 'length', found: '4' }],
    [NUMBERS, { count: 1, open: 1, rest: 0 }, { path: '48.open', reason: 'type', expected: 'true or false' }],
    [NUMBERS, { count: 1, open: true }, { path: '48.rest', ...number, found: 'a undefined' }],
    [OPTIONAL, { a: 7 }, { path: '48.a', reason: 'type', expected: 'text', found: 'a number' }],
    [OPTIONAL, { a: 'AAA' }, { path: '48.a', reason: 'length', expected: '2 characters', found: '3' }],
    [OPTIONAL, { b: 'BB' }, { path: '48.a', reason: 'type' }],
    [OPTIONAL, { a: 'AA', c: 'CC' }, { path: '48.b', reason: 'missing', expected: 'a value before c' }],
    [TAGGED, [], { path: '48', reason: 'type', found: 'a list' }],
    [TAGGED, { count: '7' }, { path: '48.count', reason: 'type', ...number }],
    [TAGGED, { name: 'x'.repeat(100) }, { path: '48.01', reason: 'length' }],
    [TAGGED, { other: { 7: 'x' } }, { path: '48.7', reason: 'length' }],
    [TAGGED, { other: { 77: 'x'.repeat(100) } }, { path: '48.77', reason: 'length' }],
    [WITH_TAGS, { a: 'A', count: '7' }, { path: '48.count', reason: 'type' }],
    [DELIMITED, 7, { path: '48', reason: 'type', found: 'a number' }],
    [DELIMITED, { a: 'x|', n: 7 }, { path: '48.a', reason: 'type' }],
    [DELIMITED, { a: 'x', b: 'y|', n: 7 }, { path: '48.b', reason: 'type' }],
    [DELIMITED, { a: 'x' }, { path: '48.n', reason: 'type', ...number }],
    [
      { ...DELIMITED, under: 'in' },
      { a: 'x', n: 7 },
      { path: '48', reason: 'type', found: 'a undefined' },
    ],
  ])('%#', (layout, value, error) => {
    expect(encode(layout, value)).toMatchObject({ offset: 0, ...error })
  })
  it('take the longest that fits', () => {
    expect(encode(TAGGED, { name: 'x'.repeat(99) })).toEqual({ value: `#0199${'x'.repeat(99)}` })
    expect(encode(NUMBERS, { count: 999, open: true, rest: 999_999_999 })).toEqual({ value: '9991999999999' })
  })
})
