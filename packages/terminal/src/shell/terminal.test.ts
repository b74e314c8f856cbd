import { expect, test } from 'vitest'
import { fromHex, Pan, toHex } from '@fiftyfive/kernel'
import { settle } from '../testing/virtual-time.ts'
import { Counter, TEST_CARD } from '../testing/counter.ts'

async function counterThatIsIdle(): Promise<Counter> {
  const counter = new Counter()
  await counter.powerOn()
  counter.screen('idle')
  return counter
}

test('signs on by itself and sells: real bytes, PIN block, MAC', async () => {
  const counter = await counterThatIsIdle()
  await counter.presentCard()
  await counter.enterPin('123456')
  const { receipt } = counter.screen('approved')
  expect(receipt).toMatchObject({
    charged: true,
    maskedPan: '622588******0007',
    authorizationCode: 'A12345',
    batch: '000001',
    trace: '000002',
  })
  const [signOn, sale] = counter.acquirer.received
  expect(signOn?.[60]).toMatchObject({ type: '00', networkCode: '003' })
  expect(sale).toMatchObject({
    mti: '0200',
    3: '000000',
    4: '000000012800',
    14: '3012',
    22: { panEntry: '05', pinEntry: '1' },
    23: '001',
    25: '00',
    26: '12',
    49: '156',
    53: { pinFormat: '2', encryption: '6', trackEncryption: '0' },
    57: { pinDigits: 6, clears: 0, time: 0, repeated: false, entry: 1, fallback: false },
    60: { type: '22', batch: '000001' },
  })
  expect(toHex(sale?.[55]?.['9F27'] ?? new Uint8Array())).toBe('80')
  expect(counter.noticeTypes().slice(-5)).toEqual([
    'payment-started',
    'card-read',
    'pin-entry-started',
    'sending',
    'approved',
  ])
})

test('a wrong PIN is explained and asked for again with the same card read and a new trace number', async () => {
  const counter = await counterThatIsIdle()
  await counter.presentCard()
  await counter.enterPin('111111')
  expect(counter.screen('enter-pin')).toMatchObject({
    entry: 2,
    digits: 0,
    notice: { family: 'wrong-pin', cause: 'slip', confidence_percent: 60, triesLeft: 2, lastTry: false },
  })
  await counter.enterPin('111111')
  expect(counter.screen('enter-pin').notice).toMatchObject({ triesLeft: 1, lastTry: true })
  await counter.enterPin('123456')
  counter.screen('approved')
  expect(counter.acquirer.log).toEqual(['0800/000001', '0200/000002', '0200/000003', '0200/000004'])
  const facts = counter.acquirer.received.slice(1).map((message) => message[57])
  expect(facts).toMatchObject([
    { entry: 1, repeated: false },
    { entry: 2, repeated: true },
    { entry: 3, repeated: false },
  ])
})

test('three wrong PINs lock the card, and no retry is offered', async () => {
  const counter = await counterThatIsIdle()
  await counter.presentCard()
  for (const pin of ['111111', '222222', '333333']) await counter.enterPin(pin)
  expect(counter.screen('refused')).toMatchObject({
    family: 'locked',
    offers: ['other-card', 'qr'],
    receipt: { charged: false },
  })
})

test('a swapped PIN key is found, repaired by a sign-on, and costs no try', async () => {
  const counter = await counterThatIsIdle()
  const before = counter.acquirer.triesLeft
  await counter.bench.set('wrong-terminal-key', true)
  await counter.presentCard()
  await counter.enterPin('123456')
  expect(counter.screen('enter-pin').notice).toMatchObject({ family: 'our-fault', cause: 'wrong-terminal-key' })
  expect(counter.acquirer.log).toEqual(['0800/000001', '0200/000002', '0800/000003'])
  await counter.enterPin('123456')
  counter.screen('approved')
  expect(counter.acquirer.triesLeft).toBe(before)
  const stated = counter.acquirer.received.map((message) => message[57]?.pinKeyCheckValue)
  expect(stated[1]).not.toBe(stated[3])
})

test('a PIN key lost at sign-on is repaired by the next one', async () => {
  const counter = await counterThatIsIdle()
  await counter.bench.set('sign-on-key-lost', true)
  counter.terminal.dispatch({ type: 'sign-on-requested' })
  await counter.time.pass(0)
  expect([...counter.bench.active]).toEqual([])
  await counter.presentCard()
  await counter.enterPin('123456')
  expect(counter.screen('enter-pin').notice?.family).toBe('our-fault')
  await counter.enterPin('123456')
  counter.screen('approved')
})

test.each(['block-format', 'pan-mismatch'] as const)(
  'firmware with %s: asked once more after a repair, then told; whoever comes next is asked once, until it is mended',
  async (id) => {
    const counter = await counterThatIsIdle()
    await counter.bench.set(id, true)
    await counter.presentCard()
    await counter.enterPin('123456')
    expect(counter.screen('enter-pin')).toMatchObject({ entry: 2, notice: { family: 'our-fault' } })
    await counter.enterPin('123456')
    expect(counter.screen('refused')).toMatchObject({ family: 'our-fault', offers: ['qr'] })
    expect(counter.acquirer.triesLeft).toBe(3)
    counter.terminal.dispatch({ type: 'qr-chosen' })
    await counter.time.pass(0)
    expect(counter.screen('approved').receipt).toMatchObject({ tender: 'qr', maskedPan: '', charged: true })

    // The next customer is not asked twice for what did not help the one before; the terminal still fetches fresh keys.
    const next = async () => {
      counter.terminal.dispatch({ type: 'done' })
      await settle()
      await counter.presentCard()
      await counter.enterPin('123456')
    }
    const signOns = () => counter.acquirer.log.filter((line) => line.startsWith('0800')).length
    const before = signOns()
    await next()
    expect(counter.screen('refused')).toMatchObject({ family: 'our-fault', offers: ['qr'] })
    expect(signOns()).toBe(before + 1)
    // Mended: the PIN is read, and from then on a fault is repaired again.
    await counter.bench.set(id, false)
    await next()
    counter.screen('approved')
    await counter.bench.set('wrong-terminal-key', true)
    await next()
    await counter.enterPin('123456')
    counter.screen('approved')
    expect(counter.acquirer.triesLeft).toBe(3)
  },
)

test('firmware that sends no PIN is asked for one', async () => {
  const counter = await counterThatIsIdle()
  await counter.bench.set('pin-missing', true)
  await counter.presentCard()
  await counter.enterPin('123456')
  expect(counter.screen('enter-pin').notice).toMatchObject({ family: 'pin-missing', cause: 'pin-missing' })
  expect(counter.acquirer.received.at(-1)).toMatchObject({ 22: { panEntry: '05', pinEntry: '2' } })
  expect(counter.acquirer.received.at(-1)?.[52]).toBeUndefined()
  await counter.bench.set('pin-missing', false)
  await counter.enterPin('123456')
  counter.screen('approved')
})

test('a bit flipped on the line leads to a sign-on, a reversal and a new prompt', async () => {
  const counter = await counterThatIsIdle()
  await counter.bench.set('corrupt', true)
  await counter.presentCard()
  await counter.enterPin('123456')
  expect(counter.screen('enter-pin').notice).toMatchObject({ family: 'our-fault', cause: 'corrupt' })
  expect(counter.acquirer.log).toEqual(['0800/000001', '0200/000002', '0800/000003', '0400/000002'])
  await counter.enterPin('123456')
  counter.screen('approved')
})

test('worn keys change what reaches the PIN pad, and the facts show it', async () => {
  const counter = await counterThatIsIdle()
  await counter.bench.set('dead-key', true)
  await counter.presentCard()
  await counter.enterPin('123456')
  await counter.bench.set('dead-key', false)
  await counter.bench.set('bouncing-key', true)
  await counter.enterPin('123456')
  const digits = counter.acquirer.received.slice(1).map((message) => message[57]?.pinDigits)
  expect(digits).toEqual([5, 7])
})

test('the cut link refuses the card before a PIN is asked for, and comes back by itself', async () => {
  const counter = await counterThatIsIdle()
  await counter.bench.set('network', true)
  await counter.presentCard()
  expect(counter.screen('refused')).toMatchObject({
    family: 'network',
    receipt: { charged: false, code: '', trace: '' },
  })
  await counter.bench.set('network', false)
  await counter.time.pass(10_000)
  counter.terminal.dispatch({ type: 'retry-chosen' })
  await counter.enterPin('123456')
  counter.screen('approved')
})

test('a worn chip falls back to the stripe after two reads, marked as fallback', async () => {
  const counter = await counterThatIsIdle()
  const card = { ...TEST_CARD, condition: 'chip-worn' } as const
  await counter.presentCard(card, 'stripe')
  expect(counter.screen('present-card').problem).toBe('use-chip')
  counter.terminal.dispatch({ type: 'card-presented', card, method: 'chip' })
  expect(counter.screen('present-card').problem).toBe('unreadable')
  counter.terminal.dispatch({ type: 'card-presented', card, method: 'chip' })
  expect(counter.screen('present-card').problem).toBe('use-stripe')
  counter.terminal.dispatch({ type: 'card-presented', card, method: 'stripe' })
  await counter.enterPin('123456')
  counter.screen('approved')
  expect(counter.acquirer.received.at(-1)).toMatchObject({ 22: { panEntry: '02' }, 57: { fallback: true } })
})

test('a card with two accounts: nothing is read before the cardholder has chosen, and the chosen one pays', async () => {
  const counter = await counterThatIsIdle()
  const credit = { aid: fromHex('A000000333010102'), label: 'UnionPay Credit' }
  const other = { ...TEST_CARD, pan: Pan.of('6225880000000106'), application: credit }
  await counter.presentCard({ ...TEST_CARD, further: [other] })
  expect(counter.screen('choose-application').applications.map(({ label }) => label)).toEqual([
    'UnionPay Debit',
    'UnionPay Credit',
  ])
  // One that was not offered means nothing; Cancel gives the card back.
  counter.terminal.dispatch({ type: 'application-chosen', aid: 'A0000000031010' })
  counter.screen('choose-application')
  counter.terminal.dispatch({ type: 'cancelled' })
  counter.screen('idle')
  await counter.presentCard({ ...TEST_CARD, further: [other] })
  counter.terminal.dispatch({ type: 'application-chosen', aid: toHex(credit.aid) })
  await settle()
  expect(counter.screen('enter-pin').maskedPan).toBe('622588******0106')
  await counter.enterPin('111111')
  expect(counter.screen('enter-pin')).toMatchObject({ entry: 2, maskedPan: '622588******0106' })
  await counter.enterPin('123456')
  expect(counter.screen('approved').receipt.chip?.label).toBe('UnionPay Credit')
})
