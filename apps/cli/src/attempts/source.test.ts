import { expect, test } from 'vitest'
import { parseAttempt } from './attempt-line.ts'
import { encodingOf } from './source.ts'

test.each([
  [[0xef, 0xbb, 0xbf, 0x61], 'utf-8'],
  [[0xff, 0xfe, 0x61, 0], 'utf-16le'],
  [[0xfe, 0xff, 0, 0x61], 'utf-16be'],
  [[0xbd, 0xbb, 0xd2, 0xd7], 'gb18030'],
  [[...Buffer.from('交易')], 'utf-8'],
  [[...Buffer.from('交易').subarray(0, 5)], 'utf-8'],
  [[], 'utf-8'],
])('text that begins with the bytes %j is %s', (bytes, encoding) => {
  expect(encodingOf(Uint8Array.from(bytes))).toBe(encoding)
})

test.each([
  ['{"id": "x"', 'at character 11'],
  ['x6225880202614037', '*'],
])('what is no JSON is told by its place and shows no number: %s', (line, part) => {
  const reason = parseAttempt(line)
  expect(reason).toContain(part)
  expect(reason).not.toMatch(/\d{6}|line 1/)
})
