import { fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { decodeGbk, encodeGbk } from './gbk.ts'

describe('GBK', () => {
  it('writes Chinese in two bytes', () => {
    expect(toHex(encodeGbk('密码错误 OK') as Uint8Array)).toBe('C3DCC2EBB4EDCEF3204F4B')
    expect(decodeGbk(fromHex('C3DCC2EBB4EDCEF3204F4B'))).toBe('密码错误 OK')
  })
  it.each([
    ['8140', '丂'],
    ['A1A1', '\u3000'],
    ['7E41', '~A'],
    ['20', ' '],
  ])('reads %s and writes it again, at the edges of the table', (hex, text) => {
    expect(decodeGbk(fromHex(hex))).toBe(text)
    expect(toHex(encodeGbk(text) as Uint8Array)).toBe(hex)
  })
  it('writes every character that it reads with the same bytes, or with those of another place', () => {
    let count = 0
    for (let first = 0x81; first <= 0xfe; first++) {
      for (let second = 0x40; second <= 0xfe; second++) {
        const text = decodeGbk(Uint8Array.of(first, second))
        if (text?.length !== 1) continue
        count++
        expect(decodeGbk(encodeGbk(text) as Uint8Array)).toBe(text)
      }
    }
    // 23,940 places, some of which no character has.
    expect(count).toBeGreaterThan(21_000)
  })
  it.each(['C3', '9C33E731', '0A', '80', '8041', '41807E'])('refuses bytes %s', (hex) =>
    expect(decodeGbk(fromHex(hex))).toBeUndefined(),
  )
  it.each(['\u{1F600}', '\n', '\u007f', '\u0080', '\u009f', '\u001f', '密\n', 'ñ中'])('refuses %j', (text) =>
    expect(encodeGbk(text)).toBeUndefined(),
  )
})
