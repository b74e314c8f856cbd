import { money } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import type { Journal } from '../core/journal.ts'
import { Counter } from '../testing/counter.ts'
import { MemoryStorage } from '../testing/memory-storage.ts'
import { settle } from '../testing/virtual-time.ts'
import { JournalStorage } from './journal-storage.ts'

async function counterWithSales(count: number): Promise<Counter> {
  const counter = new Counter()
  await counter.powerOn()
  for (let i = 1; i <= count; i++) {
    await counter.presentCard(undefined, 'chip', i * 100)
    await counter.enterPin('123456')
    counter.screen('approved')
    counter.terminal.dispatch({ type: 'done' })
    await settle()
  }
  return counter
}

async function settleBatch(counter: Counter): Promise<void> {
  counter.terminal.dispatch({ type: 'settlement-requested' })
  await settle()
}
const journalOf = (counter: Counter): Journal => counter.terminal.state.journal

describe('settlement', () => {
  test('with equal totals closes the batch; trace numbers go on, the batch number too', async () => {
    const counter = await counterWithSales(3)
    await settleBatch(counter)
    expect(counter.screen('settled').report).toMatchObject({
      agreed: true,
      batch: 1,
      debit_minor: 600,
      debits: 3,
      kinds: [{ kind: 'sale', count: 3, amount_minor: 600 }],
    })
    expect(counter.acquirer.received.at(-1)).toMatchObject({
      mti: '0500',
      48: { settlement: { domesticDebitAmount: '000000000600', domesticDebitCount: '003' } },
      60: { type: '00', batch: '000001', networkCode: '201' },
    })
    expect(journalOf(counter)).toMatchObject({ batch: 2, trace: 5 })
    expect(journalOf(counter).entries).toBeUndefined()
  })

  test('with other totals uploads every line, eight at a time, with the real card numbers, then the end', async () => {
    const counter = await counterWithSales(10)
    counter.acquirer.ledger.payments.delete('000001-000005')
    await settleBatch(counter)
    expect(counter.screen('settled').report).toMatchObject({ agreed: false, debits: 10 })
    const uploads = counter.acquirer.received.filter(({ mti }) => mti === '0320')
    expect(uploads.map((message) => message[60]?.networkCode)).toEqual(['201', '201', '202'])
    expect(Object.keys(uploads[0]?.[48]?.batch ?? {})).toHaveLength(8)
    expect(uploads[1]?.[48]?.batch?.[2]).toMatchObject({ amount: '000000001000', trace: '000011' })
    expect(new Set(uploads.map((message) => message[11])).size).toBe(3)
    expect(journalOf(counter).batch).toBe(2)
  })

  test.each(['0500', '0320'])('goes on after a power cut when the answer to %s was lost', async (mti) => {
    const counter = await counterWithSales(9)
    if (mti === '0320') counter.acquirer.ledger.payments.delete('000001-000005')
    counter.acquirer.loseAnswers[mti] = 1
    await settleBatch(counter)
    counter.screen('settling')
    counter.terminal.dispatch({ type: 'amount-entered', amount: money(100, 'CNY') })
    counter.screen('settling')
    counter.terminal.stop()
    await counter.powerOn()
    await counter.time.pass(0)
    counter.screen('settled')
    expect(journalOf(counter).batch).toBe(2)
    expect(journalOf(counter).settlement).toBeUndefined()
    const log = counter.acquirer.log.filter((line) => line.startsWith(mti))
    expect(log[0]).toBe(log[1])
  })

  test('repeats after silence with the same trace number, and waits while the host is busy', async () => {
    const counter = await counterWithSales(1)
    counter.acquirer.loseAnswers['0500'] = 1
    await settleBatch(counter)
    await counter.time.pass(30_000)
    counter.screen('settled')
    expect(counter.acquirer.log.filter((line) => line.startsWith('0500'))).toEqual(['0500/000003', '0500/000003'])
  })

  test('brings what is stored to the host first', async () => {
    const counter = await counterWithSales(1)
    counter.acquirer.loseAnswers['0220'] = 1
    const order = { kind: 'offline-sale', amount: money(500, 'CNY') } as const
    counter.terminal.dispatch({ type: 'transaction-ordered', order })
    await counter.presentAgain()
    await counter.time.pass(20_000)
    counter.terminal.dispatch({ type: 'done' })
    await settleBatch(counter)
    await counter.time.pass(5_000)
    expect(counter.screen('settled').report).toMatchObject({ agreed: true, debits: 2, debit_minor: 600 })
  })

  test.each([
    { told: '100001', sales: 1, kept: 1, why: 'a damaged number leaves no payment behind' },
    { told: '000002', sales: 1, kept: 2, why: 'the host has closed the batch' },
    { told: '000777', sales: 0, kept: 777, why: 'nothing is in the batch' },
  ])('after a sign-on that names batch $told is of batch $kept: $why', async ({ told, sales, kept }) => {
    const counter = await counterWithSales(sales)
    counter.acquirer.toldBatch = told
    counter.terminal.dispatch({ type: 'sign-on-requested' })
    await settle()
    await settleBatch(counter)
    expect(counter.screen('settled').report).toMatchObject({ batch: kept, agreed: true, debits: kept === 1 ? 1 : 0 })
  })

  test('of an empty batch agrees too', async () => {
    const counter = await counterWithSales(0)
    await settleBatch(counter)
    expect(counter.screen('settled').report).toMatchObject({ agreed: true, debits: 0, kinds: [] })
  })
})

test('a full page that was written, with a journal that was refused, is not taken for what came instead', async () => {
  const { entries = [], ...journal } = journalOf(await counterWithSales(27))
  const flash = new MemoryStorage()
  const refused = new Set<string>()
  const journals = new JournalStorage({
    load: (name) => flash.load(name),
    save: (name, value) => (refused.has(name) ? Promise.reject(new Error('refused')) : flash.save(name, value)),
  })
  const comesBack = async () => (await new JournalStorage(flash).load()).entries
  await journals.save({ ...journal, entries: entries.slice(0, 24) })
  refused.add('journal')
  await expect(journals.save({ ...journal, entries: entries.slice(0, 25) })).rejects.toThrow('refused')
  refused.clear()
  const instead = entries.toSpliced(24, 1)
  for (const length of [24, 25, 26]) {
    await journals.save({ ...journal, entries: instead.slice(0, length) })
    expect(await comesBack()).toEqual(instead.slice(0, length))
  }
})

test('a long batch lies in pages that are written once, and comes back whole after a power cut', async () => {
  const counter = await counterWithSales(60)
  const before = journalOf(counter).entries
  expect([...counter.storage.values.keys()].filter((name) => name.startsWith('journal/'))).toEqual([
    'journal/0',
    'journal/1',
  ])
  counter.terminal.stop()
  await counter.powerOn()
  expect(journalOf(counter).entries).toEqual(before)
  expect(before).toHaveLength(60)
  await counter.time.pass(0)
  await settleBatch(counter)
  expect(counter.screen('settled').report).toMatchObject({ agreed: true, debits: 60 })
  counter.terminal.dispatch({ type: 'done' })
  await settle()
  for (let i = 0; i < 26; i++) {
    await counter.presentCard()
    await counter.enterPin('123456')
    counter.terminal.dispatch({ type: 'done' })
    await settle()
  }
  counter.terminal.stop()
  await counter.powerOn()
  expect(journalOf(counter).entries).toHaveLength(26)
  expect(new Set(journalOf(counter).entries?.map(({ batch }) => batch))).toEqual(new Set([2]))
})
