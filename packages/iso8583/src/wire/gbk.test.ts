import { fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { decodeGbk, encodeGbk } from './gbk.ts'

describe('GBK', () => {
  it('writes Chinese in two bytes', () => {
    expect(toHex(encodeGbk('密码错误 OK') as Uint8Array)).toBe('C3DCC2EBB4EDCEF3204F4B')
    expect(decodeGbk(fromHex('C3DCC2EBB4EDCEF3204F4B'))).toBe('密码错误 OK')
  })
  it.each(['C3', '9C33E731', '0A', '80', '8041', '41807E'])('refuses bytes %s', (hex) =>
    expect(decodeGbk(fromHex(hex))).toBeUndefined(),
  )
  it.each(['\u{1F600}', '\n'])('refuses %j', (text) => expect(encodeGbk(text)).toBeUndefined())
})
