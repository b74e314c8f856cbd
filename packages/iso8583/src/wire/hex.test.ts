import { fromHex, toHex } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { badHex, readHex, writeHex } from './hex.ts'

const ascii = (text: string): Uint8Array => Uint8Array.from(`.${text}`, (character) => character.charCodeAt(0))

describe('hex characters', () => {
  it.each([false, true])('come back as they were (EBCDIC: %s)', (ebcdic) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (content) => {
        const bytes = new Uint8Array(1 + 2 * content.length)
        writeHex(content, bytes, 1, ebcdic)
        expect(badHex(bytes, 1, content.length, ebcdic)).toBe(-1)
        expect(readHex(bytes, 1, content.length, ebcdic)).toEqual(content)
      }),
    )
  })
  it('are written in upper case and read in either', () => {
    const bytes = new Uint8Array(4)
    writeHex(fromHex('09AF'), bytes, 0, false)
    expect(Buffer.from(bytes).toString()).toBe('09AF')
    expect(toHex(readHex(ascii('09afAF'), 1, 3, false))).toBe('09AFAF')
    writeHex(fromHex('09AF'), bytes, 0, true)
    expect(toHex(bytes)).toBe('F0F9C1C6')
    expect(toHex(readHex(fromHex('F0F98186C1C6'), 0, 3, true))).toBe('09AFAF')
  })
  it.each([
    ['0G', 2],
    ['G0', 1],
    ['0@', 2],
    ['0`', 2],
    ['0/', 2],
    ['0:', 2],
    ['00g0', 3],
  ])('are not %s', (text, at) => expect(badHex(ascii(text), 1, text.length / 2, false)).toBe(at))
  it.each(['F0FA', 'F0C0', 'F0C7', 'F087', 'F080', 'F031', '41F0'])('are not %s in EBCDIC', (hex) => {
    expect(badHex(fromHex(hex), 0, 1, true)).toBe(hex.startsWith('F0') ? 1 : 0)
  })
})
