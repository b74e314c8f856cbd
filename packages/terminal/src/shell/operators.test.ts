import { money } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { Counter } from '../testing/counter.ts'

/** A shop with a manager 00 and a cashier 01, nobody logged in. */
async function shopWithPeople(): Promise<Counter> {
  const counter = new Counter()
  await counter.powerOn()
  await counter.terminal.operators.add('00', 'manager', '482915')
  await counter.terminal.operators.add('01', 'cashier', '739164')
  counter.screen('log-in')
  return counter
}

/** Waits for the hash, which takes its time on purpose. */
async function enter(counter: Counter, id: string, password: string): Promise<void> {
  const before = counter.terminal.state
  counter.terminal.dispatch({ type: 'credentials-entered', id, password })
  await counter.terminal.when((state) => state !== before)
}

async function sale(counter: Counter): Promise<void> {
  await counter.presentCard()
  await counter.enterPin('123456')
  counter.screen('approved')
  counter.terminal.dispatch({ type: 'done' })
}

test('nothing is sold before somebody logs in, and the receipt names who sold', async () => {
  const counter = await shopWithPeople()
  counter.terminal.dispatch({ type: 'amount-entered', amount: money(100, 'CNY') })
  counter.screen('log-in')
  await enter(counter, '01', '000001')
  expect(counter.screen('log-in').refused).toEqual({ problem: 'wrong' })
  await enter(counter, '01', '739164')
  await sale(counter)
  expect(counter.terminal.state.journal.last?.operator).toBe('01')
  expect(counter.terminal.state.journal.entries?.[0]?.operator).toBe('01')
  counter.terminal.dispatch({ type: 'log-out' })
  counter.screen('log-in')
  expect(counter.notices.filter(({ type }) => type.startsWith('operator'))).toEqual([
    { type: 'operator-in', operator: '01' },
    { type: 'operator-out', operator: '01' },
  ])
})

test('a cashier gives money back and settles only with a manager', async () => {
  const counter = await shopWithPeople()
  await enter(counter, '01', '739164')
  await sale(counter)
  counter.terminal.dispatch({ type: 'transaction-ordered', order: { kind: 'void', original: { trace: 2 } } })
  expect(counter.screen('not-possible').problem).toBe('manager-needed')
  await enter(counter, '01', '739164')
  expect(counter.screen('not-possible').refused).toEqual({ problem: 'wrong' })
  await enter(counter, '00', '482915')
  counter.screen('present-card')
  expect(counter.terminal.state.operator).toMatchObject({ id: '01', role: 'cashier' })
  await counter.presentAgain()
  expect(counter.screen('approved').receipt.kind).toBe('void')
  counter.terminal.dispatch({ type: 'done' })
  counter.terminal.dispatch({ type: 'settlement-requested' })
  expect(counter.screen('not-possible').awaits).toBe('settlement')
  await enter(counter, '00', '482915')
  await counter.time.pass(0)
  expect(counter.screen('settled').report.agreed).toBe(true)
})

test('left alone it locks; the cashier goes on, a stranger does not, a manager takes over', async () => {
  const counter = await shopWithPeople()
  await counter.terminal.operators.add('02', 'cashier', '615934')
  await enter(counter, '01', '739164')
  await counter.time.pass(300_000)
  counter.screen('locked')
  await enter(counter, '02', '615934')
  expect(counter.screen('locked').refused).toEqual({ problem: 'wrong' })
  await enter(counter, '01', '739164')
  counter.screen('idle')
  await counter.time.pass(300_000)
  await enter(counter, '00', '482915')
  expect(counter.terminal.state.operator).toMatchObject({ id: '00', role: 'manager' })
})

test('after a restart somebody logs in again', async () => {
  const counter = await shopWithPeople()
  await enter(counter, '01', '739164')
  counter.terminal.stop()
  await counter.powerOn()
  await counter.time.pass(0)
  counter.screen('log-in')
})
