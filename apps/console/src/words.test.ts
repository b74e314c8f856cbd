import { AUDIENCES } from '@fiftyfive/contract'
import { LANGUAGES, messagesIn } from '@fiftyfive/messages'
import { expect, test } from 'vitest'
import { evidenceSentence, nextStep } from './words.ts'

const english = messagesIn('en')
const line = { group: 'answer', values: { code: '55' }, weight: 1 }

test('an evidence line is told with its values, an unknown one by its id', () => {
  expect(evidenceSentence(english, { ...line, id: 'code.wrong-pin' })).toContain('55')
  expect(evidenceSentence(english, { ...line, id: 'code.of-tomorrow' })).toBe('code.of-tomorrow')
  for (const id of Object.keys(english.evidence))
    expect(evidenceSentence(english, { id, values: {} })).not.toContain('{')
})

test('every audience has a step in every language', () => {
  for (const language of LANGUAGES) {
    for (const audience of AUDIENCES) expect(nextStep(messagesIn(language), 'slip', audience, {})).not.toBe('')
  }
})

test('with no try left nobody at the till is told to enter the PIN again', () => {
  const told = (triesLeft: number) => nextStep(english, 'slip', 'cashier', { triesLeft })
  expect(told(2)).toBe(english.causes.slip.cashier)
  expect(told(0)).toBe(english.causes['online-locked'].cashier)
  expect(nextStep(english, 'slip', 'engineer', { triesLeft: 0 })).toBe(english.causes.slip.engineer)
})

test('while a slip is likely among unknown causes the cashier asks once more, unless it is the last try', () => {
  const ranking = [{ cause: 'slip', probability: 0.45 }] as const
  const told = (triesLeft: number) => nextStep(english, 'unknown', 'cashier', { ranking, triesLeft })
  expect(told(2)).toBe(english.causes.slip.cashier)
  expect(told(1)).toBe(english.causes.unknown.cashier)
  expect(nextStep(english, 'unknown', 'cashier', {})).toBe(english.causes.unknown.cashier)
})
