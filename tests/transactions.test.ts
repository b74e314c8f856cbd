import { deliverOwed, type PaymentKind } from '@fiftyfive/acquiring'
import { readAdditionalAmounts, type UnionPayMessage } from '@fiftyfive/iso8583'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BareTerminal, CARD, cardState, issueCard, openParties, type Parties } from './support/parties.ts'

// Every payment of docs/reference/unionpay-transactions.md, from the bytes of a terminal to the money of a card.

let parties: Parties
let terminal: BareTerminal
/** A card for each test: 1,000.00. */
const START = 100_000

beforeAll(async () => {
  parties = await openParties()
})
afterAll(() => parties.close())
beforeEach(async () => {
  parties.link.behave = () => 'answer'
  await deliverOwed(parties.acquirer) // what an earlier test left owed is about its own card
  parties.link.reached.length = 0
  await issueCard(parties)
  terminal = await BareTerminal.signedOn(parties)
})

const money = async () => (await cardState(parties))?.available_minor
const keyOf = ({ 11: trace = '', 60: kind }: UnionPayMessage) => `${terminal.terminal.id}-${kind?.batch}-${trace}`

interface Done {
  readonly request: UnionPayMessage
  readonly answer: UnionPayMessage
}

async function pay(kind: PaymentKind, amount_minor: number, change: Partial<UnionPayMessage> = {}): Promise<Done> {
  const request = terminal.payment(kind, amount_minor, change)
  return { request, answer: (await terminal.request(request)) as UnionPayMessage }
}
/** DE 37, 38 and 61 for what refers to it. */
const of = ({ request, answer }: Done): Partial<UnionPayMessage> => ({
  37: answer[37],
  ...(answer[38] ? { 38: answer[38] } : {}),
  61: terminal.original(request),
})
const code = async (kind: PaymentKind, amount_minor: number, change: Partial<UnionPayMessage> = {}) =>
  (await pay(kind, amount_minor, change)).answer[39]
const deliver = () => deliverOwed(parties.acquirer)

describe('balance inquiry', () => {
  it('tells what can be spent and takes nothing', async () => {
    const { answer } = await pay('balance-inquiry', 0)
    expect(answer).toMatchObject({ mti: '0210', 39: '00' })
    const [balance] = readAdditionalAmounts(answer[54] ?? {})
    expect(balance).toEqual({ accountType: '00', amountType: '02', currency: '156', minor: START })
    expect(await money()).toBe(START)
  })
  it('needs the PIN', async () => {
    const noPin = { 22: { panEntry: '05', pinEntry: '2' }, 52: undefined }
    expect(await code('balance-inquiry', 0, noPin)).toBe('70')
  })
})

describe('void', () => {
  it('gives a sale back, once', async () => {
    const sale = await pay('sale', 1_000)
    expect(await money()).toBe(START - 1_000)
    expect(await code('void', 1_000, of(sale))).toBe('00')
    expect(await money()).toBe(START)
    expect(await code('void', 1_000, of(sale)), 'again').toBe('22')
    expect(await money()).toBe(START)
  })
  it.each<[string, number, (sale: Done) => Partial<UnionPayMessage>, string]>([
    ['another amount', 900, of, '64'],
    ['a sale nobody knows', 1_000, () => ({ 61: { batch: '000001', trace: '999999' } }), '25'],
    ['DE 37 and 61 that name different sales', 1_000, (sale) => ({ ...of(sale), 37: '000000000000' }), '25'],
    ['another authorization code', 1_000, (sale) => ({ ...of(sale), 38: 'XXXXXX' }), '25'],
    ['another card', 1_000, (sale) => ({ ...of(sale), 2: '6225880202614037202' }), '25'],
    ['no original at all', 1_000, () => ({}), '25'],
  ])('of %s changes nothing', async (_, amount, change, refusal) => {
    const sale = await pay('sale', 1_000)
    expect(await code('void', amount, change(sale))).toBe(refusal)
    expect(await money()).toBe(START - 1_000)
  })
  it('counts a wrong PIN that came with it', async () => {
    const sale = await pay('sale', 1_000)
    const withPin = { ...of(sale), 22: { panEntry: '05', pinEntry: '1' }, 52: terminal.pinBlock('111111') }
    expect(await code('void', 1_000, withPin)).toBe('55')
    expect(await cardState(parties)).toEqual({ triesLeft: 2, available_minor: START - 1_000 })
  })
  it('that was reversed lets the sale stand again, and be voided again', async () => {
    const sale = await pay('sale', 1_000)
    const voided = await pay('void', 1_000, of(sale))
    expect((await terminal.request(terminal.reversalOf(voided.request)))?.[39]).toBe('00')
    await deliver()
    expect(await money()).toBe(START - 1_000)
    expect(await code('void', 1_000, of(sale))).toBe('00')
    expect(await money()).toBe(START)
  })
  it('of a sale that is being voided already is refused', async () => {
    const sale = await pay('sale', 1_000)
    const { promise, resolve } = Promise.withResolvers<void>()
    parties.link.behave = () => ({ hold: promise })
    const first = code('void', 1_000, of(sale))
    await new Promise((done) => setTimeout(done, 50))
    expect(await code('void', 1_000, of(sale))).toBe('22')
    resolve()
    expect(await first).toBe('00')
    expect(await money()).toBe(START)
  })
})

describe('refund', () => {
  it('is answered from our records at once and reaches the issuer when its link is back', async () => {
    const sale = await pay('sale', 1_000)
    parties.link.behave = () => 'down'
    const { answer } = await pay('refund', 400, of(sale))
    expect(answer).toMatchObject({ mti: '0230', 39: '00' })
    expect(await deliver()).toBe(1)
    parties.link.behave = () => 'answer'
    parties.clock.time += 10_000
    expect(await deliver()).toBe(0)
    expect(await money()).toBe(START - 600)
  })
  it('never gives back more than was paid, however many come at once', async () => {
    const sale = await pay('sale', 1_000)
    const codes = await Promise.all([400, 400, 400].map((amount) => code('refund', amount, of(sale))))
    expect(codes.toSorted((a = '', b = '') => a.localeCompare(b))).toEqual(['00', '00', '61'])
    await deliver()
    expect(await money()).toBe(START - 200)
  })
  it('is taken once, however often it is repeated', async () => {
    const sale = await pay('sale', 1_000)
    const refund = terminal.payment('refund', 300, of(sale))
    for (let i = 0; i < 3; i++) expect((await terminal.request(refund))?.[39]).toBe('00')
    await deliver()
    expect(await money()).toBe(START - 700)
  })
  it('of a voided sale, and a void of a refunded sale, are refused', async () => {
    const voided = await pay('sale', 1_000)
    await pay('void', 1_000, of(voided))
    expect(await code('refund', 100, of(voided))).toBe('22')
    const refunded = await pay('sale', 1_000)
    await pay('refund', 100, of(refunded))
    expect(await code('void', 1_000, of(refunded))).toBe('22')
  })
  it('comes within a month', async () => {
    const sale = await pay('sale', 1_000)
    const before = parties.clock.time
    parties.clock.time += 40 * 86_400_000
    await terminal.signOn()
    expect(await code('refund', 100, of(sale))).toBe('22')
    parties.clock.time = before
  })
})

describe('pre-authorization', () => {
  it('holds, and its completion takes what was really used', async () => {
    const hold = await pay('pre-authorization', 5_000)
    expect(hold.answer).toMatchObject({ mti: '0110', 39: '00' })
    expect(await money()).toBe(START - 5_000)
    expect(await code('completion', 3_000, of(hold))).toBe('00')
    expect(await money()).toBe(START - 3_000)
    expect(await code('completion', 1_000, of(hold)), 'a second completion').toBe('22')
    expect(await code('pre-authorization-cancellation', 5_000, of(hold))).toBe('22')
  })
  it('may be exceeded by 15 percent and no more', async () => {
    const hold = await pay('pre-authorization', 5_000)
    expect(await code('completion', 5_751, of(hold))).toBe('61')
    expect(await code('completion', 5_750, of(hold))).toBe('00')
    expect(await money()).toBe(START - 5_750)
  })
  it('is released by its cancellation', async () => {
    const hold = await pay('pre-authorization', 5_000)
    expect(await code('pre-authorization-cancellation', 4_000, of(hold))).toBe('64')
    expect(await code('pre-authorization-cancellation', 5_000, of(hold))).toBe('00')
    expect(await money()).toBe(START)
    expect(await code('completion', 1_000, of(hold))).toBe('22')
  })
  it('stands again when its completion is cancelled, and can be completed anew', async () => {
    const hold = await pay('pre-authorization', 5_000)
    const completion = await pay('completion', 3_000, of(hold))
    expect(await code('completion-cancellation', 3_000, of(completion))).toBe('00')
    expect(await money()).toBe(START - 5_000)
    expect(await code('completion', 4_000, of(hold))).toBe('00')
    expect(await money()).toBe(START - 4_000)
  })
  it('stands again when its completion is reversed', async () => {
    const hold = await pay('pre-authorization', 5_000)
    parties.link.behave = ({ mti }) => (mti === '0200' ? 'lose-answer' : 'answer')
    const completion = await pay('completion', 3_000, of(hold))
    expect(completion.answer[39]).toBe('98')
    await deliver()
    expect(await money()).toBe(START - 5_000)
  })
  it('is completed by advice too, and the completion refunded', async () => {
    const hold = await pay('pre-authorization', 5_000)
    const completion = await pay('completion-advice', 3_000, of(hold))
    expect(completion.answer).toMatchObject({ mti: '0230', 39: '00' })
    expect(await code('refund', 1_000, of(completion))).toBe('00')
    await deliver()
    expect(await money()).toBe(START - 2_000)
  })
})

describe('offline sale', () => {
  it('is taken, adjusted, and the last adjustment counts', async () => {
    const sale = await pay('offline-sale', 2_000, { 38: 'VOICE1' })
    expect(sale.answer[39]).toBe('00')
    expect(await code('adjustment', 2_300, of(sale))).toBe('00')
    expect(await code('adjustment', 2_200, of(sale))).toBe('00')
    expect(await code('adjustment', 0, of(sale))).toBe('13')
    await deliver()
    expect(await money()).toBe(START - 2_200)
  })
  it('is on the exception list when its issuer refuses it for good', async () => {
    const unknownCard = { 2: '6225880202614037202' }
    const { request } = await pay('offline-sale', 2_000, { ...unknownCard, 38: 'VOICE1' })
    expect(await deliver()).toBe(0)
    const listed = await parties.acquirer.store.openExceptions()
    expect(listed).toContainEqual(
      expect.objectContaining({ kind: 'advice-refused', subject: keyOf(request), detail: '14' }),
    )
  })
})

describe('PIN change', () => {
  const change = (newPin: string, old: string = CARD.pin) =>
    code('pin-change', 0, { 52: terminal.pinBlock(old), 62: { data: terminal.pinBlock(newPin) } })
  const salePin = async (pin: string) => (await terminal.request(terminal.sale(pin)))?.[39]

  it('lets the new PIN in and the old one out', async () => {
    expect(await change('739150')).toBe('00')
    expect(await salePin('739150')).toBe('00')
    expect(await salePin(CARD.pin)).toBe('55')
  })
  it('with a wrong old PIN costs a try and changes nothing', async () => {
    expect(await change('739150', '111111')).toBe('55')
    expect((await cardState(parties))?.triesLeft).toBe(2)
    expect(await salePin(CARD.pin)).toBe('00')
  })
  it('refuses what anybody would guess, and counts no try', async () => {
    expect(await change('123456')).toBe('63')
    expect(await change('888888')).toBe('63')
    expect((await cardState(parties))?.triesLeft).toBe(3)
    expect(await salePin(CARD.pin)).toBe('00')
  })
  it('under a wrong key is a fault of ours: 99, no try', async () => {
    const right = terminal.pinKey
    const old = terminal.pinBlock(CARD.pin)
    terminal.pinKey = new Uint8Array(16).fill(0x5b)
    const newBlock = terminal.pinBlock('739150')
    terminal.pinKey = right
    expect(await code('pin-change', 0, { 52: old, 62: { data: newBlock } })).toBe('99')
    expect((await cardState(parties))?.triesLeft).toBe(3)
    expect(parties.link.reached).toEqual([])
  })
  it('whose answer was lost is undone: the old PIN stays', async () => {
    parties.link.behave = ({ mti }) => (mti === '0100' ? 'lose-answer' : 'answer')
    expect(await change('739150')).toBe('98')
    await deliver()
    expect(await salePin(CARD.pin)).toBe('00')
  })
})

describe('any payment', () => {
  it.each<PaymentKind>(['sale', 'pre-authorization', 'balance-inquiry'])(
    'a reversed %s leaves the card as it was',
    async (kind) => {
      const { request } = await pay(kind, 1_000)
      expect((await terminal.request(terminal.reversalOf(request)))?.[39]).toBe('00')
      await deliver()
      expect(await money()).toBe(START)
    },
  )
  it('is not reversed while another stands on it', async () => {
    const sale = await pay('sale', 1_000)
    await pay('void', 1_000, of(sale))
    expect((await terminal.request(terminal.reversalOf(sale.request)))?.[39]).toBe('22')
    expect(await parties.acquirer.store.openExceptions()).toContainEqual(
      expect.objectContaining({ kind: 'reversal-refused', subject: keyOf(sale.request) }),
    )
    expect(await money()).toBe(START)
  })
  it('that was refused for the state of its original stays refused, though the state changed meanwhile', async () => {
    const sale = await pay('sale', 1_000)
    const voided = await pay('void', 1_000, of(sale))
    const late = await pay('void', 1_000, of(sale))
    expect(late.answer[39]).toBe('22')
    await terminal.request(terminal.reversalOf(voided.request))
    await deliver()
    expect(await terminal.request(late.request), 'a copy that comes late').toEqual(late.answer)
    const refund = await pay('refund', 1_001, of(sale))
    expect([refund.answer[39], (await terminal.request(refund.request))?.[39]]).toEqual(['61', '61'])
    expect(await money()).toBe(START - 1_000)
    expect(await code('void', 1_000, of(sale)), 'under a number of its own').toBe('00')
  })
  it('of the same number but another kind is refused, and people hear of it', async () => {
    const sale = await pay('sale', 1_000)
    const other = terminal.payment('pre-authorization', 1_000, { 11: sale.request[11] })
    expect((await terminal.request(other))?.[39]).toBe('94')
    expect(await parties.acquirer.store.openExceptions()).toContainEqual(
      expect.objectContaining({ kind: 'duplicate-differs', subject: keyOf(sale.request) }),
    )
    expect(await money()).toBe(START - 1_000)
  })
})

describe('what a phone has paid', () => {
  it('is given back in parts to its payer, each once, and no more than was paid', async () => {
    const wallet: { order: string; key: string; minor: number }[] = []
    const qrOrders = {
      ...parties.acquirer.qrOrders,
      open: async () => 'paid' as const,
      refund: async (order: string, part?: { key: string; amount: { minor: number } }) => {
        if (part) wallet.push({ order, key: part.key, minor: part.amount.minor })
        return true
      },
    }
    const acquirer = { ...parties.acquirer, qrOrders }
    const without = {
      2: undefined,
      14: undefined,
      23: undefined,
      26: undefined,
      35: undefined,
      52: undefined,
      53: undefined,
    }
    const byPhone = { ...without, 22: { panEntry: '03', pinEntry: '2' } }
    const ask = (kind: PaymentKind, minor: number, change: Partial<UnionPayMessage> = {}) => {
      const request = terminal.payment(kind, minor, { ...byPhone, ...change })
      return terminal.request(request, acquirer).then((answer) => ({ request, answer: answer as UnionPayMessage }))
    }
    const sale = await ask('sale', 1_000)
    expect(sale.answer[39]).toBe('00')
    const part = await ask('refund', 600, of(sale))
    expect([part.answer.mti, part.answer[39]]).toEqual(['0230', '00'])
    expect(await terminal.request(part.request, acquirer), 'the same message again').toEqual(part.answer)
    const tooMuch = await ask('refund', 401, of(sale))
    expect(tooMuch.answer[39]).toBe('61')
    expect((await ask('refund', 400, of(sale))).answer[39]).toBe('00')
    expect((await terminal.request(tooMuch.request, acquirer))?.[39], 'refused for good').toBe('61')
    await deliverOwed(acquirer)
    expect(wallet.map(({ order, minor }) => [order, minor])).toEqual([
      [keyOf(sale.request), 600],
      [keyOf(sale.request), 400],
    ])
    // A card has no claim on it, nor has an order that nobody paid.
    expect(await code('refund', 1, of(sale))).toBe('25')
    expect((await ask('refund', 1, { 37: '999999999999' })).answer[39]).toBe('25')
  })
})
