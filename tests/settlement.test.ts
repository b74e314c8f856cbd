import { deliverOwed, findOverdueBatches, type PaymentKind } from '@fiftyfive/acquiring'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { fromHex } from '@fiftyfive/kernel'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BareTerminal, CARD, issueCard, openParties, type Parties } from './support/parties.ts'

let parties: Parties
let terminal: BareTerminal

beforeAll(async () => {
  parties = await openParties()
})
afterAll(() => parties.close())
beforeEach(async () => {
  parties.link.behave = () => 'answer'
  await deliverOwed(parties.acquirer)
  await issueCard(parties)
  terminal = await BareTerminal.signedOn(parties)
})

const amount = (minor: number) => String(minor).padStart(12, '0')
const count = (number: number) => String(number).padStart(3, '0')
const batchKey = (batch = terminal.batch) => `${terminal.terminal.id}-${batch}`
const keyOf = (message: UnionPayMessage) => `${batchKey(message[60]?.batch)}-${message[11]}`

async function pay(kind: PaymentKind, minor: number, change: Partial<UnionPayMessage> = {}) {
  const request = terminal.payment(kind, minor, change)
  const answer = (await terminal.request(request)) as UnionPayMessage
  return { request, answer, of: { 37: answer[37], 61: terminal.original(request) } }
}

const settlement = (debit: [number, number], credit: [number, number] = [0, 0]): UnionPayMessage =>
  terminal.management('0500', '201', {
    48: {
      settlement: {
        domesticDebitAmount: amount(debit[0]),
        domesticDebitCount: count(debit[1]),
        domesticCreditAmount: amount(credit[0]),
        domesticCreditCount: count(credit[1]),
        domesticResult: '0',
        foreignDebitAmount: amount(0),
        foreignDebitCount: count(0),
        foreignCreditAmount: amount(0),
        foreignCreditCount: count(0),
        foreignResult: '0',
      },
    },
    49: '156',
  })
const settle = async (debit: [number, number], credit?: [number, number]) => {
  const answer = await terminal.request(settlement(debit, credit))
  return `${answer?.[39]} ${answer?.[48]?.settlement?.domesticResult ?? ''}`.trim()
}
const line = (message: UnionPayMessage, minor: number, pan: string = CARD.pan) => ({
  cardKind: '00',
  trace: message[11] ?? '',
  pan: pan.padStart(20, '0'),
  amount: amount(minor),
})
const upload = (...lines: ReturnType<typeof line>[]) =>
  terminal.request(
    terminal.management('0320', '201', {
      48: { batch: Object.fromEntries(lines.map((each, index) => [index + 1, each])) },
    }),
  )
const uploadEnd = (lines: number) =>
  terminal.request(terminal.management('0320', '202', { 48: { batchEnd: { count: String(lines).padStart(4, '0') } } }))
const exceptions = async () =>
  (await parties.acquirer.store.openExceptions())
    .filter(({ terminalId }) => terminalId === terminal.terminal.id)
    .map(({ kind, subject, detail, amount_minor }) => ({ kind, subject, detail, amount_minor }))

describe('settlement', () => {
  it('of everything a batch can hold agrees, posts both sides and begins the next batch', async () => {
    await pay('sale', 1_000)
    const voided = await pay('sale', 2_000)
    await pay('void', 2_000, voided.of)
    const hold = await pay('pre-authorization', 5_000)
    const completion = await pay('completion', 4_000, hold.of)
    await pay('refund', 500, completion.of)
    const offline = await pay('offline-sale', 700, { 38: 'VOICE1' })
    await pay('adjustment', 800, offline.of)
    await pay('balance-inquiry', 0)
    const reversed = await pay('sale', 9_000)
    await terminal.request(terminal.reversalOf(reversed.request))

    expect(await settle([7_800, 4], [2_500, 2])).toBe('00 1')
    const postings = await parties.acquirer.store.postings(batchKey('000001'))
    const sum = (account: RegExp) =>
      postings.filter((each) => account.test(each.account)).reduce((total, each) => total + each.amount.minor, 0)
    expect(sum(/^merchant/)).toBe(5_300)
    expect(sum(/./)).toBe(0)
    expect(await parties.acquirer.store.batch(batchKey('000001'))).toMatchObject({ state: 'settled' })
    expect((await terminal.signOn())[60]?.batch).toBe('000002')
    expect(await exceptions()).toEqual([])
  })

  it('is repeated without a second effect, and refused with other totals', async () => {
    await pay('sale', 1_000)
    expect(await settle([1_000, 1])).toBe('00 1')
    const before = await parties.acquirer.store.postings(batchKey())
    expect(await settle([1_000, 1])).toBe('00 1')
    expect(await parties.acquirer.store.postings(batchKey())).toEqual(before)
    expect(await settle([1_001, 1])).toBe('94')
  })

  it('of two copies at once closes one batch', async () => {
    await pay('sale', 1_000)
    const request = settlement([1_000, 1])
    const answers = await Promise.all([terminal.request(request), terminal.request(request)])
    expect(answers.map((answer) => answer?.[48]?.settlement?.domesticResult)).toEqual(['1', '1'])
    expect(await parties.acquirer.store.postings(batchKey())).toHaveLength(2)
  })

  it('waits for a payment in flight and for a reversal that is still to come', async () => {
    parties.link.behave = () => 'lose-answer'
    const uncertain = await pay('sale', 1_000)
    expect(uncertain.answer[39]).toBe('98')
    expect(await settle([0, 0])).toBe('90')
    expect((await terminal.request(terminal.reversalOf(uncertain.request)))?.[39]).toBe('00')
    expect(await settle([0, 0])).toBe('00 1')
  })

  it('closes the batch for everything: payments 77, reversals of what was settled 22, a replay 77 (abuse 16)', async () => {
    const sale = await pay('sale', 1_000)
    await settle([1_000, 1])
    expect((await pay('sale', 500)).answer[39]).toBe('77')
    expect((await terminal.request(sale.request))?.[39], 'a replay').toBe('77')
    expect((await terminal.request(terminal.reversalOf(sale.request)))?.[39]).toBe('22')
    expect(await exceptions()).toMatchObject([{ kind: 'reversal-refused', subject: keyOf(sale.request) }])
  })

  it('takes in no QR payment afterwards, and gives one of before back from the next batch', async () => {
    const paidTo: string[] = []
    const qrOrders = {
      ...parties.acquirer.qrOrders,
      open: async () => 'paid' as const,
      refund: async (order: string) => paidTo.push(order) > 0,
    }
    const acquirer = { ...parties.acquirer, qrOrders }
    const byPhone = (kind: 'sale' | 'refund', minor: number, change: Partial<UnionPayMessage> = {}) => {
      const none = { 2: undefined, 14: undefined, 23: undefined, 26: undefined, 52: undefined, 53: undefined }
      return terminal.payment(kind, minor, { ...none, 22: { panEntry: '03', pinEntry: '2' }, ...change })
    }
    const ask = async (request: UnionPayMessage) => await terminal.request(request, acquirer)
    const sale = byPhone('sale', 1_000)
    const answer = await ask(sale)
    expect(answer?.[39]).toBe('00')
    expect(await settle([1_000, 1])).toBe('00 1')
    expect((await ask(byPhone('sale', 500)))?.[39]).toBe('77')
    expect((await ask(byPhone('refund', 400, { 61: terminal.original(sale) })))?.[39]).toBe('77')
    await terminal.signOn()
    const back = byPhone('refund', 400, { 37: answer?.[37], 61: terminal.original(sale) })
    expect((await ask(back))?.[39]).toBe('00')
    await deliverOwed(acquirer)
    expect(paidTo).toEqual([keyOf(sale)])
    expect(await settle([0, 0], [400, 1])).toBe('00 1')
  })

  it('without a MAC closes nothing', async () => {
    await pay('sale', 1_000)
    expect((await terminal.send(settlement([1_000, 1])))?.[39]).toBe('A0')
    expect(await parties.acquirer.store.batch(batchKey())).toBeUndefined()
  })
})

describe('a batch that differs', () => {
  it('names every line that differs, to the cent, and is closed on our record', async () => {
    const right = await pay('sale', 1_000)
    const other = await pay('sale', 2_000)
    const missing = await pay('sale', 3_000)
    expect(await settle([3_100, 3])).toBe('00 2')
    const invented = { ...right.request, 11: '000777' }
    const lines = [line(right.request, 1_000), line(other.request, 2_050), line(invented, 50)]
    expect((await upload(...lines))?.[39]).toBe('00')
    expect((await uploadEnd(3))?.[39]).toBe('00')
    expect(await exceptions()).toEqual([
      { kind: 'batch-line', subject: keyOf(other.request), detail: 'amount', amount_minor: -50 },
      { kind: 'batch-line', subject: keyOf(missing.request), detail: 'only-acquirer', amount_minor: 3_000 },
      { kind: 'batch-line', subject: keyOf(invented), detail: 'only-terminal', amount_minor: -50 },
    ])
    const postings = await parties.acquirer.store.postings(batchKey())
    expect(postings.filter(({ account }) => account.startsWith('merchant')).map((each) => each.amount.minor)).toEqual([
      1_000, 2_000, 3_000,
    ])
    expect(await parties.acquirer.store.batch(batchKey())).toMatchObject({ state: 'exception' })
  })

  it('whose lines all agree has wrong sums, and says so', async () => {
    const sale = await pay('sale', 1_000)
    await settle([1_100, 1])
    await upload(line(sale.request, 1_000))
    await uploadEnd(1)
    expect(await exceptions()).toEqual([
      { kind: 'batch-totals', subject: batchKey(), detail: 'totals', amount_minor: -100 },
    ])
  })

  it('is closed once, however often lines and end are repeated', async () => {
    const sale = await pay('sale', 1_000)
    await settle([1_100, 1])
    for (let i = 0; i < 3; i++) expect((await upload(line(sale.request, 1_100)))?.[39]).toBe('00')
    for (let i = 0; i < 3; i++) expect((await uploadEnd(1))?.[39]).toBe('00')
    expect((await upload(line(sale.request, 1_100)))?.[39]).toBe('00')
    expect(await exceptions()).toHaveLength(1)
    expect(await parties.acquirer.store.postings(batchKey())).toHaveLength(2)
  })

  it('is not closed while lines are missing, nor uploaded when it did not differ', async () => {
    const sale = await pay('sale', 1_000)
    expect((await upload(line(sale.request, 1_000)))?.[39]).toBe('22')
    await settle([1_100, 2])
    await upload(line(sale.request, 1_000))
    expect((await uploadEnd(2))?.[39]).toBe('95')
    expect(await parties.acquirer.store.batch(batchKey())).toMatchObject({ state: 'differs' })
  })
})

describe('a batch that nobody settles', () => {
  const DAY_MS = 86_400_000
  let start = 0
  const later = (days: number) => (parties.clock.time = start + days * DAY_MS)
  beforeEach(() => (start = parties.clock.time))
  afterEach(() => later(0))
  const overdue = async () => {
    await findOverdueBatches(parties.acquirer)
    return (await exceptions()).filter(({ kind }) => kind === 'batch-overdue').map(({ subject }) => subject)
  }

  it('is brought to notice after a day, once, and is done with when it is settled', async () => {
    await pay('sale', 1_000)
    expect(await overdue()).toEqual([])
    later(2)
    expect(await overdue()).toEqual([batchKey()])
    expect(await overdue()).toEqual([batchKey()])
    await settle([1_000, 1])
    expect(await overdue()).toEqual([])
  })
  it('is brought to notice though the clock was a day ahead when its payment came', async () => {
    later(1)
    await pay('sale', 1_000)
    later(0)
    expect(await overdue()).toEqual([batchKey()])
  })
  it('is brought to notice though a sign-on, which proves nothing, told of another batch', async () => {
    await pay('sale', 1_000)
    const damaged = terminal.management('0800', '003', { 60: { type: '00', batch: '000777', networkCode: '003' } })
    expect((await terminal.send(damaged))?.[60]?.batch).toBe(terminal.batch)
    later(2)
    expect(await overdue()).toEqual([batchKey()])
  })
  it('is brought to notice at once when its terminal goes on in another batch', async () => {
    await pay('sale', 1_000)
    const left = batchKey()
    terminal.batch = '100001'
    expect(await overdue()).toEqual([])
    await pay('sale', 2_000)
    expect(await overdue()).toEqual([left])
    await settle([2_000, 1])
    expect(await overdue()).toEqual([left])
  })
})

describe('status query', () => {
  const ask = (of: UnionPayMessage) =>
    terminal.request(terminal.management('0800', '601', { 61: terminal.original(of) }))

  it('tells what stands, with its amount and authorization code', async () => {
    const { request, answer } = await pay('sale', 1_000)
    expect(await ask(request)).toMatchObject({ 4: amount(1_000), 37: answer[37], 38: answer[38], 39: '00' })
  })
  it('tells a refusal by its code, a reversal by 06, an outcome being undone by 98', async () => {
    const refused = await pay('sale', 999_999_999)
    expect(await ask(refused.request)).toMatchObject({ 37: refused.answer[37], 39: '51' })
    parties.link.behave = () => 'lose-answer'
    const uncertain = await pay('sale', 1_000)
    expect(await ask(uncertain.request)).toMatchObject({ 37: uncertain.answer[37], 39: '98' })
    await terminal.request(terminal.reversalOf(uncertain.request))
    expect(await ask(uncertain.request)).toMatchObject({ 37: uncertain.answer[37], 39: '06' })
  })
  it('calls unknown only what can never happen any more', async () => {
    const late = terminal.sale()
    expect(await ask(late)).toMatchObject({ 39: '25' })
    expect((await terminal.request(late))?.[39]).toBe('25')
  })
  it('asks to come again while the payment is worked on', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    parties.link.behave = () => ({ hold: promise })
    const sale = terminal.sale()
    const answer = terminal.request(sale)
    await new Promise((done) => setTimeout(done, 50))
    expect(await ask(sale)).toMatchObject({ 39: '09' })
    resolve()
    expect((await answer)?.[39]).toBe('00')
    expect(await ask(sale)).toMatchObject({ 39: '00' })
  })
})

describe('management', () => {
  it('signs a terminal off until it signs on; what has happened is still taken', async () => {
    const sale = await pay('sale', 1_000)
    expect((await terminal.request(terminal.management('0820', '002')))?.[39]).toBe('00')
    expect((await pay('sale', 500)).answer[39]).toBe('77')
    expect((await pay('refund', 100, sale.of)).answer[39]).toBe('00')
    expect((await terminal.request(terminal.reversalOf(terminal.sale())))?.[39]).toBe('00')
    await terminal.signOn()
    expect((await pay('sale', 500)).answer[39]).toBe('00')
  })
  it('takes no sign-off without a MAC', async () => {
    expect((await terminal.send(terminal.management('0820', '002')))?.[39]).toBe('A0')
    expect((await pay('sale', 500)).answer[39]).toBe('00')
  })
  it('echoes for terminals of ours', async () => {
    expect(await terminal.send(terminal.management('0820', '301'))).toMatchObject({ mti: '0830', 39: '00' })
    expect((await terminal.send(terminal.management('0820', '301', { 41: 'T9999999' })))?.[39]).toBe('97')
  })
  it('keeps what a terminal says of its parts, under a MAC only', async () => {
    const told = (terminalStatus: object) => terminal.management('0820', '362', { 62: { terminalStatus } })
    expect((await terminal.request(told({ keypad: '0', display: '1' })))?.[39]).toBe('00')
    expect((await terminal.send(told({ keypad: '1' })))?.[39]).toBe('A0')
    expect((await terminal.request(terminal.management('0820', '362')))?.[39]).toBe('30')
    const kept = await parties.acquirer.store.terminal(terminal.terminal.id)
    expect(kept?.selfTest).toEqual({ at: parties.clock.time, parts: { keypad: false, display: true } })
    expect((await pay('sale', 500)).answer[39]).toBe('00')
  })
  it('asks for new keys when they have served twice their time', async () => {
    await pay('sale', 500)
    const before = parties.clock.time
    parties.clock.time += 49 * 3_600_000
    expect((await pay('sale', 500)).answer[39]).toBe('77')
    await terminal.signOn()
    expect((await pay('sale', 500)).answer[39]).toBe('00')
    parties.clock.time = before
  })
  it('has a terminal sign on at a quiet moment when its keys are due by age or by count, and takes payments meanwhile', async () => {
    const downloads = { caKeys: [], applications: [], parametersOf: () => ({ version: '00000001' }) }
    const acquirer = { ...parties.acquirer, downloads }
    const quiet = async () => (await terminal.request(terminal.management('0800', '360'), acquirer))?.[39]
    const before = parties.clock.time
    await pay('sale', 500)
    expect(await quiet()).toBe('00')
    parties.clock.time += 25 * 3_600_000
    expect((await pay('sale', 500)).answer[39]).toBe('00')
    expect(await quiet()).toBe('77')
    await terminal.signOn()
    expect(await quiet()).toBe('00')
    await pay('sale', 500)
    // Trace numbers tell how often, whatever host or run of it took the messages.
    terminal.skipTraces(9_990)
    expect((await pay('sale', 500)).answer[39]).toBe('00')
    expect(await quiet()).toBe('00')
    terminal.skipTraces(10)
    expect((await pay('sale', 500)).answer[39]).toBe('00')
    expect(await quiet()).toBe('77')
    terminal.skipTraces(10_000)
    expect((await pay('sale', 500)).answer[39]).toBe('77')
    await terminal.signOn()
    expect((await pay('sale', 500)).answer[39]).toBe('00')
    parties.clock.time = before
  })
  it('tells states apart: blocked 58, given back 97, merchant not active 03', async () => {
    const { store } = parties.acquirer
    const now = await store.terminal(terminal.terminal.id)
    const merchant = await store.merchant(terminal.terminal.merchantId)
    if (!now || !merchant) throw new Error('the terminal is known')
    for (const [status, expected] of [
      ['blocked', '58'],
      ['inactive', '97'],
      ['active', '00'],
    ] as const) {
      await store.commit(1, [{ type: 'terminal-state', reason: 'test', terminal: { ...now, status } }])
      expect((await pay('sale', 500)).answer[39]).toBe(expected)
    }
    await store.commit(1, [{ type: 'merchant-state', reason: 'test', merchant: { ...merchant, status: 'inactive' } }])
    expect((await pay('sale', 500)).answer[39]).toBe('03')
    await store.commit(1, [{ type: 'merchant-state', reason: 'test', merchant }])
  })
  it('passes on what a card made of its issuer’s scripts', async () => {
    const sale = await pay('sale', 1_000)
    const notification = terminal.management('0620', '951', { ...sale.of, 55: { DF31: fromHex('2000000000') } })
    for (let i = 0; i < 2; i++) {
      expect(await terminal.request(notification)).toMatchObject({ mti: '0630', 39: '00' })
    }
    parties.link.reached.length = 0
    await deliverOwed(parties.acquirer)
    expect(parties.link.reached).toEqual(['0620'])
    const { reference } =
      (await parties.acquirer.store.payment(`${terminal.terminal.id}-${terminal.batch}-${notification[11]}`)) ?? {}
    const kept = await parties.issuer.store.authorization(`${parties.link.acquirerId}-${reference}`)
    expect(kept).toMatchObject({ kind: 'script-notification', scriptResult: '2000000000', amount_minor: 0 })
  })
  it('hands out parameters, CA keys and chip applications, piece by piece', async () => {
    const key = (index: string) => ({
      '9F06': fromHex('A000000333'),
      '9F22': fromHex(index),
      DF05: fromHex('20301231'),
    })
    const caKeys = Array.from({ length: 12 }, (_, index) => key(String(index + 10)))
    const applications = [{ '9F06': fromHex('A000000333010101'), DF11: fromHex('0000000000') }]
    const parametersOf = () => ({ version: '00000007', keysDue_h: '024', batchMax: '500' })
    const acquirer = { ...parties.acquirer, downloads: { caKeys, applications, parametersOf } }
    const ask = (mti: string, code: string, change: Partial<UnionPayMessage> = {}) =>
      terminal.request(terminal.management(mti, code, change), acquirer)
    const list = async (heard: string) =>
      (await ask('0820', '372', { 62: { listed: { kind: '1', count: heard } } }))?.[62]?.parameters
    expect(await list('00')).toMatchObject({ status: '2', 10: { '9F22': fromHex('19') } })
    expect(await list('10')).toMatchObject({ status: '3', 2: { '9F22': fromHex('21') } })
    const wanted = { '9F06': fromHex('A000000333'), '9F22': fromHex('15') }
    expect((await ask('0800', '370', { 62: { wanted } }))?.[62]?.parameters).toMatchObject({
      status: '1',
      1: key('15'),
    })
    const unknown = { ...wanted, '9F22': fromHex('99') }
    expect((await ask('0800', '370', { 62: { wanted: unknown } }))?.[62]?.parameters).toEqual({ status: '0' })
    expect((await ask('0800', '360'))?.[62]?.terminalParameters).toMatchObject(parametersOf())
    expect((await ask('0800', '371'))?.[39]).toBe('00')
  })
})
