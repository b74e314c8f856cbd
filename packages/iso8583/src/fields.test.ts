import { fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { createDialect } from './dialect.ts'
import type { DialectSpec, FieldSpec, VariableLength } from './specification.ts'

/** A dialect of one element, whose content begins behind four characters of message type and eight bytes of bitmap. */
const START = 12
const HEAD = 'F0F2F0F02000000000000000'
const withField = (field: FieldSpec): DialectSpec => ({
  id: 'one',
  name: { en: 'One', 'zh-CN': '一' },
  version: '0',
  messageType: 'ebcdic',
  bitmap: 'binary',
  fieldsMax: 64,
  fields: { 3: field },
})
const encode = (field: FieldSpec, value: unknown) => {
  const result = createDialect(withField(field)).encode({ mti: '0200', 3: value })
  return result.ok ? toHex(result.value).slice(HEAD.length) : result.error
}
const decode = (field: FieldSpec, hex: string) => {
  const result = createDialect(withField(field)).decode(fromHex(HEAD + hex))
  return result.ok ? result.value[3] : result.error
}
const upTo = (max: number, digits: 1 | 2 | 3 | 4, indicator: VariableLength['indicator']): VariableLength => ({
  max,
  digits,
  indicator,
})
const packed = (length: FieldSpec['length'], align?: 'left' | 'right'): FieldSpec => ({
  content: 'n',
  encoding: 'bcd',
  length,
  ...(align && { align }),
})

describe('on the wire and back', () => {
  it.each<readonly [FieldSpec, value: unknown, hex: string]>([
    [{ content: 'n', encoding: 'ascii', length: 4 }, '0123', '30313233'],
    [{ content: 'an', encoding: 'ebcdic', length: 3 }, 'A1z', 'C1F1A9'],
    [{ content: 'ans', encoding: 'ebcdic', length: 3 }, '[a]', 'AD81BD'],
    [{ content: 'ans', encoding: 'ebcdic037', length: 3 }, '[a]', 'BA81BB'],
    [packed(4), '0123', '0123'],
    [packed(3, 'left'), '123', '1230'],
    [packed(3, 'right'), '123', '0123'],
    [{ content: 'z', encoding: 'bcd', length: 5, align: 'right' }, '12D34', '012D34'],
    [packed(upTo(19, 2, 'bcd')), '12345', '05123450'],
    [packed(upTo(19, 2, 'bcd')), '', '00'],
    [packed(upTo(999, 3, 'bcd')), '1'.repeat(120), `0120${'11'.repeat(60)}`],
    [packed(upTo(19, 2, 'ascii')), '1234', '30341234'],
    [packed(upTo(19, 2, 'ebcdic')), '1234', 'F0F41234'],
    [packed(upTo(19, 1, 'binary')), '1234', '041234'],
    [packed({ ...upTo(19, 2, 'bcd'), counts: 'encoded' }), '123456', '03123456'],
    [{ content: 'ans', encoding: 'ascii', length: upTo(9999, 4, 'bcd') }, 'x'.repeat(1203), `1203${'78'.repeat(1203)}`],
    [{ content: 'ans', encoding: 'ascii', length: upTo(999, 3, 'ascii') }, 'xyz', '30303378797A'],
    [
      { content: 'ans', encoding: 'ascii', length: upTo(65_535, 2, 'binary') },
      'x'.repeat(300),
      `012C${'78'.repeat(300)}`,
    ],
    [{ content: 'b', encoding: 'binary', length: 3 }, fromHex('00FF80'), '00FF80'],
    [
      { content: 'b', encoding: 'binary', length: upTo(99, 2, 'bcd') },
      fromHex('AB'.repeat(48)),
      `48${'AB'.repeat(48)}`,
    ],
    [
      { content: 'b', encoding: 'binary', length: upTo(99, 2, 'bcd') },
      fromHex('AB'.repeat(49)),
      `49${'AB'.repeat(49)}`,
    ],
    [{ content: 'b', encoding: 'hex', length: 2 }, fromHex('0FA9'), '30464139'],
    [{ content: 'b', encoding: 'hex-ebcdic', length: 2 }, fromHex('0FA9'), 'F0C6C1F9'],
    [{ content: 'b', encoding: 'hex', length: upTo(20, 2, 'ascii') }, fromHex('0FA9'), '303230464139'],
    [
      { content: 'b', encoding: 'hex', length: { ...upTo(20, 2, 'ascii'), counts: 'encoded' } },
      fromHex('0FA9'),
      '303430464139',
    ],
    [{ content: 'x+n', encoding: 'ascii', length: 4 }, 'D012', '44303132'],
    [{ content: 'x+n', encoding: 'ebcdic', length: 4 }, 'C012', 'C3F0F1F2'],
    [{ content: 'x+n', encoding: 'bcd', length: 5 }, 'D0123', '440123'],
    [{ content: 'ans', encoding: 'gbk', length: upTo(20, 2, 'bcd') }, 'PIN', '0350494E'],
    [{ content: 'ans', encoding: 'gbk', length: upTo(20, 2, 'bcd') }, '密码 1', '06C3DCC2EB2031'],
    [{ content: 'ans', encoding: 'gbk', length: 4 }, '密码', 'C3DCC2EB'],
  ])('%#: %j', (field, value, hex) => {
    expect(encode(field, value)).toBe(hex)
    expect(decode(field, hex)).toEqual(value)
  })

  it.each<readonly [FieldSpec, value: string, hex: string]>([
    [{ content: 'ans', encoding: 'ascii', length: 4 }, 'x', '78202020'],
    [{ content: 'an', encoding: 'ascii', length: 4 }, 'x', '78202020'],
    [{ content: 'a', encoding: 'ascii', length: 4 }, 'x', '78202020'],
    [{ content: 'n', encoding: 'ascii', length: 4, fill: { character: '0', side: 'left' } }, '7', '30303037'],
    [{ content: 'n', encoding: 'ascii', length: 4, fill: { character: '0', side: 'right' } }, '7', '37303030'],
    [{ content: 'ans', encoding: 'gbk', length: 6 }, '密', 'C3DC20202020'],
    [{ content: 'ans', encoding: 'gbk', length: 4, fill: { character: '*', side: 'left' } }, '密', '2A2AC3DC'],
    [{ content: 'ans', encoding: 'gbk', length: 4, fill: { character: '*', side: 'right' } }, '密', 'C3DC2A2A'],
  ])('%# fills %j', (field, value, hex) => {
    expect(encode(field, value)).toBe(hex)
  })
})

describe('values that do not fit', () => {
  it.each<readonly [FieldSpec, value: unknown, error: object]>([
    [{ content: 'n', encoding: 'ascii', length: 4 }, '123', { reason: 'length', expected: '4 characters', found: '3' }],
    [
      { content: 'n', encoding: 'ascii', length: 4 },
      '12345',
      { reason: 'length', expected: '4 characters', found: '5' },
    ],
    [{ content: 'x+n', encoding: 'ascii', length: 4 }, 'D1', { reason: 'length', expected: '4 characters' }],
    [{ content: 'n', encoding: 'ascii', length: 4 }, '12x', { reason: 'content', found: 'another character at 3' }],
    [
      { content: 'n', encoding: 'ascii', length: 4 },
      '12x4',
      { reason: 'content', expected: 'digits', found: 'another character at 3' },
    ],
    [{ content: 'an', encoding: 'ascii', length: 4 }, 'A-1Z', { reason: 'content', found: 'another character at 2' }],
    [{ content: 'an', encoding: 'ebcdic', length: 4 }, 'A1é4', { reason: 'content', found: 'another character at 3' }],
    [
      { content: 'ans', encoding: 'ascii', length: 2 },
      'A\u0141',
      { reason: 'content', found: 'another character at 2' },
    ],
    [
      { content: 'ans', encoding: 'ascii', length: 2 },
      'A\u00ff',
      { reason: 'content', found: 'another character at 2' },
    ],
    [packed(4), '12D4', { reason: 'content', found: 'another character at 3' }],
    [packed(upTo(5, 2, 'bcd')), '123456', { reason: 'length', expected: 'a length of at most 5', found: '6' }],
    [
      { content: 'n', encoding: 'ascii', length: 4 },
      fromHex('30'),
      { reason: 'type', expected: 'text', found: '1 bytes' },
    ],
    [{ content: 'n', encoding: 'ascii', length: 4 }, 1234, { reason: 'type', expected: 'text', found: 'a number' }],
    [{ content: 'n', encoding: 'ascii', length: 4 }, null, { reason: 'type', expected: 'text', found: 'null' }],
    [
      { content: 'b', encoding: 'binary', length: 4 },
      '1234',
      { reason: 'type', expected: 'bytes (Uint8Array)', found: 'text of 4 characters' },
    ],
    [{ content: 'b', encoding: 'hex', length: 4 }, '1234', { reason: 'type', expected: 'bytes (Uint8Array)' }],
    [
      { content: 'b', encoding: 'binary', length: 4 },
      fromHex('00'),
      { reason: 'length', expected: '4 bytes', found: '1' },
    ],
    [{ content: 'b', encoding: 'binary', length: 4 }, {}, { reason: 'type', found: 'an object' }],
    [{ content: 'x+n', encoding: 'ascii', length: 4 }, '1234', { reason: 'content', expected: 'C or D, then digits' }],
    [{ content: 'x+n', encoding: 'ascii', length: 4 }, 'DD12', { reason: 'content' }],
    [{ content: 'x+n', encoding: 'bcd', length: 5 }, 'DD123', { reason: 'content' }],
    [
      { content: 'ans', encoding: 'gbk', length: upTo(20, 2, 'bcd') },
      '密😀',
      { reason: 'content', expected: 'characters of GBK' },
    ],
    [{ content: 'ans', encoding: 'gbk', length: upTo(20, 2, 'bcd') }, '密\n', { reason: 'content' }],
    [{ content: 'ans', encoding: 'gbk', length: upTo(20, 2, 'bcd') }, '密\u007f', { reason: 'content' }],
    [{ content: 'ans', encoding: 'gbk', length: upTo(3, 2, 'bcd') }, '密码', { reason: 'length', found: '4' }],
    [
      { content: 'ans', encoding: 'gbk', length: 3 },
      '密码',
      { reason: 'length', expected: '3 characters', found: '4' },
    ],
  ])('%#: %j', (field, value, error) => {
    expect(encode(field, value)).toMatchObject({ path: '3', offset: START, ...error })
  })
})

describe('bytes that do not fit', () => {
  it.each<readonly [FieldSpec, hex: string, error: object]>([
    [
      { content: 'n', encoding: 'ascii', length: 4 },
      '303132',
      { reason: 'truncated', expected: '4 bytes', found: '3 bytes left' },
    ],
    [
      { content: 'n', encoding: 'ascii', length: 4 },
      '30314134',
      { reason: 'content', offset: START + 2, expected: 'digits', found: 'byte 41' },
    ],
    [
      { content: 'n', encoding: 'ebcdic', length: 2 },
      'F1C1',
      { reason: 'content', offset: START + 1, found: 'byte C1' },
    ],
    [{ content: 'n', encoding: 'ascii', length: 2, sensitive: 'pan' }, '3141', { found: 'a byte that is withheld' }],
    [packed(4), '1A34', { reason: 'content', offset: START, found: 'byte 1A' }],
    [packed(3, 'left'), '1235', { reason: 'padding', offset: START, expected: 'filler nibble 0 or F' }],
    [packed(3, 'right'), '5123', { reason: 'padding', offset: START }],
    [packed(3, 'right'), '01A3', { reason: 'content', offset: START + 1 }],
    [
      packed(upTo(19, 2, 'bcd')),
      '',
      { reason: 'truncated', offset: START, expected: '1 bytes', found: '0 bytes left' },
    ],
    [
      packed(upTo(19, 2, 'bcd')),
      '0512',
      { reason: 'truncated', offset: START + 1, expected: '3 bytes', found: '1 bytes left' },
    ],
    [
      packed(upTo(19, 2, 'bcd')),
      '20',
      { reason: 'length', offset: START, expected: 'a length of at most 19', found: '20' },
    ],
    [
      packed(upTo(19, 2, 'bcd')),
      '1A',
      { reason: 'length', expected: 'a length of decimal digits', found: 'other bytes' },
    ],
    [packed(upTo(19, 2, 'bcd')), 'A1', { reason: 'length', expected: 'a length of decimal digits' }],
    [packed(upTo(999, 3, 'bcd')), '01', { reason: 'truncated', expected: '2 bytes', found: '1 bytes left' }],
    [packed(upTo(999, 3, 'bcd')), '011A', { reason: 'length', expected: 'a length of decimal digits' }],
    [packed(upTo(999, 3, 'bcd')), '1000', { reason: 'length', found: '1000' }],
    [{ content: 'ans', encoding: 'ascii', length: upTo(99, 2, 'ascii') }, '3A31', { reason: 'length' }],
    [{ content: 'ans', encoding: 'ascii', length: upTo(99, 2, 'ascii') }, '4131', { reason: 'length' }],
    [{ content: 'ans', encoding: 'ascii', length: upTo(99, 2, 'ebcdic') }, '3031', { reason: 'length' }],
    [{ content: 'ans', encoding: 'ascii', length: upTo(300, 2, 'binary') }, '012D', { reason: 'length', found: '301' }],
    [
      { content: 'b', encoding: 'hex', length: 2 },
      '30463947'.replace('39', '67'),
      { reason: 'content', offset: START + 2, found: 'byte 67' },
    ],
    [{ content: 'x+n', encoding: 'ascii', length: 4 }, '45303132', { reason: 'content', offset: START }],
    [
      { content: 'x+n', encoding: 'ascii', length: 4 },
      '44304412'.replace('12', '32'),
      { reason: 'content', offset: START },
    ],
    [
      { content: 'x+n', encoding: 'bcd', length: 5 },
      '450123',
      { reason: 'content', offset: START, expected: 'C or D, then digits' },
    ],
    [{ content: 'x+n', encoding: 'bcd', length: 5 }, '4401A3', { reason: 'content', offset: START + 2 }],
    [
      { content: 'ans', encoding: 'gbk', length: upTo(20, 2, 'bcd') },
      '02C330',
      { reason: 'content', offset: START + 1 },
    ],
    [{ content: 'ans', encoding: 'gbk', length: upTo(20, 2, 'bcd') }, '03C3DCC3', { reason: 'content' }],
    [{ content: 'ans', encoding: 'gbk', length: upTo(20, 2, 'bcd') }, '018041'.slice(0, 4), { reason: 'content' }],
    [{ content: 'ans', encoding: 'gbk', length: upTo(20, 2, 'bcd') }, '03C3DC0A', { reason: 'content' }],
  ])('%#: %s', (field, hex, error) => {
    expect(decode(field, hex)).toMatchObject({ path: '3', ...error })
  })
})
