import { ClearPin, fromHex, Pan, PinBlock, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { cardVerificationValue } from '../card/index.ts'
import {
  applicationCryptogram,
  cardMasterKey,
  commonSessionKey,
  counterAsR,
  responseCryptogram1,
  responseCryptogram2,
} from '../emv/index.ts'
import { combineDesComponents } from '../keys/index.ts'
import { ibmNaturalPin, ibmOffset, visaPvv } from '../pin/index.ts'
import { Des } from '../ciphers/index.ts'
import type { KeyBlock, KeyUse, ModuleRefusal, PinBlockFormat } from '../security-module.ts'
import type { CryptogramVerification, HostSecurityModule, PinReference, SealedPin } from './extended.ts'
import { enciphered, OTHER_PAN, PAN, PIN, refusal, sharedPinKey, testModule, value } from './test-module.ts'

const HALVES = ['0723C80DB5F4CD3D1122334455667788', '01010101010101018899AABBCCDDEEFF']
const CLEAR = combineDesComponents(HALVES.map(fromHex))
const components = HALVES.map((hex, i) => ({ custodian: String(i), hex }))
const formed = async <Use extends KeyUse>(module: HostSecurityModule, use: Use): Promise<KeyBlock<Use>> =>
  (await value(module.formKey({ use, algorithm: 'tdes-2', components }))).key

async function problem(outcome: Promise<{ ok: boolean; error?: ModuleRefusal }>): Promise<string | undefined> {
  const { ok, error } = await outcome
  return ok ? 'not refused' : (error?.input ?? error?.reason)
}

async function issuer(settings: Parameters<typeof testModule>[0] = {}) {
  const { module, audit, clock } = testModule({ partition: 'issuer', authorised: true, ...settings })
  const { clear, blocks } = await sharedPinKey(module)
  return { module, audit, clock, clear, key: blocks[0] as KeyBlock<'pin'> }
}

describe('PINs under the master key', () => {
  it('come from a block, go into one, and give their references', async () => {
    const { module, clear, key } = await issuer()
    const incoming = { pinBlock: enciphered(clear), pan: PAN, key, format: 'iso-0' } as const
    const pin = await value(module.sealPin(incoming))
    expect(pin).toMatch(/^J[0-9A-F]{32}$/)
    const released = await value(module.releasePin({ pin, pan: PAN, to: key, toFormat: 'iso-0' }))
    expect(toHex(released.pinBlock.reveal())).toBe(toHex(enciphered(clear).reveal()))
    const pvv = { method: 'visa-pvv', key: await formed(module, 'pin-verification'), keyIndex: 6 } as const
    const reference = await value(module.pinReference({ pin, pan: PAN, reference: pvv, digits: 4 }))
    expect(reference).toBe(visaPvv(new Des(CLEAR), PAN.reveal(), 6, PIN.reveal()))
    expect(await problem(module.pinReference({ pin, pan: PAN, reference: { ...pvv, keyIndex: 7 }, digits: 4 }))).toBe(
      'key-index',
    )
    for (const keyIndex of [-1, 1.5]) {
      const wrong = module.pinReference({ pin, pan: PAN, reference: { ...pvv, keyIndex }, digits: 4 })
      expect(await problem(wrong)).toBe('key-index')
    }
  })

  it('are bound to their card, and taken in no other form', async () => {
    const { module, clear, key } = await issuer()
    const pin = await value(module.sealPin({ pinBlock: enciphered(clear), pan: PAN, key, format: 'iso-0' }))
    const release = (given: string, pan = PAN, toFormat: PinBlockFormat = 'iso-0') =>
      problem(module.releasePin({ pin: given as SealedPin, pan, to: key, toFormat }))
    expect(await release(pin)).toBe('not refused')
    expect(await release(pin, OTHER_PAN)).toBe('sealed-pin')
    for (const given of [pin.slice(1), `K${pin.slice(1)}`, pin.slice(0, -2), `${pin}00`, `J${'G'.repeat(32)}`]) {
      expect([given, await release(given)]).toEqual([given, 'sealed-pin'])
    }
    expect(await release(`${pin.slice(0, -1)}${pin.endsWith('0') ? '1' : '0'}`)).toBe('sealed-pin')
    expect(await release(pin, PAN, 'iso-1')).toBe('format-forbidden')
    expect(await release(pin, PAN, 'iso-4')).toBe('format-forbidden')
  })

  it('are made at random, in any permitted length, never guessable', async () => {
    const { module, key } = await issuer()
    for (const digits of [4, 12]) {
      const pin = await value(module.randomPin({ pan: PAN, digits }))
      expect(await problem(module.releasePin({ pin, pan: PAN, to: key, toFormat: 'iso-0' }))).toBe('not refused')
    }
    for (const digits of [3, 13, 4.5, Number.NaN]) {
      expect(await problem(module.randomPin({ pan: PAN, digits }))).toBe('pin-length')
    }
  })

  it('of a cardholder who chose badly get no reference', async () => {
    const { module, clear, key } = await issuer()
    const guessable = { pinBlock: enciphered(clear, ClearPin.of('123456')), pan: PAN, key, format: 'iso-0' } as const
    const pin = await value(module.sealPin(guessable))
    const reference = { method: 'visa-pvv', key: await formed(module, 'pin-verification'), keyIndex: 1 } as const
    expect(await problem(module.pinReference({ pin, pan: PAN, reference, digits: 4 }))).toBe('guessable-pin')
  })

  it.each([
    ['an acquirer', { partition: 'acquirer', authorised: true }],
    ['an issuer that is not authorised', { partition: 'issuer', authorised: false }],
    ['an issuer in production', { partition: 'issuer', authorised: true, production: true }],
  ] as const)('are not for %s', async (_, settings) => {
    const { module, clear, key } = await issuer(settings)
    const [pin, reference] = ['J' as SealedPin, { method: 'visa-pvv', key: '' as never, keyIndex: 1 } as const]
    const to = { pan: PAN, to: key, toFormat: 'iso-0' } as const
    const outcomes = [
      module.randomPin({ pan: PAN, digits: 6 }),
      module.sealPin({ pinBlock: enciphered(clear), pan: PAN, key, format: 'iso-0' }),
      module.releasePin({ ...to, pin }),
      module.encryptClearPin({ ...to, pin: PIN }),
      module.pinReference({ pin, pan: PAN, reference, digits: 4 }),
      module.personalizePin({ pin: PIN, pan: PAN, verificationKey: '' as never, verificationKeyIndex: 1 }),
    ]
    expect(await Promise.all(outcomes.map(refusal))).toEqual(outcomes.map(() => 'not-authorised'))
  })
})

describe('IBM offsets', () => {
  const TABLE = '8351296477461538'
  const validationData = '0123456789ABCDEF'

  it('are verified, made and changed over as many digits as they have', async () => {
    const { module, clear, key } = await issuer()
    const method = 'ibm-offset' as const
    const [ibmKey, table] = [await formed(module, 'pin-offset'), await value(module.sealTable({ table: TABLE }))]
    const base = { method, key: ibmKey, table, validationData }
    const natural = (digits: number): string => ibmNaturalPin(new Des(CLEAR), TABLE, validationData, digits)
    const incoming = { pinBlock: enciphered(clear), pan: PAN, key, format: 'iso-0' } as const
    const verify = (offset: string, more: { readonly wholePin?: true } = {}) =>
      module.verifyPinReference({ ...incoming, reference: { ...base, value: offset, ...more } })
    const [six, four] = [ibmOffset(natural(6), PIN.reveal()), ibmOffset(natural(4), PIN.reveal().slice(0, 4))]
    expect([await value(verify(six)), await value(verify(four)), await value(verify('000000'))]).toEqual([
      true,
      true,
      false,
    ])
    expect([await value(verify(six, { wholePin: true })), await value(verify(four, { wholePin: true }))]).toEqual([
      true,
      false,
    ])
    expect(await problem(verify(`${six}1`))).toBe('pin-length')
    for (const wrong of ['123', '12345x', '1234567890123', ''])
      expect(await problem(verify(wrong))).toBe('input-invalid')
    const newPinBlock = enciphered(clear, ClearPin.of('41830257'))
    const reference: PinReference = { ...base, value: six }
    const changed = await value(module.changePin({ ...incoming, reference, newPinBlock }))
    expect(changed).toBe(ibmOffset(natural(8), '41830257'))
    const pin = await value(module.sealPin(incoming))
    expect(await value(module.pinReference({ pin, pan: PAN, reference: base, digits: 5 }))).toBe(
      ibmOffset(natural(5), PIN.reveal().slice(0, 5)),
    )
    for (const digits of [3, 7]) {
      expect(await problem(module.pinReference({ pin, pan: PAN, reference: base, digits }))).toBe('pin-length')
    }
    for (const wrong of [`${validationData}0`, `x${validationData.slice(1)}`, `0${validationData}`]) {
      const asked = module.pinReference({ pin, pan: PAN, reference: { ...base, validationData: wrong }, digits: 4 })
      expect(await problem(asked)).toBe('input-invalid')
    }
    for (const wrong of ['', `M${table.slice(1)}`, table.slice(0, -2), `${table}00`, `L${'G'.repeat(32)}`]) {
      const asked = module.pinReference({ pin, pan: PAN, reference: { ...base, table: wrong as never }, digits: 4 })
      expect([wrong, await problem(asked)]).toEqual([wrong, 'decimalisation-table'])
    }
  })

  it('are under keys of their own, and PINs are read from blocks that hold the PAN', async () => {
    const { module, clear, key } = await issuer()
    const table = await value(module.sealTable({ table: TABLE }))
    const wrongKey = (await formed(module, 'pin-verification')) as unknown as KeyBlock<'pin-offset'>
    const reference = { method: 'ibm-offset', key: wrongKey, table, validationData, value: '1234' } as const
    const incoming = { pinBlock: enciphered(clear), pan: PAN, key, format: 'iso-0' } as const
    expect(await problem(module.verifyPinReference({ ...incoming, reference }))).toBe('key-use-forbidden')
    const good = { ...reference, key: await formed(module, 'pin-offset') }
    const verify = (change: object) => problem(module.verifyPinReference({ ...incoming, reference: good, ...change }))
    expect(await verify({ format: 'iso-1' })).toBe('format-forbidden')
    expect(await verify({ format: 'iso-4' })).toBe('format-forbidden')
    expect(await verify({ pinBlock: PinBlock.of(new Uint8Array(16)) })).toBe('pin-block-malformed')
    expect(await verify({ key: wrongKey })).toBe('key-use-forbidden')
    const { module: acquirer } = testModule()
    expect(await problem(acquirer.verifyPinReference({ ...incoming, reference: good }))).toBe('not-authorised')
  })
})

describe('card verification values', () => {
  const card = { pan: PAN, expiry: '2912', serviceCode: '201' }

  it('are made and verified, wrong ones up to a limit that a right one lifts', async () => {
    const { module } = await issuer({ failureLimit: { failures: 2, window_ms: 1000 } })
    const key = await formed(module, 'card-verification')
    const cvv = await value(module.cardVerificationValue({ ...card, key }))
    expect(cvv).toBe(cardVerificationValue(CLEAR, { ...card, pan: PAN.reveal() }))
    const wrong = cvv === '123' ? '124' : '123'
    const verify = (given: string) => module.verifyCardVerificationValue({ ...card, key, value: given })
    for (const given of [wrong, cvv, wrong, wrong]) expect(await value(verify(given))).toBe(given === cvv)
    expect(await refusal(verify(cvv))).toBe('limit-exceeded')
    for (const given of ['12', '1234', '12x', 'x123', '']) expect(await refusal(verify(given))).toBe('input-invalid')
  })

  it('need whole dates and codes, the right key and the right partition', async () => {
    const { module } = await issuer()
    const key = await formed(module, 'card-verification')
    const make = (change: object) => refusal(module.cardVerificationValue({ ...card, key, ...change }))
    for (const expiry of ['291', '29123', 'x2912', '29x2']) expect(await make({ expiry })).toBe('input-invalid')
    for (const serviceCode of ['20', '2011', 'x201', '2x1']) expect(await make({ serviceCode })).toBe('input-invalid')
    expect(await make({ key: await formed(module, 'cryptogram') })).toBe('key-use-forbidden')
    const acquirer = testModule().module
    const theirs = await formed(acquirer, 'card-verification')
    expect(await refusal(acquirer.cardVerificationValue({ ...card, key: theirs }))).toBe('not-authorised')
    expect(await refusal(acquirer.verifyCardVerificationValue({ ...card, key: theirs, value: '123' }))).toBe(
      'not-authorised',
    )
  })
})

describe('cryptograms', () => {
  const [atc, un, data] = [fromHex('0018'), fromHex('84F01F9D'), fromHex('0102030405060708090A')]
  const [code, status, more] = [fromHex('3030'), fromHex('00820000'), fromHex('A1B2C3')]
  const master = cardMasterKey(CLEAR, { pan: PAN.reveal(), sequenceNumber: '01' }, 'A')
  const session = commonSessionKey(master, counterAsR(atc))
  const withNumber = commonSessionKey(master, fromHex('0018000084F01F9D'))

  async function verifier() {
    const { module } = await issuer()
    const key = await formed(module, 'cryptogram')
    const card = { key, pan: PAN, sequenceNumber: '01', transactionCounter: atc, unpredictableNumber: un }
    const verify = (change: Partial<CryptogramVerification> & { cryptogram: Uint8Array }) =>
      module.verifyCryptogram({ ...card, data, ...change })
    return { module, card, verify }
  }

  it.each([
    ['emv-common', session, session, 2],
    ['visa-cvn10', master, master, 1],
    ['mastercard', withNumber, master, 2],
  ] as const)('of %s are checked and answered under their keys', async (scheme, requestKey, answerKey, padding) => {
    const { module, card, verify } = await verifier()
    const cryptogram = applicationCryptogram(requestKey, data, padding)
    expect(await value(verify({ scheme, cryptogram }))).toEqual({ valid: true })
    expect(await value(verify({ scheme, cryptogram, responseCode: code }))).toEqual({
      valid: true,
      response: responseCryptogram1(answerKey, cryptogram, code),
    })
    expect(
      await value(verify({ scheme, cryptogram, cardStatusUpdate: status, proprietaryData: more, responseCode: code })),
    ).toEqual({ valid: true, response: responseCryptogram2(answerKey, cryptogram, status, more) })
    expect(await value(verify({ scheme, cryptogram, data: data.slice(1), responseCode: code }))).toEqual({
      valid: false,
    })
    expect(await value(module.cryptogramResponse({ ...card, scheme, cryptogram, responseCode: code }))).toEqual(
      responseCryptogram1(answerKey, cryptogram, code),
    )
    const other = applicationCryptogram(requestKey, data, padding === 1 ? 2 : 1)
    const otherPadding = padding === 1 ? 2 : 1
    expect(await value(verify({ scheme, cryptogram: other, padding: otherPadding }))).toEqual({ valid: true })
    expect(await value(verify({ scheme, cryptogram: other }))).toEqual({ valid: false })
  })

  it('of EMV are the default; long PANs take option B', async () => {
    const { verify } = await verifier()
    expect(await value(verify({ cryptogram: applicationCryptogram(session, data) }))).toEqual({ valid: true })
    const pan = Pan.of('6225881234567890123')
    const long = cardMasterKey(CLEAR, { pan: pan.reveal(), sequenceNumber: '01' }, 'B')
    const cryptogram = applicationCryptogram(commonSessionKey(long, counterAsR(atc)), data)
    expect(await value(verify({ pan, cryptogram }))).toEqual({ valid: true })
  })

  it('are refused with data of other lengths, another key, or for an acquirer', async () => {
    const { module, card, verify } = await verifier()
    const cryptogram = new Uint8Array(8)
    for (const change of [
      { cryptogram: new Uint8Array(7) },
      { data: new Uint8Array(4097) },
      { responseCode: new Uint8Array(3) },
      { cardStatusUpdate: new Uint8Array(5) },
      { proprietaryData: new Uint8Array(9) },
      { sequenceNumber: '1' },
      { sequenceNumber: '001' },
      { sequenceNumber: 'x1' },
      { transactionCounter: new Uint8Array(3) },
      { scheme: 'mastercard', unpredictableNumber: new Uint8Array(3) },
    ] as const) {
      expect([change, await refusal(verify({ cryptogram, ...change }))]).toEqual([change, 'input-invalid'])
    }
    expect(await refusal(verify({ cryptogram, data: new Uint8Array(4096) }))).toBe('not refused')
    const answer = { ...card, cryptogram, responseCode: code }
    expect(await refusal(module.cryptogramResponse({ ...answer, cryptogram: new Uint8Array(9) }))).toBe('input-invalid')
    expect(await refusal(module.cryptogramResponse({ ...answer, responseCode: status }))).toBe('input-invalid')
    const wrongKey = (await formed(module, 'card-verification')) as unknown as KeyBlock<'cryptogram'>
    expect(await refusal(verify({ cryptogram, key: wrongKey }))).toBe('key-use-forbidden')
    expect(await refusal(module.cryptogramResponse({ ...answer, key: wrongKey }))).toBe('key-use-forbidden')
    const acquirer = testModule().module
    const theirs = await formed(acquirer, 'cryptogram')
    expect(await refusal(acquirer.verifyCryptogram({ ...card, key: theirs, data, cryptogram }))).toBe('not-authorised')
    expect(await refusal(acquirer.cryptogramResponse({ ...answer, key: theirs }))).toBe('not-authorised')
  })
})
