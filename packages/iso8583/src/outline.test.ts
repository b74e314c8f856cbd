import { expectOk, fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { bitWords, setBit } from './bitmap.ts'
import { unionpayPos } from './dialects/unionpay-pos/index.ts'
import { Field } from './field.ts'
import { ABSENT, FIXED, Outlines } from './outline.ts'

const fields = Array.from({ length: 65 }, (_, number) => {
  const spec = (unionpayPos.spec.fields as Readonly<Record<number, (typeof unionpayPos.spec.fields)[2]>>)[number]
  return spec && new Field(String(number), spec)
})
const wordsOf = (...numbers: readonly number[]) => {
  const words = bitWords()
  for (const number of numbers) setBit(words, number)
  return words
}

describe('an outline', () => {
  it('says how far each element lies from the variable one before it', () => {
    const { numbers, variable, gaps, kinds, behind, distances, isKnown } = new Outlines(fields).of(
      wordsOf(2, 3, 4, 11, 35, 41, 42),
      2,
    )
    expect(numbers).toEqual([2, 3, 4, 11, 35, 41, 42])
    expect(isKnown).toBe(true)
    expect(variable.map(({ path }) => path)).toEqual(['2', '35'])
    expect(gaps).toEqual([0, 12, 23])
    expect([2, 3, 35, 41, 52].map((number) => kinds[number])).toEqual([0, FIXED, 1, FIXED, ABSENT])
    expect([3, 4, 11].map((number) => [behind[number], distances[number]])).toEqual([
      [1, 0],
      [1, 3],
      [1, 9],
    ])
    expect([41, 42].map((number) => [behind[number], distances[number]])).toEqual([
      [2, 0],
      [2, 8],
    ])
  })
  it('knows of elements that the dialect does not have', () => {
    expect(new Outlines(fields).of(wordsOf(2, 5), 2)).toMatchObject({ isKnown: false, numbers: [2, 5] })
  })
  it('is kept for the next message with the same bitmap, and for none with another', () => {
    const outlines = new Outlines(fields)
    expect(outlines.of(wordsOf(2, 3), 2)).toBe(outlines.of(wordsOf(2, 3), 2))
    // Far more bitmaps than are kept: each gets its own outline all the same.
    for (let round = 0; round < 2; round++) {
      for (let bits = 1; bits < 2000; bits++) {
        const words = bitWords()
        words[0] = bits & 0x1f
        words[1] = bits << 8
        expect([...outlines.of(words, 2).words]).toEqual([...words.subarray(0, 2)])
      }
    }
    const four = wordsOf(1, 3)
    expect(outlines.of(four, 2)).not.toBe(outlines.of(four, 4))
  })
})

describe('elements read by themselves', () => {
  const bytes = fromHex('0200200000000080000000001230303030303031')
  it('come from messages of one bitmap after another', () => {
    for (let i = 0; i < 300; i++) {
      const trace = String(100_000 + i)
      const message = { mti: '0200', 11: trace, 41: 'TERMINAL', ...(i % 3 === 0 && { 2: '6225880212345678' }) } as const
      const encoded = expectOk(unionpayPos.encode(message), 'encode')
      const [pan, read, terminal] = expectOk(unionpayPos.peek(encoded, [2, 11, 41]), 'peek')
      expect([pan, read, terminal]).toEqual([i % 3 === 0 ? '6225880212345678' : undefined, trace, 'TERMINAL'])
    }
    expect(unionpayPos.peek(bytes, [41]).ok, toHex(bytes)).toBe(false)
  })
})
