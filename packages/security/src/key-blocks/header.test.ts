import { expectOk } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { encodeHeader, type KeyBlockHeader, parseHeader } from './header.ts'

const header = (optionalBlocks: Readonly<Record<string, string>> = {}): KeyBlockHeader => ({
  version: 'D',
  keyUsage: 'P0',
  algorithm: 'A',
  modeOfUse: 'E',
  keyVersion: '00',
  exportability: 'N',
  optionalBlocks,
})
/** A header with as many characters of key behind it as its length says. */
const block = (text: string, body = 32): string => text + 'A'.repeat(body)
const problem = (text: string): string => {
  const parsed = parseHeader(text)
  return parsed.ok ? 'none' : parsed.error
}

describe('a key block header', () => {
  it.each<readonly [optional: Readonly<Record<string, string>>, blockSize: number, text: string]>([
    [{}, 16, 'D0048P0AE00N0000'],
    [{ KS: '000102030405' }, 16, 'D0064P0AE00N0100KS10000102030405'],
    [{ KS: '0001' }, 8, 'D0056P0AE00N0100KS080001'],
    // Padding makes whole cipher blocks, and takes four characters at least.
    [{ KS: '00' }, 8, 'D0064P0AE00N0200KS0600PB0A000000'],
    [{ KS: '000' }, 8, 'D0064P0AE00N0200KS07000PB0900000'],
    [{ KS: '' }, 8, 'D0056P0AE00N0200KS04PB04'],
    [{ KS: '0001', IK: '0002' }, 16, 'D0064P0AE00N0200KS080001IK080002'],
  ])('with %j in blocks of %i', (optional, blockSize, text) => {
    expect(encodeHeader(header(optional), blockSize, 32)).toBe(text)
    expect(expectOk(parseHeader(block(text)), 'parse')).toEqual({ header: header(optional), characters: text.length })
  })

  it.each([251, 252, 300, 4000])('with an optional block of %i characters', (length) => {
    const optional = { KS: 'F'.repeat(length) }
    const text = encodeHeader(header(optional), 8, 32)
    expect((text.length - 16) % 8).toBe(0)
    const expected =
      length <= 251
        ? `KS${(length + 4).toString(16).toUpperCase()}F`
        : `KS0002${(length + 10).toString(16).toUpperCase().padStart(4, '0')}F`
    expect(text.slice(16)).toMatch(new RegExp(`^${expected}`))
    expect(expectOk(parseHeader(block(text)), 'parse')).toEqual({ header: header(optional), characters: text.length })
  })

  it.each<readonly [text: string, why: string]>([
    ['E0048P0AE00N0000', 'version'],
    ['xD0048P0AE00N0000', 'version'],
    ['D0048P0AE00N000', 'form'],
    ['D004xP0AE00N0000', 'form'],
    ['D0048p0AE00N0000', 'form'],
    ['D0048P0-E00N0000', 'form'],
    ['D0048P0Ae00N0000', 'form'],
    ['D0048P0AE-0N0000', 'form'],
    ['D0048P0AE00X0000', 'form'],
    ['D0048P0AE00Nx000', 'form'],
    ['D0048P0AE00N00x0', 'form'],
    ['D0047P0AE00N0000', 'length'],
    ['D0049P0AE00N0000', 'length'],
    ['D0056P0AE00N0100ks080001', 'form'],
    ['D0056P0AE00N0100K-080001', 'form'],
    ['D0056P0AE00N0100KS0x0001', 'form'],
    ['D0056P0AE00N0100KS030001', 'form'],
    ['D0056P0AE00N0100KSFF0001', 'form'],
    ['D0064P0AE00N0200KS080001KS080002', 'form'],
    ['D0064P0AE00N0300KS080001IK080002', 'form'],
    ['D0064P0AE00N0100KS0000xx12345678', 'form'],
    ['D0064P0AE00N0100KS00050000000010', 'form'],
    ['D0064P0AE00N0100KS00010712345678', 'form'],
    ['D0064P0AE00N0100KS0002FFFF123456', 'form'],
  ])('%s is refused for its %s', (text, why) => {
    expect(problem(block(text))).toBe(why)
  })

  it('may give the length of an optional block in as many digits as it likes, up to eight', () => {
    for (const [length, text] of [
      ['short', 'KS00011012345678'],
      ['four', 'KS00020010123456'],
      ['eight', 'KS00040000001012'],
    ] as const) {
      const parsed = expectOk(parseHeader(block(`D0064P0AE00N0100${text}`)), length)
      expect(parsed.header.optionalBlocks).toEqual({ KS: text.slice({ short: 8, four: 10, eight: 14 }[length]) })
      expect(parsed.characters).toBe(32)
    }
    expect(problem(block('D0064P0AE00N0100KS00010812345678'))).toBe('none')
  })
})
