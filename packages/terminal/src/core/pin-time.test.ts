import { expect, test } from 'vitest'
import { Counter } from '../testing/counter.ts'

async function atPinPrompt(assistance = false): Promise<Counter> {
  const shop = new Counter()
  await shop.powerOn()
  if (assistance) shop.terminal.dispatch({ type: 'assistance-set', on: true })
  await shop.presentCard()
  return shop
}

test('the cardholder is warned before the time for the PIN is over', async () => {
  const shop = await atPinPrompt()
  await shop.time.pass(44_000)
  expect(shop.screen('enter-pin').endsIn_ms).toBeUndefined()
  await shop.time.pass(2_000)
  expect(shop.screen('enter-pin').endsIn_ms).toBe(15_000)
  expect(shop.noticeTypes()).toContain('pin-entry-ending')
  await shop.time.pass(15_000)
  shop.screen('idle')
})

test('more time starts it again, as often as needed, and keeps what was typed', async () => {
  const shop = await atPinPrompt()
  for (const digit of ['1', '2', '3'] as const) shop.terminal.keypad.press(digit)
  for (let again = 0; again < 12; again++) {
    await shop.time.pass(50_000)
    shop.terminal.dispatch({ type: 'more-time-chosen' })
  }
  expect(shop.screen('enter-pin')).toMatchObject({ digits: 3 })
  expect(shop.screen('enter-pin').endsIn_ms).toBeUndefined()
  await shop.enterPin('456')
  shop.screen('approved')
})

test('assistance makes the times longer, also in the middle of an entry', async () => {
  const shop = await atPinPrompt(true)
  await shop.time.pass(130_000)
  expect(shop.screen('enter-pin').endsIn_ms).toBeUndefined()
  await shop.time.pass(6_000)
  expect(shop.screen('enter-pin').endsIn_ms).toBe(45_000)
  const other = await atPinPrompt()
  await other.time.pass(50_000)
  other.terminal.dispatch({ type: 'assistance-set', on: true })
  await other.time.pass(100_000)
  other.screen('enter-pin')
})

test('a warning that comes late says nothing on another screen', async () => {
  const shop = await atPinPrompt()
  await shop.enterPin('123456')
  await shop.time.pass(60_000)
  shop.screen('approved')
  expect(shop.noticeTypes()).not.toContain('pin-entry-ending')
})
