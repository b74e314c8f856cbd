import { expect, test } from 'vitest'
import { Counter, TEST_CARD } from '../testing/counter.ts'
import { settle } from '../testing/virtual-time.ts'

async function changing(): Promise<Counter> {
  const counter = new Counter()
  await counter.powerOn()
  counter.terminal.dispatch({ type: 'transaction-ordered', order: { kind: 'pin-change' } })
  await counter.presentAgain()
  expect(counter.screen('enter-pin').step).toBe('old')
  return counter
}

test('a PIN is changed with old, new and new again; both blocks are under the PIN key', async () => {
  const counter = await changing()
  await counter.enterPin('123456')
  expect(counter.screen('enter-pin')).toMatchObject({ step: 'new', digits: 0 })
  await counter.enterPin('204816')
  expect(counter.screen('enter-pin').step).toBe('again')
  await counter.enterPin('204816')
  expect(counter.screen('approved').receipt).toMatchObject({ kind: 'pin-change', charged: false })
  const sent = counter.acquirer.received.at(-1)
  expect(sent).toMatchObject({ mti: '0100', 3: '700000', 60: { type: '70' }, 57: { entry: 1 } })
  expect(sent?.[62]?.data).toHaveLength(8)
  expect(sent?.[4]).toBeUndefined()
  counter.terminal.dispatch({ type: 'done' })
  await settle()
  await counter.presentCard(TEST_CARD)
  await counter.enterPin('204816')
  counter.screen('approved')
  expect(JSON.stringify([counter.notices, [...counter.storage.values]])).not.toContain('204816')
})

test.each([
  ['666666', 'repeat'],
  ['345678', 'sequence'],
  ['900714', 'date'],
  ['835835', 'pattern'],
  ['520520', 'date'],
  ['147258', 'common'],
  ['588000', 'card-number'],
  ['123456', 'same'],
])('the PIN pad does not take %s (%s), and asks for another', async (pin, reason) => {
  const counter = await changing()
  await counter.enterPin('123456')
  await counter.enterPin(pin)
  expect(counter.screen('enter-pin')).toMatchObject({ step: 'new', digits: 0, rejected: reason })
  expect(counter.notices.at(-1)).toEqual({ type: 'pin-not-taken', reason })
  await counter.enterPin('204816')
  expect(counter.screen('enter-pin').rejected).toBeUndefined()
  await counter.enterPin('204816')
  counter.screen('approved')
})

test('two different entries lead back to the new PIN', async () => {
  const counter = await changing()
  await counter.enterPin('123456')
  await counter.enterPin('204816')
  await counter.enterPin('204817')
  expect(counter.screen('enter-pin')).toMatchObject({ step: 'new', rejected: 'different' })
  expect(counter.acquirer.received.at(-1)?.mti).toBe('0800')
})

test('a wrong present PIN costs a try and is asked for again, whole', async () => {
  const counter = await changing()
  for (const pin of ['999999', '204816', '204816']) await counter.enterPin(pin)
  expect(counter.screen('enter-pin')).toMatchObject({ step: 'old', notice: { family: 'wrong-pin', triesLeft: 2 } })
  for (const pin of ['123456', '204816', '204816']) await counter.enterPin(pin)
  counter.screen('approved')
})

test('without an answer it is reversed and the old PIN stays', async () => {
  const counter = await changing()
  counter.acquirer.loseAnswers['0100'] = 1
  for (const pin of ['123456', '204816', '204816']) await counter.enterPin(pin)
  await counter.time.pass(20_000)
  expect(counter.screen('refused').family).toBe('network')
  counter.terminal.dispatch({ type: 'done' })
  await settle()
  await counter.presentCard(TEST_CARD)
  await counter.enterPin('123456')
  counter.screen('approved')
})
