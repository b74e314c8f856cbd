import { LANGUAGES, messagesIn } from '@fiftyfive/messages'
import { CAUSE_POLICY, type Cause } from '@fiftyfive/terminal'
import { describe, expect, test } from 'vitest'
import { refusalWords, type RefusalFacts } from './refusal-words.ts'

const WORDS_MAX = 12
const CAUSES = Object.keys(CAUSE_POLICY) as Cause[]

/** Every refusal the terminal can show: each cause on its own page, as an outcome and as a prompt, with and without tries. */
const REFUSALS: readonly RefusalFacts[] = CAUSES.flatMap((cause) => {
  const { family } = CAUSE_POLICY[cause]
  return [true, false].flatMap((prompt) => [
    { family, cause, prompt },
    { family, cause, prompt, triesLeft: 1 },
    { family, cause, prompt, triesLeft: 2 },
  ])
})

/** Those whose code leaves no doubt, and the one of which nothing left. */
const CERTAIN: readonly RefusalFacts[] = [
  ...['51', '54', '61', '65'].map((code) => ({ family: 'card', cause: 'card-worn', prompt: false, code }) as const),
  { family: 'network', cause: 'network', prompt: false, notSent: true },
]

describe.each(LANGUAGES)('in %s', (language) => {
  const { terminal, causes } = messagesIn(language)
  const wordsOf = (facts: RefusalFacts) => refusalWords(terminal, causes, facts)
  const counter = new Intl.Segmenter(language, { granularity: 'word' })
  const count = (sentence: string) => [...counter.segment(sentence)].filter((segment) => segment.isWordLike).length

  test.each([...REFUSALS, ...CERTAIN])(
    '$cause, prompt $prompt, tries $triesLeft, code $code: at most twelve words on the screen of each',
    (facts) => {
      const { title, cardholder, cashier } = wordsOf(facts)
      // Title and sentence together: that is all which one of the two has to read.
      for (const sentence of [cardholder, cashier]) {
        expect(count(`${title}. ${sentence}`), `${title}. ${sentence}`).toBeLessThanOrEqual(WORDS_MAX)
        expect([title, sentence]).not.toContain('')
      }
      expect(cardholder).not.toBe(cashier)
    },
  )

  test('a chip that takes no PIN any more has words of its own, and tries are told as shortly', () => {
    const { refusal } = terminal
    const locked = wordsOf({ family: 'locked', cause: 'chip-locked', prompt: true, byChip: true })
    const { chipLockedTitle: title, chipLockedCardholder: cardholder, chipLockedCashier: cashier } = refusal
    expect(locked).toEqual({ title, cardholder, cashier })
    const told = [refusal.noTriesLeft, refusal.lastTry, refusal.lastTryAtChip, refusal.triesLeft]
    const screens = [locked.cardholder, locked.cashier].map((sentence) => `${locked.title}. ${sentence}`)
    for (const sentence of [...screens, ...told]) {
      expect(count(sentence), sentence).toBeLessThanOrEqual(WORDS_MAX)
    }
  })

  test('a fault of ours never looks like a wrong PIN', () => {
    const ours = wordsOf({ family: 'our-fault', cause: 'wrong-terminal-key', prompt: false })
    const mistake = wordsOf({ family: 'wrong-pin', cause: 'slip', prompt: false })
    expect(ours.title).not.toBe(mistake.title)
    expect(ours.cardholder).not.toBe(mistake.cardholder)
  })

  test('a fault of ours, or a locked PIN, is said to be one also where its cause is not known', () => {
    for (const family of ['our-fault', 'locked'] as const) {
      expect(wordsOf({ family, cause: 'unknown', prompt: false }).cardholder).toBe(
        terminal.refusal.forCardholder[family],
      )
    }
  })

  test('after a repair the same PIN is asked for, and nobody is told to stop', () => {
    const refused = wordsOf({ family: 'our-fault', cause: 'wrong-terminal-key', prompt: false })
    const repaired = wordsOf({ family: 'our-fault', cause: 'wrong-terminal-key', prompt: true })
    expect(repaired.cardholder).toBe(terminal.refusal.repairedCardholder)
    expect(repaired.cardholder).not.toBe(refused.cardholder)
  })

  test('the last try is warned about on a prompt, and only the last', () => {
    const facts = { family: 'wrong-pin', cause: 'unknown', prompt: true } as const
    expect(wordsOf({ ...facts, triesLeft: 1 }).cardholder).toBe(terminal.refusal.lastTryCardholder)
    expect(wordsOf({ ...facts, triesLeft: 2 }).cardholder).not.toBe(terminal.refusal.lastTryCardholder)
    expect(wordsOf(facts).cardholder).not.toBe(terminal.refusal.lastTryCardholder)
  })

  test('what a code says for certain is said, and no bank is blamed for a pulled cable', () => {
    const [funds, expired, limit, , offline] = CERTAIN.map(wordsOf)
    const titles = [expired, offline, funds].map((words) => words?.title)
    expect(titles).toEqual([
      terminal.refusal.expired.title,
      terminal.refusal.offline.title,
      terminal.refusal.titles.declined,
    ])
    expect(funds?.cardholder).not.toBe(limit?.cardholder)
  })

  test('a card that the bank has paused is not called a locked PIN', () => {
    const paused = wordsOf({ family: 'locked', cause: 'risk-block', prompt: false })
    const locked = wordsOf({ family: 'locked', cause: 'online-locked', prompt: false })
    expect(paused.title).not.toBe(locked.title)
  })
})
