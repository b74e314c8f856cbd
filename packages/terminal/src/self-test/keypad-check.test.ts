import { expect, test } from 'vitest'
import { Counter } from '../testing/counter.ts'
import { askedKey, hearKey, KEYS_TO_CHECK, NEW_KEYPAD_CHECK, skipKey, type KeypadCheck } from './keypad-check.ts'
import { selfTest } from './self-test.ts'
import type { PinKey } from '../ports.ts'

/** A cashier who presses each key that is asked for once and says when nothing happens. */
async function checkKeypad(shop: Counter): Promise<KeypadCheck> {
  let check = NEW_KEYPAD_CHECK
  const stop = shop.terminal.testKeypad((key) => void (check = hearKey(check, key)))
  for (let key = askedKey(check); key; key = askedKey(check)) {
    const before: KeypadCheck = check
    shop.terminal.keypad.press(key)
    if (check === before) check = skipKey(check)
  }
  stop()
  return check
}

async function counter(): Promise<Counter> {
  const shop = new Counter()
  await shop.powerOn()
  return shop
}

test('a sound keypad has no faults', async () => {
  expect((await checkKeypad(await counter())).faults.size).toBe(0)
})

test.each([
  ['dead-key', 'dead'],
  ['bouncing-key', 'bouncing'],
] as const)('%s is found at the key that has it', async (fault, found) => {
  const shop = await counter()
  await shop.bench.set(fault, true)
  expect([...(await checkKeypad(shop)).faults]).toEqual([['5', found]])
})

test('a key that gives another key’s signal is named', () => {
  expect([...hearKey(NEW_KEYPAD_CHECK, '9').faults]).toEqual([['1', 'other-key']])
})

test('no digit of a PIN reaches a test, running or begun before', async () => {
  const shop = await counter()
  const heard: PinKey[] = []
  shop.terminal.testKeypad((key) => heard.push(key))
  await shop.presentCard()
  shop.terminal.testKeypad((key) => heard.push(key))
  await shop.enterPin('123456')
  shop.screen('approved')
  expect(heard).toEqual([])
})

test('the terminal knows whether link and keys are in order', async () => {
  const shop = await counter()
  const keys = shop.terminal.keyCheckValues()
  expect(Object.values(keys).map((value) => value?.length)).toEqual([6, 6, 6])
  expect(selfTest(shop.terminal.state, keys)).toEqual({ link: 'passed', keys: 'passed', storage: 'passed' })
  shop.acquirer.cut()
  expect(selfTest(shop.terminal.state, { ...keys, pin: undefined })).toMatchObject({ link: 'failed', keys: 'failed' })
  expect(KEYS_TO_CHECK).not.toContain('cancel')
})
