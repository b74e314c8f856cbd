import { describe, expect, it } from 'vitest'
import { ByteReader, ByteWriter } from './byte-strings.ts'

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i * 7)

describe('a byte writer', () => {
  it('lays numbers, byte strings, text and digits out one after the other', () => {
    const writer = new ByteWriter()
    writer.byte(0xab)
    writer.number(0x01_02_03_04)
    writer.bytes(Uint8Array.of(9, 8))
    writer.text('Az')
    writer.digits('907')
    expect(writer.length).toBe(1 + 4 + 4 + 4 + 4)
    expect([...writer.take()]).toEqual([0xab, 1, 2, 3, 4, 0, 2, 9, 8, 0, 2, 0x41, 0x7a, 3, 9, 0, 7])
  })

  it('keeps nothing of what was taken', () => {
    const writer = new ByteWriter()
    writer.text('first')
    const first = writer.take()
    expect(writer.length).toBe(0)
    writer.byte(1)
    const second = writer.take()
    expect([...second]).toEqual([1])
    expect(first).toHaveLength(7)
    expect(first.buffer).not.toBe(second.buffer)
  })

  it.each<[string, (writer: ByteWriter) => void, number]>([
    ['a byte', (writer) => writer.byte(5), 1],
    ['a number', (writer) => writer.number(5), 4],
    ['bytes', (writer) => writer.bytes(bytes(300)), 302],
    ['text', (writer) => writer.text('t'.repeat(300)), 302],
    ['digits', (writer) => writer.digits('7'.repeat(200)), 201],
  ])('grows for %s wherever its memory ends, by what is asked for at least', (_, write, length) => {
    for (let before = 16_384 - length - 1; before <= 16_384; before++) {
      const writer = new ByteWriter()
      for (let i = 0; i < 4; i++) writer.bytes(bytes(4_000))
      while (writer.length < before) writer.byte(3)
      const start = writer.length
      const alone = new ByteWriter()
      write(alone)
      write(writer)
      writer.byte(99)
      const taken = writer.take()
      expect(taken).toHaveLength(start + length + 1)
      expect([taken[0], taken[1], taken.at(-1)]).toEqual([4_000 >> 8, 4_000 & 255, 99])
      expect(taken.subarray(start, -1)).toEqual(alone.take())
      expect(taken.subarray(2, 4_002)).toEqual(bytes(4_000))
    }
    const huge = new ByteWriter()
    huge.bytes(bytes(0xffff))
    expect(new ByteReader(huge.take()).bytes()).toEqual(bytes(0xffff))
  })

  it('takes no byte string whose length it could not say', () => {
    expect(() => new ByteWriter().bytes(new Uint8Array(0x1_0000))).toThrow('65,535')
  })
})

describe('a byte reader', () => {
  it('reads what a writer wrote, up to the largest of each', () => {
    const writer = new ByteWriter()
    const numbers = [0, 1, 255, 256, 65_536, 2 ** 24 + 5, 2 ** 31, 2 ** 32 - 1]
    for (const number of numbers) writer.number(number)
    for (const length of [0, 1, 255, 256, 700]) writer.bytes(bytes(length))
    for (const text of ['', 'x', 'y'.repeat(300)]) writer.text(text)
    for (const digits of ['', '0', '1234567890123456789', '5'.repeat(255)]) writer.digits(digits)
    writer.byte(255)
    const reader = new ByteReader(writer.take())
    expect(numbers.map(() => reader.number())).toEqual(numbers)
    expect([0, 1, 255, 256, 700].map(() => [...reader.bytes()])).toEqual(
      [0, 1, 255, 256, 700].map((length) => [...bytes(length)]),
    )
    expect([reader.text(), reader.text(), reader.text()]).toEqual(['', 'x', 'y'.repeat(300)])
    expect([reader.digits(), reader.digits(), reader.digits(), reader.digits()]).toEqual([
      '',
      '0',
      '1234567890123456789',
      '5'.repeat(255),
    ])
    expect(reader.isAtEnd).toBe(false)
    expect(reader.byte()).toBe(255)
    expect(reader.isAtEnd).toBe(true)
  })

  it('is at the end of nothing', () => {
    expect(new ByteReader(new Uint8Array(0)).isAtEnd).toBe(true)
  })
})
