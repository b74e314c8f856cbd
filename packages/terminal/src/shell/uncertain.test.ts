import { describe, expect, test } from 'vitest'
import { Counter } from '../testing/counter.ts'
import { advice } from '../testing/tiny-acquirer.ts'

async function counterWithPinPrompt(): Promise<Counter> {
  const counter = new Counter()
  await counter.powerOn()
  await counter.presentCard()
  return counter
}
const pendingOf = (counter: Counter): unknown =>
  (JSON.parse(counter.storage.values.get('journal') ?? '{}') as { pending?: unknown }).pending

describe('no answer', () => {
  test('is reversed, the reversal repeated until it is answered, and only then said to be over', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 1
    counter.acquirer.loseAnswers['0400'] = 2
    await counter.enterPin('123456')
    counter.screen('sending')
    await counter.time.pass(20_000)
    expect(counter.screen('reversing')).toMatchObject({ reason: '98', attempts: 1 })
    counter.terminal.dispatch({ type: 'amount-entered', amount: { minor: 100, currency: 'CNY' } })
    counter.screen('reversing')
    await counter.time.pass(60_000)
    expect(counter.screen('refused')).toMatchObject({
      family: 'network',
      offers: ['retry', 'other-card', 'qr'],
      receipt: { charged: false, trace: '000002' },
    })
    expect(counter.acquirer.log).toEqual(['0800/000001', '0200/000002', '0400/000002', '0400/000002', '0400/000002'])
    expect(counter.acquirer.payments.get('000002')).toBe('reversed')
    expect(pendingOf(counter)).toBeUndefined()
    counter.terminal.dispatch({ type: 'retry-chosen' })
    await counter.enterPin('123456')
    expect(counter.screen('approved').receipt.trace).toBe('000003')
  })

  test('the reversal carries no card data and repeats amount, trace number and batch', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 1
    await counter.enterPin('123456')
    await counter.time.pass(20_000)
    const reversal = counter.acquirer.received.find(({ mti }) => mti === '0400')
    expect(reversal).toMatchObject({
      3: '000000',
      4: '000000012800',
      11: '000002',
      39: '98',
      60: { type: '22', batch: '000001' },
    })
    for (const field of [2, 14, 35, 52, 55, 57] as const) expect(reversal?.[field]).toBeUndefined()
  })

  test('an approval that comes too late, during the reversal and after it, changes nothing', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 1
    counter.acquirer.loseAnswers['0400'] = 1
    await counter.enterPin('123456')
    await counter.time.pass(20_000)
    counter.screen('reversing')
    const late = counter.acquirer.kept[0] ?? new Uint8Array()
    counter.acquirer.say(late)
    await counter.time.pass(0)
    counter.screen('reversing')
    await counter.time.pass(30_000)
    counter.screen('refused')
    counter.acquirer.say(late)
    await counter.time.pass(0)
    counter.screen('refused')
    expect(counter.noticeTypes().filter((type) => type === 'answer-ignored')).toHaveLength(2)
    expect(counter.noticeTypes()).not.toContain('approved')
  })

  test('a late approval of one payment does not approve the next', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 2
    await counter.enterPin('123456')
    await counter.time.pass(25_000)
    counter.terminal.dispatch({ type: 'retry-chosen' })
    await counter.enterPin('123456')
    const [first, second] = counter.acquirer.kept
    counter.acquirer.say(first ?? new Uint8Array())
    await counter.time.pass(0)
    counter.screen('sending')
    counter.acquirer.say(second ?? new Uint8Array())
    await counter.time.pass(0)
    expect(counter.screen('approved').receipt.trace).toBe('000003')
  })

  test('a reversal refused for our keys or MAC is repeated after a sign-on, any other refusal without', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 1
    counter.acquirer.refuseReversals.push('96', '77')
    await counter.enterPin('123456')
    await counter.time.pass(40_000)
    counter.screen('refused')
    expect(counter.acquirer.log.slice(2)).toEqual(['0400/000002', '0400/000002', '0800/000003', '0400/000002'])
  })

  test('a link that breaks after sending is uncertain too, and is reversed when it is back', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 1
    await counter.enterPin('123456')
    counter.acquirer.cut()
    await counter.time.pass(1_000)
    expect(counter.screen('reversing').attempts).toBe(0)
    counter.acquirer.reachable = true
    await counter.time.pass(5_000)
    counter.screen('refused')
    expect(counter.acquirer.payments.get('000002')).toBe('reversed')
  })

  test('a link that looks open and carries nothing is given up for a new one', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 1
    counter.acquirer.loseAnswers['0400'] = 1
    let closed = 0
    counter.terminal.subscribe(() => (closed += Number(counter.terminal.state.link === 'down')))
    await counter.enterPin('123456')
    await counter.time.pass(60_000)
    expect(closed).toBeGreaterThan(0)
    expect(counter.terminal.state.link).toBe('up')
    counter.screen('refused')
  })

  test.each(['68', '98'])('code %s means nobody upstream answered: reversed', async (code) => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.declineWith = { 39: code, ...advice('network', 90) }
    await counter.enterPin('123456')
    expect(counter.screen('refused')).toMatchObject({ family: 'network', receipt: { code } })
    expect(counter.acquirer.payments.get('000002')).toBe('reversed')
  })
})

describe('power cut', () => {
  test('between sending and answer: the payment is reversed after the restart', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 1
    await counter.enterPin('123456')
    expect(pendingOf(counter)).toMatchObject({ trace: 2, kind: 'sale' })
    counter.terminal.stop()
    await counter.powerOn()
    expect(counter.screen('reversed').receipt).toMatchObject({
      charged: false,
      trace: '000002',
      maskedPan: '622588******0007',
    })
    expect(counter.acquirer.payments.get('000002')).toBe('reversed')
    counter.terminal.dispatch({ type: 'done' })
    counter.screen('idle')
  })

  test('after an approval nothing is reversed', async () => {
    const counter = await counterWithPinPrompt()
    await counter.enterPin('123456')
    counter.screen('approved')
    counter.terminal.stop()
    await counter.powerOn()
    counter.screen('idle')
    expect(counter.acquirer.payments.get('000002')).toBe('approved')
    expect(counter.acquirer.log).not.toContain('0400/000002')
  })

  test('the journal holds neither card number nor PIN block', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 1
    await counter.enterPin('123456')
    const stored = [...counter.storage.values.values()].join('\n')
    expect(stored).toContain('622588******0007')
    expect(stored).not.toContain('6225880000000007')
    expect(stored).not.toContain('123456')
  })

  test('a damaged journal stops the terminal from starting, as it may hide a payment', async () => {
    const counter = new Counter()
    counter.storage.values.set('journal', '{"batch":1,"trace":2,"pending":{"kind":"sale"}}')
    await expect(counter.powerOn()).rejects.toThrow('damaged')
  })
})

describe('storage', () => {
  test('a payment that cannot be recorded is not sent', async () => {
    const counter = await counterWithPinPrompt()
    counter.storage.failing = true
    await counter.enterPin('123456')
    expect(counter.screen('out-of-service').reason).toBe('storage')
    expect(counter.acquirer.log).toEqual(['0800/000001'])
    counter.storage.failing = false
    await counter.time.pass(5_000)
    counter.screen('idle')
  })

  test('an approval that cannot be recorded is undone: host, record and screen agree', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 1
    await counter.enterPin('123456')
    counter.storage.failing = true
    counter.acquirer.say(counter.acquirer.kept[0] ?? new Uint8Array())
    await counter.time.pass(0)
    expect(counter.screen('out-of-service').reason).toBe('storage')
    expect(counter.noticeTypes()).not.toContain('approved')
    counter.storage.failing = false
    await counter.time.pass(25_000)
    counter.screen('reversed')
    expect(counter.acquirer.payments.get('000002')).toBe('reversed')
  })
})

describe('answers that cannot be believed', () => {
  test('a bad MAC on an approval is no approval: sign-on, reversal with A0, new prompt', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.spoilAnswers = 1
    await counter.enterPin('123456')
    expect(counter.screen('enter-pin').notice).toMatchObject({ family: 'our-fault', cause: 'corrupt' })
    expect(counter.acquirer.received.find(({ mti }) => mti === '0400')?.[39]).toBe('A0')
    expect(counter.acquirer.payments.get('000002')).toBe('reversed')
    await counter.enterPin('123456')
    counter.screen('approved')
  })

  test('after one repair in a payment the terminal stops asking', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.spoilAnswers = 2
    for (let i = 0; i < 2; i++) await counter.enterPin('123456')
    expect(counter.screen('refused')).toMatchObject({ family: 'our-fault', cause: 'corrupt', offers: ['qr'] })
    expect([...counter.acquirer.payments.values()]).toEqual(['reversed', 'reversed'])
  })

  test('garbage on the line loses the connection, not the payment', async () => {
    const counter = await counterWithPinPrompt()
    counter.acquirer.loseAnswers['0200'] = 1
    await counter.enterPin('123456')
    counter.acquirer.say(Uint8Array.of(0xff, 0xff, 1, 2, 3))
    await counter.time.pass(10_000)
    counter.screen('refused')
    expect(counter.acquirer.payments.get('000002')).toBe('reversed')
  })
})

describe('sign-on', () => {
  test('keys whose check value is wrong are not stored, and the terminal says why it is out of service', async () => {
    const counter = new Counter()
    counter.acquirer.wrongCheckValue = true
    await counter.powerOn()
    expect(counter.screen('out-of-service').reason).toBe('check-value')
    expect([...counter.storage.values.keys()].toSorted()).toEqual(['journal', 'key/master'])
    counter.terminal.dispatch({ type: 'sign-on-requested' })
    await counter.time.pass(0)
    counter.screen('idle')
  })

  test('a refused sign-on says with which code, and is tried again later', async () => {
    const counter = new Counter()
    counter.acquirer.refuseSignOn = '97'
    await counter.powerOn()
    expect(counter.screen('out-of-service')).toMatchObject({ reason: 'sign-on-refused', code: '97' })
    counter.acquirer.refuseSignOn = undefined
    await counter.time.pass(30_000)
    counter.screen('idle')
  })

  test('a customer is told when the repair fails, and the terminal signs on again afterwards', async () => {
    const counter = await counterWithPinPrompt()
    await counter.bench.set('wrong-terminal-key', true)
    counter.acquirer.refuseSignOn = '96'
    await counter.enterPin('123456')
    expect(counter.screen('refused')).toMatchObject({ family: 'our-fault', offers: [], receipt: { charged: false } })
    counter.acquirer.refuseSignOn = undefined
    counter.terminal.dispatch({ type: 'done' })
    await counter.time.pass(0)
    counter.screen('idle')
  })

  test('an unanswered sign-on is repeated', async () => {
    const counter = new Counter()
    counter.acquirer.loseAnswers['0800'] = 1
    await counter.powerOn()
    counter.screen('signing-on')
    await counter.time.pass(20_000)
    expect(counter.screen('out-of-service').reason).toBe('sign-on-unanswered')
    await counter.time.pass(3_000)
    counter.screen('idle')
  })

  test('a terminal without a master key connects nowhere', async () => {
    const counter = new Counter()
    counter.storage.values.clear()
    await counter.powerOn()
    expect(counter.screen('out-of-service').reason).toBe('not-activated')
    expect(counter.acquirer.received).toEqual([])
  })
})

describe('QR order', () => {
  test('withdrawn at the till while somebody may be paying: reversed with 06', async () => {
    const counter = await counterWithPinPrompt()
    await counter.enterPin('111111')
    counter.acquirer.loseAnswers['0200'] = 1
    counter.terminal.dispatch({ type: 'qr-chosen' })
    await counter.time.pass(0)
    expect(counter.screen('qr').order).toBe('000001000003')
    counter.terminal.dispatch({ type: 'cancelled' })
    await counter.time.pass(0)
    expect(counter.screen('reversed').receipt).toMatchObject({ tender: 'qr', charged: false })
    expect(counter.acquirer.received.at(-1)).toMatchObject({ mti: '0400', 11: '000003', 39: '06' })
  })
})
