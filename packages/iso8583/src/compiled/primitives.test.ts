import { fromHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { Field } from '../field.ts'
import { Cursor, Writer } from '../wire/cursor.ts'
import { CONTENT } from '../wire/characters.ts'
import { latin1 } from '../wire/generated/flat-text.ts'
import {
  areAll,
  asciiFour,
  asciiLength,
  asciiThree,
  asciiTwo,
  characters,
  copy,
  decodeOther,
  encodeOther,
  gbkText,
  DIGITS,
  four,
  HEX,
  highDigit,
  lowDigit,
  packed,
  TRACK,
  two,
  writeAsciiLength,
  writeText,
} from './primitives.ts'

const text = (characters: string): Uint8Array => Uint8Array.from(characters, (one) => one.charCodeAt(0))

describe('checks', () => {
  it('look at the bytes they are told of and at no others', () => {
    expect(areAll(text('x1Ax'), 1, 2, HEX)).toBe(true)
    expect(areAll(text('x1Ax'), 0, 2, HEX)).toBe(false)
    expect(areAll(text('x1Ax'), 1, 3, HEX)).toBe(false)
    expect(areAll(text('x'), 0, 0, HEX)).toBe(true)
  })
})

describe('packed characters', () => {
  it.each<readonly [hex: string, count: number, kind: number, text: string | undefined]>([
    ['FF1234FF', 4, DIGITS, '1234'],
    ['FF1A34FF', 4, DIGITS, undefined],
    ['FF123AFF', 4, DIGITS, undefined],
    ['FF1230FF', 3, DIGITS, '123'],
    ['FF123FFF', 3, DIGITS, '123'],
    ['FF1235FF', 3, DIGITS, undefined],
    ['FF12D0FF', 3, DIGITS, undefined],
    ['FF12D0FF', 3, TRACK, '12D'],
    ['FF1D34FF', 4, TRACK, '1D34'],
    ['FF1D34FF', 4, DIGITS, undefined],
    ['FF12D5FF', 3, TRACK, undefined],
    ['FF12C0FF', 3, TRACK, undefined],
    ['FFFF', 0, DIGITS, ''],
  ])('%s, %i of them', (hex, count, kind, text) => {
    expect(packed(fromHex(hex), 1, count, kind)).toBe(text)
  })
  it('are read in every length, and refused wherever one is wrong', () => {
    for (let count = 1; count <= 90; count++) {
      const digits = Array.from({ length: count }, (_, i) => (i * 7) % 10).join('')
      const bytes = fromHex(`EE${digits}${count % 2 === 1 ? 'F' : ''}EE`)
      expect(packed(bytes, 1, count, DIGITS)).toBe(digits)
      for (let at = 0; at < count; at++) {
        const wrong = bytes.slice()
        const index = 1 + (at >> 1)
        wrong[index] = (wrong[index] as number) | (at % 2 === 0 ? 0xf0 : 0x0f)
        expect(packed(wrong, 1, count, DIGITS), `${count} ${at}`).toBeUndefined()
      }
    }
  })
  it('of few digits are looked up', () => {
    expect(four(fromHex('EE1290EE'), 1)).toBe('1290')
    for (const wrong of ['A234', '1A34', '12A4', '123A']) expect(four(fromHex(wrong), 0)).toBe('')
    expect(two(fromHex('EE09'), 1)).toBe('09')
    for (const wrong of ['A0', '0A']) expect(two(fromHex(wrong), 0)).toBe('')
    expect([highDigit(fromHex('90'), 0), highDigit(fromHex('0F'), 0)]).toEqual(['9', '0'])
    for (const wrong of ['A0', '91', 'AF', '9E']) expect(highDigit(fromHex(wrong), 0), wrong).toBe('')
    expect([lowDigit(fromHex('09'), 0), lowDigit(fromHex('F0'), 0)]).toEqual(['9', '0'])
    for (const wrong of ['0A', '19', 'FA', 'E9']) expect(lowDigit(fromHex(wrong), 0), wrong).toBe('')
  })
})

describe('characters', () => {
  it('are read in every length, and refused wherever one is wrong', () => {
    for (let count = 0; count <= 90; count++) {
      const read = Array.from({ length: count }, (_, i) => String.fromCharCode(0x30 + (i % 70))).join('')
      const bytes = text(`\u0000${read}\u0000`)
      expect(characters(bytes, 1, count, CONTENT.ans)).toBe(read)
      expect(latin1(bytes, 1, count)).toBe(read)
      for (let at = 1; at <= count; at++) {
        const wrong = bytes.slice()
        wrong[at] = 0x7f
        expect(characters(wrong, 1, count, CONTENT.ans), `${count} ${at}`).toBeUndefined()
      }
    }
  })
  it('are those that the attribute allows', () => {
    expect(characters(text('A1'), 0, 2, CONTENT.an)).toBe('A1')
    expect(characters(text('A1'), 0, 2, CONTENT.n)).toBeUndefined()
    expect(characters(text('A-'), 0, 2, CONTENT.an)).toBeUndefined()
    expect(characters(text('A-'), 0, 2, CONTENT.ans)).toBe('A-')
  })
})

describe('few digits in ASCII', () => {
  it.each<readonly [read: (b: Uint8Array, o: number) => string, digits: string]>([
    [asciiFour, '0189'],
    [asciiThree, '089'],
    [asciiTwo, '09'],
  ])('are looked up by %o', (read, digits) => {
    expect(read(text(`x${digits}x`), 1)).toBe(digits)
    // Beside the digits in the code, and other upper halves with the lower half of a digit.
    for (let at = 0; at < digits.length; at++) {
      for (const code of [0x2f, 0x3a, 0x23, 0x13, 0x73, 0xb3, 0x00, 0xff]) {
        const wrong = text(digits)
        wrong[at] = code
        expect(read(wrong, 0), `${at} ${code}`).toBe('')
      }
    }
    expect(
      read(
        Uint8Array.from(digits, (_, i) => (i % 2 === 0 ? 0x71 : 0xb1)),
        0,
      ),
    ).toBe('')
    expect(
      read(
        Uint8Array.from(digits, (_, i) => (i % 2 === 0 ? 0x21 : 0x11)),
        0,
      ),
    ).toBe('')
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
    expect(writeText('AB1', room, 2, CONTENT.ans)).toBe(true)
    expect(room).toEqual(text('..AB1.'))
    expect(writeText('', room, 0, CONTENT.n)).toBe(true)
    // 0x131 ends in the byte of a digit.
    expect(writeText('\u0131', room, 0, CONTENT.n)).toBe(false)
    expect(writeText('\u00e9', room, 0, CONTENT.ans)).toBe(false)
    expect(writeText('1D=', room, 0, CONTENT.z)).toBe(true)
    expect(writeText('1E2', room, 0, CONTENT.z)).toBe(false)
  })
  it('is refused wherever a character is wrong', () => {
    for (let length = 1; length <= 11; length++) {
      const digits = '01234567890'.slice(0, length)
      const room = new Uint8Array(length + 1)
      expect(writeText(digits, room, 1, CONTENT.n)).toBe(true)
      expect(room).toEqual(text(`\0${digits}`))
      for (let at = 0; at < length; at++) {
        for (const wrong of ['x', '\u0131']) {
          expect(writeText(digits.slice(0, at) + wrong + digits.slice(at + 1), room, 1, CONTENT.n)).toBe(false)
        }
      }
    }
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
