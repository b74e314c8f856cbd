import { deliverOwed, nothingInFlight, type StandInRule } from '@fiftyfive/acquiring'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { fromHex } from '@fiftyfive/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BareTerminal, CARD, cardState, issueCard, openParties, type Parties } from './support/parties.ts'

// What the acquirer approves in an issuer's place while that cannot be asked.

const RULE: StandInRule = {
  range: '6225',
  currency: 'CNY',
  amountMax_minor: 5_000,
  perCard: { count: 2, amount_minor: 8_000 },
}
/** By tap, without cardholder verification. */
const TAP: Partial<UnionPayMessage> = {
  22: { panEntry: '07', pinEntry: '2' },
  26: undefined,
  52: undefined,
  53: undefined,
  55: { '9F34': fromHex('1F0302') },
}

let parties: Parties
let terminal: BareTerminal

beforeAll(async () => {
  parties = await openParties()
})
afterAll(() => parties.close())
beforeEach(async () => {
  parties.link.isUp = true
  parties.link.standIn = [RULE]
  await deliverOwed(parties.acquirer)
  await issueCard(parties)
  terminal = await BareTerminal.signedOn(parties)
  parties.link.isUp = false
  parties.link.reached.length = 0
})

const amount = (minor: number) => ({ 4: String(minor).padStart(12, '0') })
const tap = (minor: number, change: Partial<UnionPayMessage> = {}) =>
  terminal.sale(CARD.pin, { ...TAP, ...amount(minor), ...change })
const code = async (message: UnionPayMessage) => (await terminal.request(message))?.[39]
const linkIsBack = () => {
  parties.link.isUp = true
  return deliverOwed(parties.acquirer)
}

describe('while its issuer cannot be asked, a small sale that needs no PIN', () => {
  it('is approved, and its issuer hears of it when it is back', async () => {
    const answer = await terminal.request(tap(3_000))
    expect(answer).toMatchObject({ 39: '00', 38: expect.stringMatching(/^\d{6}$/) as string })
    expect(parties.link.reached).toEqual([])
    expect(await linkIsBack()).toBe(0)
    expect(parties.link.reached).toEqual(['0220'])
    expect((await cardState(parties))?.available_minor).toBe(97_000)
  })

  it('can be voided afterwards like any other, and reversed', async () => {
    const sale = tap(3_000)
    const other = tap(1_000)
    const answer = await terminal.request(sale)
    await terminal.request(other)
    expect(await code(terminal.reversalOf(other))).toBe('00')
    expect(await linkIsBack()).toBe(0)
    expect((await cardState(parties))?.available_minor).toBe(97_000)
    const voided = terminal.payment('void', 3_000, { 37: answer?.[37], 61: terminal.original(sale) })
    expect(await code(voided)).toBe('00')
    expect((await cardState(parties))?.available_minor).toBe(100_000)
  })

  it('is approved up to the limits of its card, until the issuer has heard of it', async () => {
    expect([await code(tap(4_000)), await code(tap(4_001)), await code(tap(4_000)), await code(tap(1))]).toEqual([
      '00',
      '91',
      '00',
      '91',
    ])
    await linkIsBack()
    parties.link.isUp = false
    expect(await code(tap(1))).toBe('00')
  })

  it('counts against its card also after a restart, and however many come at once', async () => {
    expect(await Promise.all([tap(3_000), tap(3_000), tap(2_000)].map(code))).toEqual(['00', '00', '91'])
    parties.acquirer = { ...parties.acquirer, inFlight: nothingInFlight() }
    expect(await code(tap(1))).toBe('91')
  })

  it('is not approved for a card that is held, nor at a terminal in quarantine', async () => {
    const { acquirer } = parties
    const until = parties.clock.now() + 1_000
    for (const [kind, scope] of [
      ['hold-card', { entry: 'contactless' }],
      ['quarantine', { terminal: terminal.terminal.id }],
    ] as const) {
      parties.acquirer = { ...acquirer, restrictions: () => [{ id: kind, kind, scope, until }] }
      expect(await code(tap(1_000))).toBe('91')
    }
    parties.acquirer = acquirer
  })

  it.each<[string, Partial<UnionPayMessage>]>([
    ['with a PIN', { 52: fromHex('0123456789ABCDEF'), 22: { panEntry: '07', pinEntry: '1' } }],
    ['whose verification was to be a PIN', { 55: { '9F34': fromHex('420300') } }],
    ['that tells nothing of its verification', { 55: undefined }],
    ['above the limit', amount(5_001)],
    ['by stripe', { 22: { panEntry: '02', pinEntry: '2' } }],
    ['with a number typed in', { 22: { panEntry: '01', pinEntry: '2' } }],
    ['with a card that has expired', { 14: '2601' }],
    ['in another currency', { 49: '840' }],
  ])('%s is not', async (_, change) => {
    const sale = tap(1_000, change)
    expect(await code(change[52] ? { ...sale, 52: terminal.pinBlock(CARD.pin) } : sale)).toBe('91')
    expect(await linkIsBack()).toBe(0)
    expect((await cardState(parties))?.available_minor).toBe(100_000)
  })

  it('is not where nothing was agreed, nor for another range, nor when the request may have left', async () => {
    parties.link.standIn = []
    expect(await code(tap(1_000))).toBe('91')
    parties.link.standIn = [{ ...RULE, range: '6217' }]
    expect(await code(tap(1_000))).toBe('91')
    parties.link.standIn = [RULE]
    parties.link.isUp = true
    parties.link.behave = () => 'down'
    expect(await code(tap(1_000))).toBe('91')
    parties.link.behave = () => 'answer'
  })

  it('that the issuer does not take afterwards is brought to notice', async () => {
    const stranger = tap(1_000, { 2: '6225880202614037202' })
    expect(await code(stranger)).toBe('00')
    await linkIsBack()
    const subject = `${terminal.terminal.id}-${terminal.batch}-${stranger[11]}`
    expect(await parties.acquirer.store.openExceptions()).toContainEqual(
      expect.objectContaining({ kind: 'advice-refused', subject, detail: '14' }),
    )
  })
})
