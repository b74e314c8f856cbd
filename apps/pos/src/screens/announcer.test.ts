import { fill, messagesIn } from '@fiftyfive/messages'
import type { ScreenOf } from '@fiftyfive/terminal'
import { expect, test } from 'vitest'
import { announcementOf } from './announcer.tsx'

const { terminal, causes } = messagesIn('en')
const speech = { text: terminal, causes, say: fill, money: () => '¥128.00' }
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

test('the prompt names the amount before it takes a digit', () => {
  expect(announcementOf(prompt, speech)).toContain('¥128.00')
})

test('while the PIN is typed only the number of digits is said', () => {
  expect(announcementOf({ ...prompt, digits: 3 }, speech)).toBe('3 digits entered')
})

test('a repeated prompt says why first', () => {
  const notice = { family: 'our-fault', cause: 'wrong-terminal-key', lastTry: false } as const
  expect(announcementOf({ ...prompt, notice }, speech)).toMatch(new RegExp(`^${terminal.refusal.titles['our-fault']}`))
})
