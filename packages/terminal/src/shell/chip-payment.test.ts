import { findingsIn } from '@fiftyfive/emv'
import { fromHex, toHex } from '@fiftyfive/kernel'
import { beforeEach, describe, expect, test } from 'vitest'
import { Counter, TEST_CARD } from '../testing/counter.ts'
import { issueChip } from '../testing/test-chip.ts'
import { certified, certifiedIssuer, keyPair } from '../testing/certified-chip.ts'
import { newChipKeys } from '../training/virtual-chip-issuer.ts'

/** The whole terminal, real bytes and cryptography, against chips that check PINs and issuers that answer to chips. */
let counter: Counter
beforeEach(async () => {
  counter = new Counter()
  await counter.powerOn()
})
const sales = () => counter.acquirer.received.filter(({ mti }) => mti === '0200')
const lastSale = () => sales().at(-1) ?? { mti: '' }
const tag = (name: string) => toHex(lastSale()[55]?.[name] ?? new Uint8Array())
const UNLOCKING = '204816'

describe('the issuer answers to the chip', () => {
  test('a right response cryptogram ends in a certificate, which the receipt shows', async () => {
    const { card, memory } = issueChip(counter)
    await counter.presentCard(card)
    await counter.enterPin('123456')
    const { chip } = counter.screen('approved').receipt
    expect(chip).toMatchObject({ certificate: true, counter: '0007' })
    expect(chip?.cryptogram).not.toBe(tag('9F26'))
    expect(memory.lastOnline).toBe(7)
  })

  test('a wrong request cryptogram is refused by the issuer as a card, not as a PIN', async () => {
    const { card, issued } = issueChip(counter)
    counter.acquirer.chips.set(card.pan.reveal(), { ...issued, keys: newChipKeys(counter.random) })
    await counter.presentCard(card)
    await counter.enterPin('123456')
    expect(counter.screen('refused')).toMatchObject({ family: 'declined', receipt: { code: '59', charged: false } })
  })

  test('an approval that the chip does not believe is undone, and nobody is charged', async () => {
    const { card } = issueChip(counter)
    counter.acquirer.forgeProof = true
    await counter.presentCard(card)
    await counter.enterPin('123456')
    expect(counter.screen('refused')).toMatchObject({ family: 'card', receipt: { charged: false } })
    expect(counter.acquirer.log.at(-1)).toMatch(/^0400/)
    expect(counter.acquirer.received.at(-1)?.[39]).toBe('06')
    expect([...counter.acquirer.payments.values()]).toEqual(['reversed'])
  })

  test('a second PIN is a payment of its own: the inserted chip makes another cryptogram for it', async () => {
    const { card } = issueChip(counter)
    await counter.presentCard(card)
    await counter.enterPin('111111')
    await counter.enterPin('123456')
    counter.screen('approved')
    const [first, second] = sales().map(({ 55: said }) => said)
    expect([first, second].map((said) => toHex(said?.['9F36'] ?? new Uint8Array()))).toEqual(['0007', '0008'])
    expect(first?.['9F26']).not.toEqual(second?.['9F26'])
  })

  test('cut off between the approval and the chip, the payment is undone after the restart', async () => {
    const { card } = issueChip(counter)
    await counter.presentCard(card)
    counter.acquirer.loseAnswers['0200'] = 1
    await counter.enterPin('123456')
    counter.terminal.stop()
    await counter.powerOn()
    counter.screen('reversed')
    expect([...counter.acquirer.payments.values()]).toEqual(['reversed'])
  })
})

describe('a chip that checks PINs', () => {
  test('right: no PIN leaves, and the cryptogram proves that it was checked', async () => {
    const { card } = issueChip(counter, UNLOCKING)
    await counter.presentCard(card)
    expect(counter.screen('enter-pin')).toMatchObject({ checkedBy: 'chip', triesLeft: 3 })
    await counter.enterPin(UNLOCKING)
    counter.screen('approved')
    expect(lastSale()[52]).toBeUndefined()
    expect(lastSale()[22]).toMatchObject({ panEntry: '05', pinEntry: '2' })
    expect([tag('9F34'), tag('9F33')]).toEqual(['410302', 'E0F8C8'])
  })

  test('wrong: told with the chip’s own count, warned before the last, and no message leaves', async () => {
    const { card, memory } = issueChip(counter, UNLOCKING)
    await counter.presentCard(card)
    await counter.enterPin('111111')
    expect(counter.screen('enter-pin').notice).toMatchObject({ family: 'wrong-pin', triesLeft: 2, lastTry: false })
    await counter.enterPin('222222')
    expect(counter.screen('enter-pin').notice).toMatchObject({ triesLeft: 1, lastTry: true, byChip: true })
    expect([sales(), memory.pinTriesLeft]).toEqual([[], 1])
    await counter.enterPin(UNLOCKING)
    counter.screen('approved')
    expect(memory.pinTriesLeft).toBe(3)
    const refusals = counter.notices.filter(({ type }) => type === 'pin-refused')
    expect(refusals).toMatchObject([{ byChip: true }, { byChip: true }])
  })

  test('used up: the PIN goes to the issuer instead, who has the chip unblocked, and hears that it was', async () => {
    const { card, memory } = issueChip(counter, UNLOCKING)
    counter.acquirer.pin = UNLOCKING
    await counter.presentCard(card)
    for (const wrong of ['111111', '222222', '333333']) await counter.enterPin(wrong)
    expect(memory.pinTriesLeft).toBe(0)
    expect(counter.screen('enter-pin')).toMatchObject({
      checkedBy: 'issuer',
      notice: { family: 'locked', cause: 'chip-locked' },
    })
    await counter.enterPin(UNLOCKING)
    counter.screen('approved')
    expect(findingsIn(lastSale()[55]?.['95'] ?? new Uint8Array())).toContain('pin-try-limit-exceeded')
    expect(memory.pinTriesLeft).toBe(3)
    counter.terminal.dispatch({ type: 'done' })
    await counter.time.pass(0)
    const report = counter.acquirer.received.at(-1)
    expect(report).toMatchObject({ mti: '0620', 60: { networkCode: '951' }, 61: { trace: lastSale()[11] } })
    expect(toHex(report?.[55]?.['DF31'] ?? new Uint8Array())).toBe('2000000001')
    expect(counter.terminal.state.journal.scripts).toBeUndefined()
  })

  test('locked before it came: the next rule of its list is taken at once', async () => {
    const { card, memory } = issueChip(counter, UNLOCKING)
    memory.pinTriesLeft = 0
    await counter.presentCard(card)
    expect(counter.screen('enter-pin')).toMatchObject({ checkedBy: 'issuer' })
  })

  test('locked, with an issuer that wants no other way: refused by the card, and nothing is sent', async () => {
    // The list ends with the chip's PIN, and the issuer's denial code (9F0E) covers a failed verification.
    const records = { '8E': fromHex('00000000000000000100'), '9F0E': fromHex('0000800000') }
    const { card, memory } = issueChip(counter, UNLOCKING, { records })
    memory.pinTriesLeft = 1
    await counter.presentCard(card)
    expect(counter.screen('enter-pin').triesLeft).toBe(1)
    await counter.enterPin('111111')
    expect(counter.screen('refused')).toMatchObject({ family: 'locked', cause: 'chip-locked', receipt: { code: '' } })
    expect(sales()).toEqual([])
  })

  test('a PIN change reaches the chip too', async () => {
    const { card } = issueChip(counter, '123456')
    counter.terminal.dispatch({ type: 'transaction-ordered', order: { kind: 'pin-change' } })
    await counter.presentAgain(card)
    for (const digits of ['123456', '604817', '604817']) await counter.enterPin(digits)
    counter.screen('approved')
    counter.terminal.dispatch({ type: 'done' })
    await counter.presentCard(card)
    await counter.enterPin('123456')
    expect(counter.screen('enter-pin').notice).toMatchObject({ byChip: true, triesLeft: 2 })
    await counter.enterPin('604817')
    counter.screen('approved')
  })

  test('an answer that was lost is tried again with the chip from the beginning', async () => {
    const { card } = issueChip(counter, UNLOCKING)
    await counter.presentCard(card)
    counter.acquirer.loseAnswers['0200'] = 1
    await counter.enterPin(UNLOCKING)
    await counter.time.pass(30_000)
    counter.terminal.dispatch({ type: 'retry-chosen' })
    await counter.time.pass(0)
    expect(counter.screen('enter-pin')).toMatchObject({ checkedBy: 'chip' })
    await counter.enterPin(UNLOCKING)
    counter.screen('approved')
  })

  test('enciphered: with the key its certificates prove, from a CA key that was downloaded', async () => {
    const { issuer, authority } = certifiedIssuer(TEST_CARD.pan.reveal())
    counter.acquirer.caKeys.push(authority)
    await counter.powerOn({ downloadsParameters: true })
    await counter.time.pass(0)
    const { card, memory } = issueChip(counter, UNLOCKING, { pinKey: keyPair(896).private })
    await counter.presentCard(certified(card, issuer))
    await counter.enterPin('111111')
    expect([counter.screen('enter-pin').notice?.triesLeft, memory.pinTriesLeft]).toEqual([2, 2])
    await counter.enterPin(UNLOCKING)
    counter.screen('approved')
    expect(tag('9F34')).toBe('440302')
  })
})

describe('parameters of the host', () => {
  test('are loaded once a day, kept, and set limits, applications and what may be done', async () => {
    await counter.powerOn({ downloadsParameters: true })
    await counter.time.pass(0)
    const asked = () => counter.acquirer.received.filter(({ 60: kind }) => /^3[678]\d$/.test(kind?.networkCode ?? ''))
    expect(asked().map(({ 60: kind }) => kind?.networkCode)).toEqual(['360', '361', '372', '371', '382', '380', '381'])
    const { parameters } = counter.terminal.state.journal
    expect(parameters).toMatchObject({ version: '00000001', settings: { batchMax: 300 } })
    expect(parameters?.applications[0]?.contactless?.verification_minor).toBe(100_000)
    await counter.powerOn({ downloadsParameters: true })
    expect(asked()).toHaveLength(7)
    counter.terminal.dispatch({ type: 'transaction-ordered', order: { kind: 'balance-inquiry' } })
    expect(counter.screen('not-possible').problem).toBe('not-allowed')
    counter.terminal.dispatch({ type: 'done' })

    const { card } = issueChip(counter)
    await counter.presentCard(card, 'contactless', 99_900)
    counter.screen('approved')
    expect([lastSale()[52], lastSale()[22]]).toEqual([undefined, { panEntry: '07', pinEntry: '2' }])
    counter.terminal.dispatch({ type: 'done' })
    // An issuer that wants the PIN after all gets it with the same tap.
    counter.acquirer.declineWith = { 39: '70' }
    await counter.presentCard(card, 'contactless', 99_900)
    expect(counter.screen('enter-pin').notice?.family).toBe('pin-missing')
    counter.acquirer.declineWith = undefined
    await counter.enterPin('123456')
    counter.screen('approved')
    const counters = () =>
      sales()
        .map(({ 55: said }) => toHex(said?.['9F36'] ?? new Uint8Array()))
        .slice(-2)
    expect(counters()).toEqual(['0008', '0008'])
    counter.terminal.dispatch({ type: 'done' })
    await counter.presentCard(card, 'contactless', 100_100)
    await counter.enterPin('111111')
    await counter.enterPin('123456')
    counter.screen('approved')
    expect(counters()).toEqual(['0009', '0009'])
    counter.terminal.dispatch({ type: 'done' })
    await counter.presentCard(card, 'contactless', 500_000)
    expect(counter.screen('present-card').problem).toBe('use-chip')
    await counter.presentAgain(card, 'chip')
    counter.screen('enter-pin')
    counter.terminal.dispatch({ type: 'cancelled' })
    await counter.time.pass(86_400_000)
    counter.terminal.dispatch({ type: 'amount-entered', amount: { minor: 100, currency: 'CNY' } })
    counter.terminal.dispatch({ type: 'cancelled' })
    await counter.time.pass(0)
    expect(asked()).toHaveLength(14)
  })

  test('a payment that begins meanwhile does not wait, and a host without any is left alone for a day', async () => {
    counter.acquirer.hasParameters = false
    await counter.powerOn({ downloadsParameters: true })
    await counter.time.pass(0)
    const asked = counter.acquirer.received.length
    await counter.presentCard()
    await counter.enterPin('123456')
    counter.screen('approved')
    counter.terminal.dispatch({ type: 'done' })
    await counter.time.pass(60_000)
    expect(counter.acquirer.received.length).toBe(asked + 1)
  })
})

describe('cards that cannot be used', () => {
  test('a blocked chip is not accepted, and its stripe is no way around it', async () => {
    const { card, memory } = issueChip(counter)
    memory.blocked = true
    await counter.presentCard(card)
    for (let i = 0; i < 4; i++) await counter.presentAgain(card)
    expect(counter.screen('present-card').problem).toBe('not-accepted')
    await counter.presentAgain(card, 'stripe')
    expect(counter.screen('present-card').problem).toBe('use-chip')
  })

  test('a worn chip leads to the stripe after two reads, and DE 60 says that it is a fallback', async () => {
    const { card } = issueChip(counter, undefined, { condition: 'chip-worn' })
    await counter.presentCard(card)
    await counter.presentAgain(card)
    expect(counter.screen('present-card').problem).toBe('use-stripe')
    await counter.presentAgain(card, 'stripe')
    await counter.enterPin('123456')
    counter.screen('approved')
    expect(lastSale()).toMatchObject({ 22: { panEntry: '02' }, 60: { chipCondition: '1' } })
  })
})
