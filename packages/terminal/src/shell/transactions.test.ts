import { virtualCard } from '@fiftyfive/emv'
import { money, toHex } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import type { TransactionOrder } from '../core/order.ts'
import { originalsFor } from '../core/original.ts'
import { totalsOf } from '../core/settlement/settlement.ts'
import { Counter, TEST_CARD } from '../testing/counter.ts'
import { settle } from '../testing/virtual-time.ts'

const PAN = '6225880000000007'
const OTHER_CARD = virtualCard({
  id: 'two',
  label: 'Other card',
  pan: '6225880000000015',
  expiry: '3012',
  serviceCode: '220',
  sequenceNumber: '01',
  condition: 'good',
})

async function idleCounter(): Promise<Counter> {
  const counter = new Counter()
  await counter.powerOn()
  return counter
}

const screenOf = ({ terminal }: Counter): string => terminal.state.screen.name

async function order(counter: Counter, wanted: TransactionOrder, card = TEST_CARD): Promise<void> {
  counter.terminal.dispatch({ type: 'transaction-ordered', order: wanted })
  await settle()
  if (screenOf(counter) !== 'present-card') return
  counter.terminal.dispatch({ type: 'card-presented', card, method: 'chip' })
  await settle()
  if (screenOf(counter) === 'enter-pin') await counter.enterPin('123456')
}

async function done(counter: Counter): Promise<void> {
  counter.terminal.dispatch({ type: 'done' })
  await settle()
}

const cny = (minor: number) => money(minor, 'CNY')

async function sale(counter: Counter, minor = 12_800): Promise<number> {
  await order(counter, { kind: 'sale', amount: cny(minor) })
  const { receipt } = counter.screen('approved')
  await done(counter)
  return Number(receipt.trace)
}

describe('void', () => {
  test('undoes a sale of the open batch, whole, with the card of the sale, and only once', async () => {
    const counter = await idleCounter()
    const trace = await sale(counter)
    await order(counter, { kind: 'void', original: { trace } }, OTHER_CARD)
    expect(counter.screen('present-card')).toMatchObject({ kind: 'void', problem: 'other-card' })
    counter.terminal.dispatch({ type: 'card-presented', card: TEST_CARD, method: 'chip' })
    await settle()
    expect(counter.screen('approved').receipt).toMatchObject({ kind: 'void', charged: false, originalTrace: '000002' })
    expect(counter.acquirer.received.at(-1)).toMatchObject({
      mti: '0200',
      3: '200000',
      4: '000000012800',
      22: { panEntry: '05', pinEntry: '2' },
      25: '00',
      37: '000000000001',
      60: { type: '23' },
      61: { batch: '000001', trace: '000002' },
    })
    expect(counter.acquirer.received.at(-1)?.[52]).toBeUndefined()
    await done(counter)
    await order(counter, { kind: 'void', original: { trace } })
    expect(counter.screen('not-possible')).toMatchObject({ problem: 'no-original' })
    await done(counter)
    counter.screen('idle')
    expect(totalsOf(counter.terminal.state.journal)).toMatchObject({ debits: 1, credits: 1, credit_minor: 12_800 })
  })

  test('without an answer it is reversed, and the sale stands', async () => {
    const counter = await idleCounter()
    const trace = await sale(counter)
    counter.acquirer.loseAnswers['0200'] = 1
    await order(counter, { kind: 'void', original: { trace } })
    await counter.time.pass(20_000)
    expect(counter.screen('refused')).toMatchObject({ family: 'network', offers: ['retry'] })
    expect(counter.acquirer.payments.get('000003')).toBe('reversed')
    counter.terminal.dispatch({ type: 'retry-chosen' })
    await settle()
    expect(counter.screen('approved').receipt).toMatchObject({ kind: 'void', trace: '000004' })
  })

  test('of a QR sale is a refund, and needs no card', async () => {
    const counter = await idleCounter()
    counter.terminal.dispatch({ type: 'amount-entered', amount: cny(500) })
    counter.terminal.dispatch({ type: 'qr-chosen' })
    await settle()
    const { receipt } = counter.screen('approved')
    await done(counter)
    await order(counter, { kind: 'refund', amount: cny(200), original: { trace: Number(receipt.trace) } })
    expect(counter.screen('approved').receipt).toMatchObject({ kind: 'refund', tender: 'qr', maskedPan: '' })
    expect(counter.acquirer.received.at(-1)).toMatchObject({ 22: { panEntry: '03', pinEntry: '2' } })
    expect(counter.acquirer.received.at(-1)?.[2]).toBeUndefined()
  })
})

describe('refund', () => {
  test('gives back a part, then no more than the rest', async () => {
    const counter = await idleCounter()
    await sale(counter)
    const refund = (minor: number): TransactionOrder => ({
      kind: 'refund',
      amount: cny(minor),
      original: { referenceNumber: '000000000001', date: '1122' },
    })
    await order(counter, refund(12_801))
    expect(counter.screen('not-possible').problem).toBe('amount')
    await done(counter)
    await order(counter, refund(10_000))
    expect(counter.screen('approved').receipt).toMatchObject({ kind: 'refund', outcome: 'approved', charged: false })
    expect(counter.acquirer.received.at(-1)).toMatchObject({ mti: '0220', 2: PAN, 61: { date: '1122' } })
    expect(counter.acquirer.received.at(-1)?.[35]).toBeUndefined()
    await done(counter)
    await order(counter, refund(2_801))
    expect(counter.screen('refused')).toMatchObject({ receipt: { code: '61' }, offers: [] })
  })

  test('that gets no answer is recorded, and delivered once under the same trace number', async () => {
    const counter = await idleCounter()
    await sale(counter)
    counter.acquirer.loseAnswers['0220'] = 1
    await order(counter, { kind: 'refund', amount: cny(800), original: { trace: 2 } })
    await counter.time.pass(20_000)
    expect(counter.screen('approved').receipt.outcome).toBe('stored')
    await done(counter)
    await counter.time.pass(10_000)
    counter.screen('idle')
    expect(counter.terminal.state.journal.advices).toBeUndefined()
    expect(counter.acquirer.log.filter((line) => line === '0220/000003')).toHaveLength(2)
    expect(counter.notices).toContainEqual({ type: 'delivered', trace: 3 })
    expect(counter.terminal.state.journal.last).toMatchObject({ kind: 'refund', outcome: 'approved' })
  })
})

describe('pre-authorization', () => {
  test('is completed for another amount, the completion cancelled, the hold cancelled', async () => {
    const counter = await idleCounter()
    await order(counter, { kind: 'pre-authorization', amount: cny(50_000) })
    expect(counter.screen('approved').receipt).toMatchObject({ kind: 'pre-authorization', charged: false })
    expect(counter.acquirer.received.at(-1)).toMatchObject({ mti: '0100', 3: '030000', 25: '06', 60: { type: '10' } })
    await done(counter)
    await order(counter, { kind: 'completion', amount: cny(45_000), original: { trace: 2 } })
    expect(counter.screen('approved').receipt).toMatchObject({ kind: 'completion', charged: true })
    expect(counter.acquirer.received.at(-1)).toMatchObject({ mti: '0200', 25: '06', 38: 'A12345', 60: { type: '20' } })
    await done(counter)
    expect(originalsFor('pre-authorization-cancellation', counter.terminal.state.journal)).toEqual([])
    await order(counter, { kind: 'completion-cancellation', original: { trace: 3 } })
    expect(counter.screen('approved').receipt).toMatchObject({ amount: { minor: 45_000 } })
    await done(counter)
    await order(counter, { kind: 'pre-authorization-cancellation', original: { trace: 2 } })
    expect(counter.screen('approved').receipt).toMatchObject({ amount: { minor: 50_000 } })
    expect(totalsOf(counter.terminal.state.journal)).toEqual({
      debit_minor: 45_000,
      debits: 1,
      credit_minor: 45_000,
      credits: 1,
    })
  })

  test('outlives the settlement and is completed afterwards without the card, from its sealed number', async () => {
    const counter = await idleCounter()
    await order(counter, { kind: 'pre-authorization', amount: cny(50_000) })
    await done(counter)
    await sale(counter)
    counter.terminal.dispatch({ type: 'settlement-requested' })
    await settle()
    expect(counter.screen('settled').report).toMatchObject({ batch: 1, agreed: true, debits: 1 })
    await done(counter)
    await order(counter, { kind: 'completion-advice', amount: cny(57_500), original: { trace: 2 } })
    expect(counter.screen('approved').receipt).toMatchObject({ kind: 'completion-advice', batch: '000002' })
    expect(counter.acquirer.received.at(-1)).toMatchObject({ mti: '0220', 2: PAN, 22: { panEntry: '01' } })
    expect([...counter.storage.values.values()].join('\n')).not.toContain(PAN)
    // Part of what was completed is given back, then no more than the rest.
    const original = { trace: Number(counter.screen('approved').receipt.trace) }
    await done(counter)
    await order(counter, { kind: 'refund', amount: cny(7_500), original })
    expect(counter.screen('approved').receipt).toMatchObject({ kind: 'refund', amount: { minor: 7_500 } })
    await done(counter)
    await order(counter, { kind: 'refund', amount: cny(50_001), original })
    expect(counter.screen('refused').receipt.code).toBe('61')
    await done(counter)
    await order(counter, { kind: 'refund', amount: cny(50_000), original })
    expect(counter.screen('approved').receipt.amount.minor).toBe(50_000)
  })
})

test('a balance is asked for with PIN, moves nothing and is in no total', async () => {
  const counter = await idleCounter()
  await order(counter, { kind: 'balance-inquiry' })
  expect(counter.screen('approved').receipt).toMatchObject({ balance: { minor: 888_800 }, charged: false })
  expect(counter.acquirer.received.at(-1)?.[4]).toBeUndefined()
  expect(counter.terminal.state.journal.entries).toBeUndefined()
})

describe('an offline sale', () => {
  test('is taken without a link, kept over a power cut, delivered with its chip data, then adjusted', async () => {
    const counter = await idleCounter()
    counter.acquirer.cut()
    await settle()
    await order(counter, { kind: 'offline-sale', amount: cny(9_900), voiceCode: 'V00001' })
    expect(counter.screen('approved').receipt).toMatchObject({ outcome: 'stored', charged: true })
    counter.terminal.stop()
    counter.acquirer.reachable = true
    await counter.powerOn()
    await counter.time.pass(0)
    counter.screen('idle')
    const sent = counter.acquirer.received.at(-1)
    expect(sent).toMatchObject({ mti: '0220', 2: PAN, 14: '3012', 38: 'V00001', 60: { type: '30' } })
    expect(toHex(sent?.[55]?.['9F36'] ?? new Uint8Array())).toHaveLength(4)
    await order(counter, { kind: 'adjustment', amount: cny(10_900), original: { trace: 2 } })
    expect(counter.screen('approved').receipt).toMatchObject({ kind: 'adjustment', originalTrace: '000002' })
    expect(totalsOf(counter.terminal.state.journal)).toMatchObject({ debit_minor: 10_900, debits: 1 })
    await done(counter)
    counter.terminal.dispatch({ type: 'settlement-requested' })
    await settle()
    expect(counter.screen('settled').report.agreed).toBe(true)
  })

  test('that the host refuses later is on the list of exceptions', async () => {
    const counter = await idleCounter()
    counter.acquirer.cut()
    await order(counter, { kind: 'offline-sale', amount: cny(9_900) })
    await done(counter)
    counter.acquirer.reachable = true
    counter.acquirer.declineWith = { 39: '14' }
    await counter.time.pass(5_000)
    const { journal } = counter.terminal.state
    expect(journal).toMatchObject({ exceptions: [{ code: '14' }], last: { outcome: 'refused' } })
    expect(journal.advices).toBeUndefined()
    expect(counter.notices).toContainEqual({ type: 'exception', trace: 2, code: '14' })
  })

  test('waits behind a payment that starts meanwhile', async () => {
    const counter = await idleCounter()
    counter.acquirer.loseAnswers['0220'] = 1
    await order(counter, { kind: 'offline-sale', amount: cny(9_900) })
    await counter.time.pass(20_000)
    counter.acquirer.loseAnswers['0220'] = 1
    await done(counter)
    await counter.time.pass(4_000)
    await sale(counter)
    expect(counter.terminal.state.journal.entries?.map(({ kind }) => kind).toSorted()).toEqual(['offline-sale', 'sale'])
  })
})

test('sign-off takes no payment until the next sign-on', async () => {
  const counter = await idleCounter()
  counter.terminal.dispatch({ type: 'sign-off-requested' })
  await settle()
  counter.screen('signed-off')
  counter.terminal.dispatch({ type: 'amount-entered', amount: cny(100) })
  counter.screen('signed-off')
  counter.terminal.dispatch({ type: 'sign-on-requested' })
  await settle()
  await sale(counter)
})

describe('the status query', () => {
  test('tells what the host knows of a payment', async () => {
    const counter = await idleCounter()
    const trace = await sale(counter)
    const ask = async (named: { batch?: number; trace?: number } = {}) => {
      counter.terminal.dispatch({ type: 'status-requested', ...named })
      await settle()
      const { status } = counter.screen('status')
      await done(counter)
      return status
    }
    expect(await ask()).toMatchObject({ batch: 1, trace, outcome: 'approved', amount: { minor: 12_800 } })
    expect(await ask({ batch: 1, trace: 77 })).toMatchObject({ outcome: 'unknown', code: '25' })
    counter.acquirer.loseAnswers['0200'] = 1
    await order(counter, { kind: 'sale', amount: cny(700) })
    await counter.time.pass(20_000)
    await done(counter)
    expect(await ask()).toMatchObject({ outcome: 'reversed', code: '06' })
    counter.acquirer.loseAnswers['0800'] = 1
    counter.terminal.dispatch({ type: 'status-requested' })
    await counter.time.pass(20_000)
    expect(counter.screen('status').status.outcome).toBe('failed')
  })
})

test('an order that cannot be is named and sends nothing', async () => {
  const counter = await idleCounter()
  const sent = counter.acquirer.received.length
  const orders: [TransactionOrder, string][] = [
    [{ kind: 'sale', amount: cny(0) }, 'amount'],
    [{ kind: 'refund', amount: cny(1), original: { referenceNumber: '12' } }, 'reference'],
    [{ kind: 'void', original: { trace: 9 } }, 'no-original'],
    [{ kind: 'void' }, 'no-original'],
  ]
  for (const [wanted, problem] of orders) {
    await order(counter, wanted)
    expect(counter.screen('not-possible')).toMatchObject({ kind: wanted.kind, problem })
    await done(counter)
  }
  expect(counter.acquirer.received.length).toBe(sent)
})
