import { fill, LANGUAGES, loadTerminalMessages } from '@fiftyfive/messages/terminal'
import type { ScreenOf } from '@fiftyfive/terminal'
import { describe, expect, test } from 'vitest'
import { sentenceFor } from './use-assistance.ts'

const prompt: ScreenOf<'enter-pin'> = {
  name: 'enter-pin',
  kind: 'sale',
  amount: { minor: 12_800, currency: 'CNY' },
  maskedPan: '622588******1234',
  method: 'chip',
  digits: 0,
  checkedBy: 'issuer',
  entry: 1,
  offers: [],
}

const SPOKEN = await Promise.all(
  LANGUAGES.map(async (language) => [language, await loadTerminalMessages(language)] as const),
)

describe.each(SPOKEN)('spoken in %s', (_, { terminal: text, causes }) => {
  const speech = { text, causes, say: fill, money: () => '¥128.00' }

  test('first the amount and how it goes, then only how many digits there are', () => {
    expect(sentenceFor(prompt, speech)).toContain('¥128.00')
    expect(sentenceFor({ ...prompt, digits: 4 }, speech)).toBe(fill(text.enterPin.digits, { count: 4 }))
  })

  test('at a repeated prompt why, before how', () => {
    const notice = { family: 'our-fault', cause: 'wrong-terminal-key', lastTry: false } as const
    const sentence = sentenceFor({ ...prompt, notice }, speech)
    expect(sentence.indexOf(text.refusal.repairedCardholder)).toBeGreaterThan(0)
    expect(sentence.endsWith(fill(text.enterPin.practice, { amount: '¥128.00' }))).toBe(true)
  })
})
