import { fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { createDialect } from './dialect.ts'
import type { DialectSpec, FieldSpec } from './specification.ts'

const DIGIT: FieldSpec = { content: 'n', encoding: 'ascii', length: 1 }
const NUMBERS = [2, 8, 32, 33, 64, 66, 96, 97, 128, 129, 160, 161, 192]
const spec = (bitmap: DialectSpec['bitmap'], fieldsMax: DialectSpec['fieldsMax']): DialectSpec => ({
  id: 'bits',
  name: { en: 'Bits', 'zh-CN': '位' },
  version: '0',
  messageType: 'bcd',
  bitmap,
  fieldsMax,
  fields: Object.fromEntries(NUMBERS.filter((number) => number <= fieldsMax).map((number) => [number, DIGIT])),
})
const encode = (of: DialectSpec, numbers: readonly number[]): string => {
  const message = { mti: '0800', ...Object.fromEntries(numbers.map((number) => [number, String(number % 10)])) }
  const result = createDialect(of).encode(message)
  return result.ok ? toHex(result.value).slice(4) : JSON.stringify(result.error)
}
const decode = (of: DialectSpec, hex: string) => {
  const result = createDialect(of).decode(fromHex(`0800${hex}`))
  return result.ok ? Object.keys(result.value).filter((key) => key !== 'mti') : result.error
}
const text = (hex: string): string => toHex(Uint8Array.from(hex, (character) => character.charCodeAt(0)))

describe('bitmaps', () => {
  it.each<readonly [numbers: readonly number[], bits: string]>([
    [[], '0000000000000000'],
    [[2], '4000000000000000'],
    [[32, 33], '0000000180000000'],
    [[64], '0000000000000001'],
    [[66], '80000000000000004000000000000000'],
    [[2, 128], 'C0000000000000000000000000000001'],
    [[96, 97], '80000000000000000000000180000000'],
    [[129], '800000000000000080000000000000008000000000000000'],
    [[2, 66, 192], 'C000000000000000C0000000000000000000000000000001'],
    [[160, 161], '800000000000000080000000000000000000000180000000'],
  ])('of %j', (numbers, bits) => {
    const values = text(numbers.map((number) => String(number % 10)).join(''))
    const of = spec('binary', 192)
    expect(encode(of, numbers)).toBe(bits + values)
    expect(decode(of, bits + values)).toEqual(numbers.map(String))
    expect(encode(spec('hex', 192), numbers)).toBe(text(bits) + values)
    expect(decode(spec('hex', 192), text(bits) + values)).toEqual(numbers.map(String))
    const ebcdic = text(bits).replaceAll(/3(.)|4(.)/g, (_, digit, letter) => (digit ? `F${digit}` : `C${letter}`))
    expect(encode(spec('hex-ebcdic', 192), numbers)).toBe(ebcdic + values)
    expect(decode(spec('hex-ebcdic', 192), ebcdic + values)).toEqual(numbers.map(String))
  })

  it.each<readonly [DialectSpec, hex: string, error: object]>([
    [
      spec('binary', 64),
      '80'.padEnd(16, '0'),
      { offset: 10, expected: 'bitmaps of 64 bits', found: 'a bit that announces one more' },
    ],
    [spec('binary', 128), '8'.padEnd(16, '0').repeat(2), { offset: 18, expected: 'bitmaps of 128 bits' }],
    [
      spec('binary', 192),
      '8'.padEnd(16, '0').repeat(2),
      { reason: 'truncated', offset: 18, expected: '8 bytes', found: '0 bytes left' },
    ],
    [
      spec('binary', 64),
      '00'.repeat(7),
      { reason: 'truncated', offset: 2, expected: '8 bytes', found: '7 bytes left' },
    ],
    [spec('hex', 64), '30'.repeat(15), { reason: 'truncated', offset: 2, expected: '16 bytes' }],
    [spec('hex', 64), '47' + '30'.repeat(15), { offset: 2, expected: '16 hex characters', found: 'another character' }],
    [spec('hex', 64), '30'.repeat(15) + 'F0', { offset: 17, expected: '16 hex characters' }],
    [spec('hex-ebcdic', 64), 'F0'.repeat(15) + '30', { offset: 17, expected: '16 hex characters' }],
  ])('%# that are wrong', (of, hex, error) => {
    expect(decode(of, hex)).toMatchObject({ path: 'bitmap', reason: 'bitmap', ...error })
  })

  it('of one dialect after another hold nothing of the message before', () => {
    const dialect = createDialect(spec('hex', 192))
    const encodeOne = (message: object): string => {
      const result = dialect.encode({ mti: '0800', ...message })
      return result.ok ? Buffer.from(result.value).toString('latin1').slice(2) : result.error.path
    }
    expect(encodeOne({ 192: '1' })).toBe('8000000000000000800000000000000000000000000000011')
    expect(encodeOne({ 3: '1' })).toBe('3')
    expect(encodeOne({ 2: 'x' })).toBe('2')
    expect(encodeOne({ 2: '1' })).toBe('40000000000000001')
    expect(encodeOne({ 1: '1' })).toBe('1')
    expect(encodeOne({ 0: '1' })).toBe('0')
    expect(encodeOne({})).toBe('0000000000000000')
  })
})
