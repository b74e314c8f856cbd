import { fromHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { Field } from '../field.ts'
import { Cursor, Writer } from '../wire/cursor.ts'
import {
  ANS,
  areAll,
  arePacked,
  asciiLength,
  copy,
  D,
  decodeOther,
  encodeOther,
  gbkText,
  PAIR,
  TRACK_PAIR,
  writeAsciiLength,
  writeText,
} from './primitives.ts'

const text = (characters: string): Uint8Array => Uint8Array.from(characters, (one) => one.charCodeAt(0))

describe('checks', () => {
  it('look at the bytes they are told of and at no others', () => {
    expect(areAll(text('x12x'), 1, 2, D)).toBe(true)
    expect(areAll(text('x12x'), 0, 2, D)).toBe(false)
    expect(areAll(text('x12x'), 1, 3, D)).toBe(false)
    expect(areAll(text('x'), 0, 0, D)).toBe(true)
  })
  it.each<readonly [hex: string, count: number, pairs: Uint8Array, isRight: boolean]>([
    ['FF1234FF', 4, PAIR, true],
    ['FF1A34FF', 4, PAIR, false],
    ['FF123AFF', 4, PAIR, false],
    ['FF1230FF', 3, PAIR, true],
    ['FF123FFF', 3, PAIR, true],
    ['FF1235FF', 3, PAIR, false],
    ['FF12D0FF', 3, PAIR, false],
    ['FF12D0FF', 3, TRACK_PAIR, true],
    ['FF1D34FF', 4, TRACK_PAIR, true],
    ['FF1D34FF', 4, PAIR, false],
    ['FF12D5FF', 3, TRACK_PAIR, false],
    ['FF12C0FF', 3, TRACK_PAIR, false],
  ])('%s, %i characters packed', (hex, count, pairs, isRight) => {
    expect(arePacked(fromHex(hex), 1, count, pairs)).toBe(isRight)
  })
})

describe('lengths', () => {
  it('are read and written in ASCII', () => {
    expect(asciiLength(text('x104x'), 1, 3)).toBe(104)
    expect(asciiLength(text('x104x'), 1, 2)).toBe(10)
    expect(asciiLength(text('x1a4x'), 1, 3)).toBeGreaterThan(9999)
    const written = text('.....')
    writeAsciiLength(written, 1, 3, 104)
    expect(written).toEqual(text('.104.'))
    writeAsciiLength(written, 1, 3, 7)
    expect(written).toEqual(text('.007.'))
  })
})

describe('text', () => {
  it('is written where it is told, when every character is right', () => {
    const room = text('......')
    expect(writeText('AB1', room, 2, ANS)).toBe(true)
    expect(room).toEqual(text('..AB1.'))
    expect(writeText('', room, 0, D)).toBe(true)
    expect(writeText('1x', room, 0, D)).toBe(false)
    expect(writeText('x1', room, 0, D)).toBe(false)
    // 0x131 and 0x100 end in the byte of a digit, and in none.
    expect(writeText('\u0131', room, 0, D)).toBe(false)
    expect(writeText('1\u01311', room, 0, D)).toBe(false)
    expect(writeText('\u00e9', room, 0, ANS)).toBe(false)
  })
  it('in GBK is read with and without Chinese characters', () => {
    expect(gbkText(text('xABCx'), 1, 3)).toBe('ABC')
    expect(gbkText(fromHex('00C3DCC2EB00'), 1, 4)).toBe('密码')
    expect(gbkText(fromHex('00C3'), 1, 1)).toBeUndefined()
  })
})

describe('bytes', () => {
  it.each([0, 1, 47, 48, 49, 200])('%i of them are copied', (length) => {
    const from = Uint8Array.from({ length }, (_, i) => i + 1)
    const to = new Uint8Array(length + 3).fill(0xee)
    copy(from, to, 2)
    expect(to).toEqual(Uint8Array.of(0xee, 0xee, ...from, 0xee))
  })
})

describe('elements left to the table', () => {
  const field = new Field('9', { content: 'n', encoding: 'ascii', length: 2 })
  it('are read at the offset, and move the cursor', () => {
    const cursor = new Cursor()
    cursor.start(text('xx42x'))
    expect(decodeOther(cursor, field, 2)).toBe('42')
    expect(cursor.offset).toBe(4)
    expect(decodeOther(cursor, field, 1)).toBeUndefined()
    expect(cursor.error).toMatchObject({ path: '9', offset: 1 })
  })
  it('are written at the offset, unless they need more room', () => {
    const writer = new Writer()
    writer.reserve(100)
    expect(encodeOther(writer, field, 5, '42')).toBe(7)
    expect(writer.bytes.subarray(5, 7)).toEqual(text('42'))
    expect(encodeOther(writer, field, 5, 'xx')).toBe(-1)
    const long = new Field('9', {
      content: 'ans',
      encoding: 'ascii',
      length: { digits: 4, indicator: 'ascii', max: 9999 },
    })
    expect(encodeOther(writer, long, writer.bytes.length - 10, 'x'.repeat(100))).toBe(-1)
  })
})
