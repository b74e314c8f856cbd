import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('cells with commas, quotes and line breaks are quoted', () => {
  expect(csvOf(['a', 'b'], [['x,"y"', 'two\nlines']])).toBe('\uFEFFa,b\r\n"x,""y""","two\nlines"\r\n')
})

test('nothing becomes a formula in a spreadsheet, and figures stay figures', () => {
  const text = csvOf(['name'], [['=HYPERLINK("http://evil")'], ['+1'], ['-1'], ['@x'], ['\tx'], ['＝1'], [-5]])
  const [, ...cells] = text.trim().split('\r\n')
  expect(cells).toEqual(['"\'=HYPERLINK(""http://evil"")"', "'+1", "'-1", "'@x", "'\tx", "'＝1", '-5'])
})
