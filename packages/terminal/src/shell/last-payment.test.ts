import { expect, test } from 'vitest'
import { lastPayment } from '../core/last-payment.ts'
import { Counter } from '../testing/counter.ts'
import { settle } from '../testing/virtual-time.ts'

async function counter(): Promise<Counter> {
  const counter = new Counter()
  await counter.powerOn()
  return counter
}
const statusAt = ({ terminal }: Counter) => lastPayment(terminal.state)

test('a new terminal knows of no payment', async () => {
  expect(statusAt(await counter())).toEqual({ status: 'none' })
})

test('the last payment can be looked up after a restart, with its receipt', async () => {
  const shop = await counter()
  await shop.presentCard()
  await shop.enterPin('123456')
  shop.screen('approved')
  shop.terminal.stop()
  await shop.powerOn()
  expect(statusAt(shop)).toMatchObject({
    status: 'approved',
    receipt: { charged: true, maskedPan: '622588******0007', authorizationCode: 'A12345', amount: { minor: 12_800 } },
  })
  expect([...shop.storage.values.values()].join('\n')).not.toContain('6225880000000007')
})

test('a refusal counts, also one that leads to another prompt', async () => {
  const shop = await counter()
  await shop.presentCard()
  await shop.enterPin('999999')
  shop.screen('enter-pin')
  expect(statusAt(shop)).toMatchObject({ status: 'refused', receipt: { code: '55', charged: false } })
})

test('without an answer it is pending, then being undone, then reversed', async () => {
  const shop = await counter()
  shop.acquirer.loseAnswers['0200'] = 1
  shop.acquirer.loseAnswers['0400'] = 1
  await shop.presentCard()
  await shop.enterPin('123456')
  expect(statusAt(shop)).toMatchObject({ status: 'pending', amount_minor: 12_800 })
  await shop.time.pass(20_000)
  expect(statusAt(shop)).toMatchObject({ status: 'undoing' })
  await shop.time.pass(30_000)
  await settle()
  expect(statusAt(shop)).toMatchObject({ status: 'reversed', receipt: { charged: false } })
})

test('a damaged receipt is forgotten; the journal is not', async () => {
  const shop = await counter()
  shop.terminal.stop()
  shop.storage.values.set('journal', JSON.stringify({ batch: 3, trace: 9, last: { outcome: 'approved' } }))
  await shop.powerOn()
  expect(statusAt(shop)).toEqual({ status: 'none' })
  expect(shop.terminal.state.journal.batch).toBeGreaterThan(0)
})

test('a till hears that the terminal repairs itself, between the refusal and the new prompt', async () => {
  const shop = await counter()
  await shop.bench.set('wrong-terminal-key', true)
  await shop.presentCard()
  await shop.enterPin('123456')
  const heard = shop.noticeTypes()
  const [refused, repairing, signedOn, retrying] = ['pin-refused', 'repairing', 'signed-on', 'retrying'].map((type) =>
    heard.lastIndexOf(type),
  ) as [number, number, number, number]
  expect(refused).toBeGreaterThan(0)
  expect([refused < repairing, repairing < signedOn, signedOn < retrying]).toEqual([true, true, true])
})
