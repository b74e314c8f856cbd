import { FAULTS } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, messagesIn } from './index.ts'

/** Every sentence of a catalogue with its path, e.g. `causes.slip.name`. */
function sentences(node: unknown, path = ''): (readonly [string, string])[] {
  if (typeof node === 'string') return [[path, node]]
  return Object.entries(node as object).flatMap(([key, value]) => sentences(value, path ? `${path}.${key}` : key))
}
const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)[:}]/g)].map((match) => match[1] ?? '').toSorted()
const words = (sentence: string): number => sentence.split(/\s+/).length

const isShort = (path: string): boolean => /^causes\..*\.(cashier|cardholder)$/.test(path)

const english = sentences(messagesIn('en'))

describe.each(LANGUAGES)('%s', (language) => {
  const texts = new Map(sentences(messagesIn(language)))

  test('has the sentences English has, none empty', () => {
    expect([...texts.keys()].toSorted()).toEqual(english.map(([path]) => path).toSorted())
    expect([...texts].filter(([, sentence]) => sentence.trim() === '')).toEqual([])
  })

  test('uses the same placeholders', () => {
    const differing = english.filter(
      ([path, sentence]) => placeholders(texts.get(path) ?? '').join() !== placeholders(sentence).join(),
    )
    expect(differing).toEqual([])
  })

  test('has a sentence for every fault', () => {
    expect(Object.keys(messagesIn(language).faults).toSorted()).toEqual(Object.keys(FAULTS).toSorted())
  })
})

test('what stands on a till has at most twelve words, or thirty Chinese characters', () => {
  expect(english.filter(([path, sentence]) => isShort(path) && words(sentence) > 12)).toEqual([])
  const chinese = sentences(messagesIn('zh-CN'))
  expect(chinese.filter(([path, sentence]) => isShort(path) && sentence.length > 30)).toEqual([])
})

test('Chinese sentences are Chinese', () => {
  const untranslated = sentences(messagesIn('zh-CN')).filter(
    ([path, sentence]) => /^(causes|evidence|faults|steps)/.test(path) && !/\p{Script=Han}/u.test(sentence),
  )
  expect(untranslated).toEqual([])
})
