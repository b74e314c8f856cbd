import {
  type AcquirerPorts,
  deliverOwed,
  demandSignOn,
  handleTerminalMessage,
  type JournalEntry,
  nothingInFlight,
  recoverOpenPayments,
  type Restriction,
  withdrawSignOn,
} from '@fiftyfive/acquiring'
import { unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { expectOk, Pan } from '@fiftyfive/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BareTerminal, CARD, cardState, issueCard, openParties, type Parties } from './support/parties.ts'

let parties: Parties
let terminal: BareTerminal

beforeAll(async () => {
  parties = await openParties()
})
afterAll(() => parties.close())
beforeEach(async () => {
  parties.link.behave = () => 'answer'
  parties.link.reached.length = 0
  await issueCard(parties)
  terminal = await BareTerminal.signedOn(parties)
})

const keyOf = (message: { 11?: string | undefined }) => `${terminal.terminal.id}-000001-${message[11]}`
const statusOf = async (message: { 11?: string | undefined }) =>
  (await parties.acquirer.store.payment(keyOf(message)))?.status

describe('authorization', () => {
  it('approves the right PIN and takes the amount off', async () => {
    const answer = await terminal.request(terminal.sale())
    expect(answer).toMatchObject({ mti: '0210', 39: '00' })
    expect(answer?.[38]).toMatch(/^\d{6}$/)
    expect(answer?.[64]).toHaveLength(8)
    expect(await cardState(parties)).toEqual({ triesLeft: 3, available_minor: 99_000 })
  })

  it('sees of card and batch what the request shows', async () => {
    const seen = () => parties.events.findLast((event) => event.type === 'attempt')?.observation
    const sale = terminal.sale()
    await terminal.request(sale)
    expect(seen()).toMatchObject({ key: keyOf(sale), cardFacts: { panLength: CARD.pan.length }, batchMismatch: false })
    await terminal.request({ ...terminal.sale(), 60: { type: '22', batch: '000007' } })
    expect(seen()?.batchMismatch).toBe(true)
  })

  it.each([
    ['installment sale', '64', '22'],
    ['sale with the type of a completion', '00', '20'],
    ['sale under the condition of a pre-authorization', '06', '22'],
  ])('charges nothing for a %s, which it does not carry out', async (_, condition, type) => {
    const answer = await terminal.request(terminal.sale(CARD.pin, { 25: condition, 60: { type, batch: '000001' } }))
    expect(answer?.[39]).toBe('12')
    expect(parties.link.reached).toEqual([])
    expect(await cardState(parties)).toEqual({ triesLeft: 3, available_minor: 100_000 })
  })

  it('opens no QR order for what is no sale', async () => {
    const completion = { 22: { panEntry: '03', pinEntry: '2' }, 25: '06', 60: { type: '20', batch: '000001' } }
    expect((await terminal.request(terminal.sale(CARD.pin, completion)))?.[39]).toBe('12')
  })

  it('counts a wrong PIN once and locks after the third', async () => {
    const codes: unknown[] = []
    for (let entry = 0; entry < 4; entry++) codes.push((await terminal.request(terminal.sale('111111')))?.[39])
    expect(codes).toEqual(['55', '55', '75', '75'])
    expect((await terminal.request(terminal.sale()))?.[39]).toBe('75')
  })

  it.each(['20481', '2048160', '204817', '304816'])(
    'takes no part, extension or variation of the PIN for the PIN (%#)',
    async (pin) => {
      expect((await terminal.request(terminal.sale(pin)))?.[39]).toBe('55')
      expect((await cardState(parties))?.triesLeft).toBe(2)
    },
  )

  it('gives a retransmission the stored answer, asks the issuer once and counts one try (abuse 15)', async () => {
    const sale = terminal.sale('111111')
    const first = await terminal.request(sale)
    const second = await terminal.request(sale)
    expect(second).toEqual(first)
    expect(parties.link.reached).toEqual(['0200'])
    expect((await cardState(parties))?.triesLeft).toBe(2)
  })

  it('lets a retransmission join its original while that is still in flight', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    parties.link.behave = () => ({ hold: promise })
    const sale = terminal.sale()
    const both = Promise.all([terminal.request(sale), terminal.request(sale)])
    setTimeout(resolve, 50)
    const [first, second] = await both
    expect(first?.[39]).toBe('00')
    expect(second).toEqual(first)
    expect(parties.link.reached).toEqual(['0200'])
  })

  it('refuses the same trace number with another amount', async () => {
    const sale = terminal.sale()
    await terminal.request(sale)
    expect((await terminal.request({ ...sale, 4: '000000009900' }))?.[39]).toBe('94')
    expect((await cardState(parties))?.available_minor).toBe(99_000)
  })

  it.each([
    ['zero amount (abuse 10)', { 4: '000000000000' }, '13'],
    ['amount beyond belief (abuse 10)', { 4: '999999999999' }, '13'],
    ['unknown currency', { 49: '999' }, '13'],
    ['another processing code', { 3: '310000' }, '12'],
    ['entry mode nobody knows', { 22: { panEntry: '99', pinEntry: '1' } }, '30'],
    ['a card of no issuer here', { 2: '4000000000000002' }, '92'],
  ])('%s is refused and changes nothing', async (_name, change, code) => {
    expect((await terminal.request(terminal.sale(CARD.pin, change)))?.[39]).toBe(code)
    expect(parties.link.reached).toEqual([])
    expect(await cardState(parties)).toEqual({ triesLeft: 3, available_minor: 100_000 })
  })

  it('asks for the PIN when the issuer wants one and none came', async () => {
    const withoutPin = terminal.sale(CARD.pin, { 52: undefined, 22: { panEntry: '05', pinEntry: '2' } })
    expect((await terminal.request(withoutPin))?.[39]).toBe('70')
    expect((await cardState(parties))?.triesLeft).toBe(3)
  })
})

describe('authentication', () => {
  it('refuses a request without a MAC, with a wrong one, and one changed on the way (abuse 13, 14)', async () => {
    expect((await terminal.send(terminal.sale()))?.[39]).toBe('A0')
    const damaged = terminal.seal(terminal.sale())
    damaged[damaged.length - 1] = (damaged.at(-1) as number) ^ 1
    expect(await handleTerminalMessage(parties.acquirer, damaged)).toBeDefined()
    const changed = terminal.seal(terminal.sale())
    changed[20] = (changed[20] as number) ^ 0x10
    await handleTerminalMessage(parties.acquirer, changed)
    expect(parties.link.reached).toEqual([])
    expect(await cardState(parties)).toEqual({ triesLeft: 3, available_minor: 100_000 })
  })

  it('refuses an unknown terminal, a terminal under another merchant, and one that never signed on (abuse 17, 18)', async () => {
    expect((await terminal.request({ ...terminal.sale(), 41: 'T9999999' }))?.[39]).toBe('97')
    expect((await terminal.request({ ...terminal.sale(), 42: '898310154119999' }))?.[39]).toBe('03')
    const fresh = await BareTerminal.activate(parties)
    expect((await fresh.request(fresh.sale()))?.[39]).toBe('77')
  })

  it('answers bytes that are no message with 30 or not at all, and goes on', async () => {
    expect(await handleTerminalMessage(parties.acquirer, Uint8Array.of(1, 2, 3))).toBeUndefined()
    expect(await handleTerminalMessage(parties.acquirer, new Uint8Array(0))).toBeUndefined()
    expect(await handleTerminalMessage(parties.acquirer, Uint8Array.of(0x02, 0x00, 0xff))).toBeDefined()
    expect((await terminal.request(terminal.sale()))?.[39]).toBe('00')
  })
})

describe('faults of ours', () => {
  it('stops a PIN block under a wrong key before the issuer: 99, and no try is counted (abuse 19)', async () => {
    const right = terminal.pinKey
    terminal.pinKey = new Uint8Array(16).fill(0x5b)
    expect((await terminal.request(terminal.sale()))?.[39]).toBe('99')
    expect(parties.link.reached).toEqual([])
    terminal.pinKey = right
    expect((await terminal.request(terminal.sale()))?.[39]).toBe('00')
    expect((await cardState(parties))?.triesLeft).toBe(3)
  })

  it('proves a lost sign-on key: the block is well formed under the previous one', async () => {
    const previous = terminal.pinKey
    await terminal.request(terminal.sale())
    await terminal.signOn()
    terminal.pinKey = previous
    expect((await terminal.request(terminal.sale()))?.[39]).toBe('99')
    const last = parties.events.findLast((event) => event.type === 'attempt')
    expect(last?.type === 'attempt' && last.observation.pinBlock).toMatchObject({ underPreviousKey: true })
  })
})

describe('key exchange', () => {
  it('repeats unconfirmed keys, so that a lost answer leaves nobody without a key', async () => {
    await terminal.request(terminal.sale())
    const before = { macKey: terminal.macKey, pinKey: terminal.pinKey }
    const first = await terminal.signOn()
    const lost = terminal.macKey
    const second = await terminal.signOn()
    expect(second[62]).toEqual(first[62])
    expect(terminal.macKey).toEqual(lost)
    Object.assign(terminal, before)
    expect((await terminal.request(terminal.sale()))?.[39], 'the old key still works').toBe('00')
  })

  it('gives two sign-ons that come at once the same keys', async () => {
    await terminal.request(terminal.sale())
    const [first, second] = await Promise.all([terminal.signOn(), terminal.signOn()])
    expect(second[62]).toEqual(first[62])
  })

  it('refuses a sign-on that asks for other keys than it gives, and throws at none (abuse 25)', async () => {
    const { id, merchantId } = terminal.terminal
    for (const networkCode of ['001', '004', '999']) {
      const signOn = {
        mti: '0800',
        11: terminal.nextTrace(),
        41: id,
        42: merchantId,
        60: { type: '00', batch: '000001', networkCode },
      } as const
      expect((await terminal.send(signOn))?.[39]).toBe('12')
    }
  })

  it('retires the old key with the first MAC under the new one', async () => {
    await terminal.request(terminal.sale())
    const old = { mac: terminal.macKey, pin: terminal.pinKey }
    await terminal.signOn()
    expect((await terminal.request(terminal.sale()))?.[39]).toBe('00')
    Object.assign(terminal, { macKey: old.mac, pinKey: old.pin })
    expect((await terminal.request(terminal.sale()))?.[39]).toBe('A0')
  })
})

describe('reversal', () => {
  it('undoes an approval exactly once, however often it is asked to', async () => {
    const sale = terminal.sale()
    await terminal.request(sale)
    for (let i = 0; i < 3; i++) expect((await terminal.request(terminal.reversalOf(sale)))?.[39]).toBe('00')
    expect(await deliverOwed(parties.acquirer)).toBe(0)
    expect(await statusOf(sale)).toBe('reversed')
    expect((await cardState(parties))?.available_minor).toBe(100_000)
    expect(parties.link.reached).toEqual(['0200', '0420'])
  })

  it('that overtakes its original leaves a tombstone: the original is refused', async () => {
    const sale = terminal.sale()
    expect((await terminal.request(terminal.reversalOf(sale)))?.[39]).toBe('00')
    expect((await terminal.request(sale))?.[39]).toBe('25')
    expect((await cardState(parties))?.available_minor).toBe(100_000)
  })

  it('while the original is in flight undoes what the issuer approves afterwards', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    parties.link.behave = (request) => (request.mti === '0200' ? { hold: promise } : 'answer')
    const sale = terminal.sale()
    const answer = terminal.request(sale)
    await new Promise((done) => setTimeout(done, 50))
    expect((await terminal.request(terminal.reversalOf(sale)))?.[39]).toBe('00')
    resolve()
    expect((await answer)?.[39]).not.toBe('00')
    await deliverOwed(parties.acquirer)
    expect(await statusOf(sale)).toBe('reversed')
    expect((await cardState(parties))?.available_minor).toBe(100_000)
  })

  it('is owed to the issuer until it answers, and reaches it however often the link fails', async () => {
    const sale = terminal.sale()
    parties.link.behave = () => 'lose-answer'
    expect((await terminal.request(sale))?.[39]).toBe('98')
    expect(await statusOf(sale)).toBe('unknown')
    expect((await cardState(parties))?.available_minor).toBe(99_000)
    expect(await deliverOwed(parties.acquirer)).toBe(1)
    parties.link.reached.length = 0
    expect(await deliverOwed(parties.acquirer)).toBe(1)
    expect(parties.link.reached, 'not again at once').toEqual([])
    parties.clock.time += 1_000
    expect(await deliverOwed(parties.acquirer)).toBe(1)
    expect(parties.link.reached).toEqual(['0420'])
    parties.link.behave = () => 'answer'
    parties.clock.time += 2_000
    expect(await deliverOwed(parties.acquirer)).toBe(0)
    expect((await cardState(parties))?.available_minor).toBe(100_000)
    expect(await statusOf(sale)).toBe('reversed')
  })

  it('without a valid MAC undoes nothing', async () => {
    const sale = terminal.sale()
    await terminal.request(sale)
    expect((await terminal.send(terminal.reversalOf(sale)))?.[39]).toBe('A0')
    await deliverOwed(parties.acquirer)
    expect((await cardState(parties))?.available_minor).toBe(99_000)
  })
})

describe('two hosts that share a store', () => {
  /** Whose commits of such entries wait; `reached` resolves when the first one does. */
  function otherHost(type: JournalEntry['type'], until: Promise<void>) {
    const { promise: reached, resolve } = Promise.withResolvers<void>()
    const { store } = parties.acquirer
    const host: AcquirerPorts = {
      ...parties.acquirer,
      inFlight: nothingInFlight(),
      store: {
        ...store,
        async commit(at, entries) {
          if (entries.some((entry) => entry.type === type)) {
            resolve()
            await until
          }
          return store.commit(at, entries)
        },
      },
    }
    return { host, reached }
  }

  it('undo a payment that the one approves while the other writes its reversal', async () => {
    const { promise: written, resolve: write } = Promise.withResolvers<void>()
    const { host, reached } = otherHost('reversal-received', written)
    const sale = terminal.sale()
    const reversed = terminal.request(terminal.reversalOf(sale), host)
    await reached
    expect((await terminal.request(sale))?.[39]).toBe('00')
    write()
    expect((await reversed)?.[39]).toBe('00')
    expect(await deliverOwed(parties.acquirer)).toBe(0)
    expect(await statusOf(sale)).toBe('reversed')
    expect((await cardState(parties))?.available_minor).toBe(100_000)
  })

  it('undo a payment in flight at the one though the other died with its reversal half written', async () => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    parties.link.behave = ({ mti }) => (mti === '0200' ? { hold: answered } : 'answer')
    const { host, reached } = otherHost('owed-queued', new Promise(() => {}))
    const sale = terminal.sale()
    const paid = terminal.request(sale)
    await expect.poll(() => statusOf(sale)).toBe('open')
    const blind = { ...host.store, payment: async () => undefined }
    await terminal.request(terminal.reversalOf(sale), { ...host, store: blind })
    void terminal.request(terminal.reversalOf(sale), host)
    await reached
    answer()
    expect((await paid)?.[39]).toBe('06')
    expect(await deliverOwed(parties.acquirer)).toBe(0)
    expect((await cardState(parties))?.available_minor).toBe(100_000)
  })
})

describe('restart', () => {
  it('makes open payments unknown and owes their reversal', async () => {
    const sale = terminal.sale()
    parties.link.behave = () => ({ hold: new Promise(() => {}) })
    void terminal.request(sale)
    await expect.poll(() => statusOf(sale)).toBe('open')
    expect(await recoverOpenPayments(parties.acquirer)).toBe(1)
    parties.link.behave = () => 'answer'
    expect(await deliverOwed(parties.acquirer)).toBe(0)
    expect(await statusOf(sale)).toBe('reversed')
    expect((await cardState(parties))?.available_minor).toBe(100_000)
  })
})

describe('what is paused because of an incident', () => {
  const place = async (change: Omit<Restriction, 'id' | 'until'>, lasts_ms = 60_000) => {
    const restriction = { ...change, id: 'a-1', until: parties.clock.now() + lasts_ms }
    const placed: JournalEntry = { type: 'restriction-placed', restriction, by: 'li.na' }
    await parties.acquirer.store.commit(parties.clock.now(), [placed])
    standing = await parties.acquirer.store.restrictions()
  }
  let standing: readonly Restriction[] = []
  let ports: AcquirerPorts
  beforeEach(() => {
    standing = []
    ports = { ...parties.acquirer, restrictions: () => standing }
  })
  const pay = (pin?: string, change: Partial<UnionPayMessage> = {}) =>
    terminal.request(terminal.sale(pin, change), ports)

  it('PIN: refused with the cause before the PIN goes anywhere, in its scope and its time alone', async () => {
    await place({ kind: 'pause-pin', scope: { terminal: terminal.terminal.id, range: '622588' }, cause: 'dead-key' })
    const answer = await pay()
    expect(answer).toMatchObject({ 39: '58', 63: { advice: { cause: 'dead-key', confidence_percent: 100 } } })
    expect(parties.link.reached).toEqual([])
    await place({ kind: 'pause-pin', scope: { terminal: terminal.terminal.id, range: '621700' } })
    expect((await pay())?.[39]).toBe('00')
    await place({ kind: 'pause-pin', scope: { range: '622588' } }, 0)
    expect((await pay())?.[39]).toBe('00')
    await place({ kind: 'pause-pin', scope: {} })
    expect((await pay())?.[39]).toBe('00')
  })

  it('a terminal: nothing new and no keys, but what it did before can be undone', async () => {
    const sale = terminal.sale()
    expect((await terminal.request(sale, ports))?.[39]).toBe('00')
    await place({ kind: 'quarantine', scope: { terminal: terminal.terminal.id } })
    expect((await pay())?.[39]).toBe('58')
    const qr = { 2: undefined, 22: { panEntry: '03', pinEntry: '2' }, 52: undefined } as const
    expect((await pay(CARD.pin, qr))?.[39]).toBe('58')
    const signOn = terminal.management('0800', '003')
    const unsealed = expectOk(unionpayPos.encode(signOn), 'sign-on')
    const refused = await handleTerminalMessage(ports, unsealed)
    expect(expectOk(unionpayPos.decode(refused as Uint8Array), 'answer')).toMatchObject({ mti: '0810', 39: '58' })
    expect((await terminal.request(terminal.reversalOf(sale), ports))?.[39]).toBe('00')
    expect(await statusOf(sale)).toBe('reversed')
  })

  it('a card: refused (62) wherever it is used', async () => {
    const { token } = parties.acquirer.cardVault.store(Pan.of(CARD.pan))
    await place({ kind: 'hold-card', scope: { card: token } })
    expect((await pay())?.[39]).toBe('62')
    expect(await cardState(parties)).toEqual({ triesLeft: 3, available_minor: 100_000 })
  })

  it('offering QR first: a wrong PIN is answered with the cause, a right one is not touched', async () => {
    await place({ kind: 'offer-qr', scope: { range: '622588' }, cause: 'issuer-data' })
    expect(await pay('111111')).toMatchObject({ 39: '55', 63: { advice: { cause: 'issuer-data' } } })
    expect((await pay())?.[39]).toBe('00')
  })

  it('a demanded sign-on: 77 once, then new keys; taken back only where it was not followed', async () => {
    const { id } = terminal.terminal
    expectOk(await demandSignOn(ports, id, { renew: true, reason: 'test' }), 'demand')
    expect((await pay())?.[39]).toBe('77')
    const before = Uint8Array.from(terminal.pinKey)
    await terminal.signOn()
    expect(terminal.pinKey).not.toEqual(before)
    expect((await pay())?.[39]).toBe('00')
    const current = await ports.store.terminal(id)
    expect(expectOk(await withdrawSignOn(ports, id, 'test'), 'withdraw')).toEqual(current)
    expectOk(await demandSignOn(ports, id, { renew: false, reason: 'test' }), 'demand')
    expectOk(await withdrawSignOn(ports, id, 'test'), 'withdraw')
    expect((await pay())?.[39]).toBe('00')
    expect((await demandSignOn(ports, 'T9999999', { renew: false, reason: 'test' })).ok).toBe(false)
  })
})
