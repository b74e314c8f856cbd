import { expect, test } from 'vitest'
import { firstLanguage } from './language.tsx'

test('a choice made before wins over the browser', () => {
  expect(firstLanguage('zh-CN', ['en-GB'])).toBe('zh-CN')
})

test.each([
  [['zh-TW', 'en'], 'zh-CN'],
  [['de-DE', 'en-GB'], 'en'],
  [['fr'], 'en'],
] as const)('a browser that asks for %j gets %s', (wanted, expected) => {
  expect(firstLanguage(null, wanted)).toBe(expected)
})

test('a stored value that is no language is ignored', () => {
  expect(firstLanguage('xx', ['zh'])).toBe('zh-CN')
})
