import { fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { tagAt, tagLength, tagOf } from './tag.ts'

describe('BER-TLV tags', () => {
  it.each([
    ['95', 0, 1],
    ['9E36', 0, 1],
    ['9F36', 0, 2],
    ['9F7F', 0, 2],
    ['9F8001', 0, 3],
    ['DF810C', 0, 3],
    ['009F36', 1, 2],
    ['9F', 0, 2],
  ] as const)('%s at %i is of %i bytes', (hex, offset, length) => expect(tagLength(fromHex(hex), offset)).toBe(length))

  it('are the same object wherever they turn up, when they are short', () => {
    expect(tagAt(fromHex('0095'), 1, 1)).toBe(tagAt(fromHex('95FF'), 0, 1))
    expect(tagAt(fromHex('009F36'), 1, 2)).toBe(tagAt(fromHex('9F36FF'), 0, 2))
    expect(tagAt(fromHex('9F37'), 0, 2)).not.toBe(tagAt(fromHex('9F36'), 0, 2))
    expect(tagAt(fromHex('DF810C'), 0, 3)).not.toBe(tagAt(fromHex('DF810C'), 0, 3))
    expect(tagOf('9F36')).toBe(tagAt(fromHex('9F36'), 0, 2))
  })

  it('keep a copy of their bytes', () => {
    const bytes = fromHex('00DF810C')
    const tag = tagAt(bytes, 1, 3)
    bytes.fill(0)
    expect([tag.hex, toHex(tag.bytes)]).toEqual(['DF810C', 'DF810C'])
  })

  it.each(['84', '9F1E', '9F4A', 'DF8129', '5F2A'])('%s is a tag', (hex) => {
    expect(tagOf(hex)?.hex).toBe(hex)
    expect(toHex(tagOf(hex)?.bytes as Uint8Array)).toBe(hex)
  })
  it.each(['', '0', '00', '9', '9F', '9f4b', '9X', '8401', '9F3601', 'DF81', 'DF810C01', '84 '])('%j is none', (hex) =>
    expect(tagOf(hex)).toBeUndefined(),
  )
})
