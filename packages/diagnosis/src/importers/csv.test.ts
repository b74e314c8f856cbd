import { describe, expect, test } from 'vitest'
import { array, assert, constant, constantFrom, integer, property, string, tuple } from 'fast-check'
import { CsvReader, guessDelimiter } from './csv.ts'

const read = (text: string, delimiter = ',', size = text.length) => {
  const reader = new CsvReader(delimiter)
  const rows = []
  for (let at = 0; at < text.length; at += size) rows.push(...reader.push(text.slice(at, at + size)))
  return [...rows, ...reader.end()]
}

describe('CsvReader', () => {
  test('reads quotes, line ends within them, and a last line without an end, and knows the lines', () => {
    const text = 'a,b\r\n"x, ""y""","two\nlines"\n\nlast,'
    expect(read(text)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x, "y"', 'two\nlines'] },
      { line: 5, cells: ['last', ''] },
    ])
  })

  test('a quote that is never closed takes no more than its line', () => {
    const text = `a,b\n"open,1\n${'c,d\n'.repeat(30_000)}`
    const rows = read(text, ',', 10_000)
    expect(rows.length).toBeGreaterThan(29_000)
    expect(rows.at(-1)).toEqual({ line: 30_002, cells: ['c', 'd'] })
  })

  test('gives back what was written, however the text is cut', () => {
    const cell = string({ unit: constantFrom('a', '"', ',', '\n', ' ', '密'), maxLength: 6 })
    // An empty record is an empty line, which is passed over; so every row begins with something.
    const rows = array(tuple(constant('r'), cell, cell), { minLength: 1, maxLength: 8 })
    assert(
      property(rows, integer({ min: 1, max: 7 }), (table, size) => {
        const write = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
        const text = table.map((cells) => `${cells.map(write).join(',')}\n`).join('')
        expect(read(text, ',', size).map(({ cells }) => cells)).toEqual(table)
      }),
    )
  })
})

test.each([
  ['a,b;c,d', ','],
  ['a;b', ';'],
  ['"a,b,c"\tb\tc', '\t'],
  ['时间|终端', '|'],
])('the delimiter of %j', (header, delimiter) => {
  expect(guessDelimiter(header)).toBe(delimiter)
})
