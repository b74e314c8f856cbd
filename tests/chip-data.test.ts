import { deliverOwed, handleTerminalMessage } from '@fiftyfive/acquiring'
import type { TlvFields, UnionPayMessage } from '@fiftyfive/iso8583'
import { asciiBytes, concatBytes, fromHex, Pan } from '@fiftyfive/kernel'
import {
  applicationCryptogram,
  cardMasterKey,
  commonSessionKey,
  counterAsR,
  responseCryptogram1,
  scriptMac,
  scriptPinChange,
} from '@fiftyfive/security'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  BareTerminal,
  CARD,
  cardState,
  ISSUER_CHIP_KEY,
  issueCard,
  openParties,
  type Parties,
} from './support/parties.ts'

// Chip data on its way to the issuer and back, as docs/reference/unionpay-transactions.md has it.

let parties: Parties
let terminal: BareTerminal

beforeAll(async () => {
  parties = await openParties()
  terminal = await BareTerminal.signedOn(parties)
})
afterAll(() => parties.close())
beforeEach(() => issueCard(parties, CARD.pan, { chip: true }))

const COUNTER = fromHex('0007')
/** Of a PAN of more than 16 digits, by option B. */
const cardKey = cardMasterKey(ISSUER_CHIP_KEY, { pan: CARD.pan, sequenceNumber: '01' }, 'B')
const sessionKey = commonSessionKey(cardKey, counterAsR(COUNTER))
const NO_PIN = { 22: { panEntry: '05', pinEntry: '2' }, 26: undefined, 52: undefined, 53: undefined }
const TAP = { ...NO_PIN, 22: { panEntry: '07', pinEntry: '2' } }
/** Verification results of the chip: it did not compare a PIN; it did, and the PIN was right; or wrong. */
const [NO_PIN_AT_CHIP, PIN_RIGHT, PIN_WRONG] = ['03A00000', '03A40000', '03A60000']

/** What a chip with the card's key says about this payment. */
function chipData(
  results = NO_PIN_AT_CHIP,
  cvmResults = '420300',
  change: TlvFields = {},
  findings = '0000040000',
): TlvFields {
  const said: TlvFields = {
    '9F02': fromHex('000000001000'),
    '9F03': fromHex('000000000000'),
    '9F1A': fromHex('0156'),
    '95': fromHex(findings),
    '5F2A': fromHex('0156'),
    '9A': fromHex('270304'),
    '9C': fromHex('00'),
    '9F37': fromHex('0A1B2C3D'),
    '82': fromHex('7C00'),
    '9F36': COUNTER,
  }
  const data = concatBytes(...Object.values(reordered(said)), fromHex(results))
  return {
    ...said,
    '9F26': applicationCryptogram(sessionKey, data),
    '9F27': fromHex('80'),
    '9F10': fromHex(`070101${results}01`),
    '9F34': fromHex(cvmResults),
    ...change,
  }
}
/** JavaScript lists keys that look like numbers first. */
const reordered = (said: TlvFields): TlvFields =>
  Object.fromEntries(
    ['9F02', '9F03', '9F1A', '95', '5F2A', '9A', '9C', '9F37', '82', '9F36'].map((tag, index) => [
      `_${index}`,
      said[tag] as Uint8Array,
    ]),
  )

const sell = (data: TlvFields, change: Partial<UnionPayMessage> = {}, pin: string = CARD.pin) =>
  terminal.request(terminal.sale(pin, { 55: data, ...change }))

describe('a cryptogram', () => {
  it('of the card is answered with proof that its issuer decided, approved or not', async () => {
    for (const [pin, code] of [
      ['111111', '55'],
      [CARD.pin, '00'],
    ] as const) {
      const data = chipData()
      const answer = await sell(data, {}, pin)
      const proof = responseCryptogram1(sessionKey, data['9F26'] as Uint8Array, asciiBytes(code))
      expect([answer?.[39], answer?.[55]]).toEqual([code, { 91: concatBytes(proof, asciiBytes(code)) }])
    }
  })
  it('is answered the same when its request comes again', async () => {
    const sale = terminal.sale(CARD.pin, { 55: chipData() })
    const first = await terminal.request(sale)
    expect(first?.[55]?.['91']).toHaveLength(10)
    expect(await terminal.request(sale)).toEqual(first)
  })
  it.each<[string, TlvFields]>([
    ['another chip', chipData(NO_PIN_AT_CHIP, '420300', { '9F26': new Uint8Array(8) })],
    ['another amount', chipData(NO_PIN_AT_CHIP, '420300', { '9F02': fromHex('000000000001') })],
    ['other results of the chip', chipData(NO_PIN_AT_CHIP, '420300', { '9F10': fromHex(`070101${PIN_RIGHT}01`) })],
    ['no counter', Object.fromEntries(Object.entries(chipData()).filter(([tag]) => tag !== '9F36'))],
  ])('of %s is refused with 59, and no PIN is looked at', async (_, data) => {
    const answer = await sell(data, {}, '111111')
    expect([answer?.[39], answer?.[55]]).toEqual(['59', undefined])
    expect(await cardState(parties)).toEqual({ triesLeft: 3, available_minor: 100_000 })
  })
  it('that has moved money is refused in another payment, and no PIN is looked at', async () => {
    expect((await sell(chipData()))?.[39]).toBe('00')
    expect((await sell(chipData(), {}, '111111'))?.[39]).toBe('59')
    expect(await cardState(parties)).toEqual({ triesLeft: 3, available_minor: 99_000 })
  })
  it('is not looked at where the issuer has no key for the chip', async () => {
    await issueCard(parties)
    const answer = await sell(chipData(NO_PIN_AT_CHIP, '420300', { '9F26': new Uint8Array(8) }))
    expect([answer?.[39], answer?.[55]]).toEqual(['00', undefined])
  })
})

describe('a PIN that the chip compared', () => {
  it('stands for the PIN at the issuer', async () => {
    expect((await sell(chipData(PIN_RIGHT, '410302'), NO_PIN))?.[39]).toBe('00')
  })
  it.each<[string, TlvFields]>([
    ['the terminal claims it and the chip does not', chipData(NO_PIN_AT_CHIP, '410302')],
    ['it was wrong', chipData(PIN_WRONG, '410301')],
    ['it was wrong, whatever the terminal claims', chipData(PIN_WRONG, '410302')],
  ])('does not when %s', async (_, data) => {
    expect((await sell(data, NO_PIN))?.[39]).toBe('70')
  })
  it('does not for a chip that proves nothing', async () => {
    await issueCard(parties)
    expect((await sell(chipData(PIN_RIGHT, '410302'), NO_PIN))?.[39]).toBe('70')
  })
})

describe('an issuer script', () => {
  /** Online PIN, after the chip took none any more. */
  const LOCKED = '0000240000'
  /** Identifier, then one command whose MAC is over header, length, counter, cryptogram and what is sealed. */
  function script(data: TlvFields, header: string, sealed = new Uint8Array()): Uint8Array {
    const key = commonSessionKey(cardKey, data['9F26'] as Uint8Array)
    const length = Uint8Array.of(sealed.length + 8)
    const covered = concatBytes(fromHex(header), length, COUNTER, data['9F26'] as Uint8Array, sealed)
    const command = concatBytes(fromHex(header), length, sealed, scriptMac(key, covered))
    return concatBytes(fromHex('9F180400000001'), Uint8Array.of(0x86, command.length), command)
  }
  const scriptOf = (answer: UnionPayMessage | undefined) => answer?.[55]?.['72']
  beforeEach(() => issueCard(parties, CARD.pan, { chip: true, chipPin: true }))

  it('gives a chip its tries back when the issuer was told the right PIN', async () => {
    const data = chipData(NO_PIN_AT_CHIP, '420300', {}, LOCKED)
    const answer = await sell(data)
    expect([answer?.[39], scriptOf(answer)]).toEqual(['00', script(data, '84240000')])
  })
  it.each([
    ['the PIN was wrong', '111111', LOCKED, {}],
    ['the chip still takes PINs', CARD.pin, '0000040000', {}],
    ['the chip has no PIN of its own', CARD.pin, LOCKED, { chip: true }],
  ] as const)('does not come when %s', async (_, pin, findings, card) => {
    if ('chip' in card) await issueCard(parties, CARD.pan, card)
    expect(scriptOf(await sell(chipData(NO_PIN_AT_CHIP, '420300', {}, findings), {}, pin))).toBeUndefined()
  })
  it('brings the chip the new PIN of a PIN change, sealed for it alone', async () => {
    const data = chipData()
    const change = terminal.payment('pin-change', 0, { 55: data, 62: { data: terminal.pinBlock('418305') } })
    const answer = await terminal.request(change)
    const sealed = scriptPinChange(commonSessionKey(cardKey, data['9F26'] as Uint8Array), '418305')
    expect([answer?.[39], scriptOf(answer)]).toEqual(['00', script(data, '84240002', sealed)])
  })
  it('comes with the approval or there is none: a copy of the change is not answered, and the change can be undone', async () => {
    const { token } = parties.issuer.cardVault.store(Pan.of(CARD.pan))
    const offset = async () => (await parties.issuer.store.card(token))?.pinOffset
    const before = await offset()
    const change = terminal.payment('pin-change', 0, { 55: chipData(), 62: { data: terminal.pinBlock('418305') } })
    expect(scriptOf(await terminal.request(change))).toBeDefined()
    expect(await offset()).not.toBe(before)
    expect(await handleTerminalMessage(parties.acquirer, terminal.seal(change))).toBe('silence')
    expect((await terminal.request(terminal.reversalOf(change)))?.[39]).toBe('00')
    await deliverOwed(parties.acquirer)
    expect(await offset()).toBe(before)
  })
})

describe('a change of the PIN that its chip could not hear of', () => {
  it.each([
    ['by tap', { 22: { panEntry: '07', pinEntry: '1' } }],
    ['by stripe', { 22: { panEntry: '02', pinEntry: '1' }, 55: undefined }],
  ] as const)('changes nothing: %s', async (_, change) => {
    await issueCard(parties, CARD.pan, { chip: true, chipPin: true })
    const { token } = parties.issuer.cardVault.store(Pan.of(CARD.pan))
    const offset = async () => (await parties.issuer.store.card(token))?.pinOffset
    const before = await offset()
    const newPin = { 62: { data: terminal.pinBlock('418305') } }
    const asked = terminal.payment('pin-change', 0, { 55: chipData(), ...newPin, ...change })
    expect((await terminal.request(asked))?.[39]).toBe('57')
    expect(await offset()).toBe(before)
  })
})

describe('a tap', () => {
  it.each([
    [100_000, '1F0302', '00'],
    [100_000, '3F0000', '00'],
    [100_001, '1F0302', '70'],
    [1_000, '420300', '70'],
  ])('of %i minor units with verification %s and no PIN is answered %s', async (minor, cvmResults, code) => {
    await issueCard(parties)
    const change = { ...TAP, 4: String(minor).padStart(12, '0') }
    expect((await sell(chipData(NO_PIN_AT_CHIP, cvmResults), change))?.[39]).toBe(code)
  })
})
