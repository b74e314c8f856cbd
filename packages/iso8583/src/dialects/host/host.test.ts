import { expectOk, fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { describe as describeMessage } from '../../describe.ts'
import { hostEbcdic, type HostEbcdicMessage, hostPacked, type HostPackedMessage } from './index.ts'

describe('hostEbcdic', () => {
  const message: HostEbcdicMessage = {
    mti: '0100',
    3: { transaction: '00', from: '30', to: '00' },
    22: { panEntry: '05', pinEntry: '1' },
    48: { category: 'R', electronicCommerce: '0103212', verificationCode: '123', other: { '98': 'A' } },
    61: {
      attendance: '0',
      reserved1: '0',
      location: '0',
      cardholderPresence: '0',
      cardPresence: '0',
      cardCapture: '0',
      transactionStatus: '0',
      security: '0',
      reserved2: '0',
      cardholderActivated: '0',
      inputCapability: '8',
      lifeCycle_days: '00',
      country: '156',
    },
    63: { network: 'MCC', reference: 'ABC123456' },
  }
  it('writes characters of EBCDIC, subelements by number', () => {
    const bytes = expectOk(hostEbcdic.encode(message), 'encode').slice()
    expect(toHex(bytes.subarray(0, 4))).toBe('F0F1F0F0')
    // DE 48: length 024, R, 42 07 0103212, 92 03 123, 98 01 A.
    expect(toHex(bytes)).toContain('F0F2F4D9F4F2F0F7F0F1F0F3F2F1F2F9F2F0F3F1F2F3F9F8F0F1C1')
    expect(expectOk(hostEbcdic.decode(bytes), 'decode')).toEqual(message)
  })
  it('does not show a card verification code', () => {
    const decoded = expectOk(hostEbcdic.decode(expectOk(hostEbcdic.encode(message), 'encode')), 'decode')
    expect(JSON.stringify(decoded)).toContain('[3 characters withheld]')
    const lines = describeMessage(hostEbcdic, decoded, 'zh-CN')
    expect(lines.find(({ path }) => path === '48.verificationCode')).toMatchObject({
      value: '[3 characters withheld]',
      name: { 'zh-CN': '卡校验码' },
    })
  })
  it('keeps a DE 48 that it does not understand', () => {
    const theirs: HostEbcdicMessage = { mti: '0100', 48: { category: 'T', text: '4299X' } }
    expect(expectOk(hostEbcdic.decode(expectOk(hostEbcdic.encode(theirs), 'encode')), 'decode')).toEqual(theirs)
  })
})

describe('hostPacked', () => {
  const message: HostPackedMessage = {
    mti: '0100',
    2: '6225880212345678901',
    41: 'T0000001',
    60: { typeAndCapability: '05', chipConditionAndStatus: '10' },
    62: { 1: 'Y', 2: '123456789012345', 23: 'F ' },
    63: { 1: '0002', 3: '2500', 19: 'ABC' },
  }
  it('packs digits, and puts bitmaps into DE 62 and 63', () => {
    const bytes = expectOk(hostPacked.encode(message), 'encode').slice()
    expect(toHex(bytes)).toBe(
      '0100400000000080001613' +
        '06225880212345678901' +
        'E3F0F0F0F0F0F0F1' +
        '020510' +
        '13' +
        'C0000200000000' +
        '00E8' +
        '0123456789012345' +
        'C640' +
        '0AA00020' +
        '00022500C1C2C3',
    )
    expect(expectOk(hostPacked.decode(bytes), 'decode')).toEqual(message)
  })
  it('names the part whose bit nobody knows', () => {
    const bytes = expectOk(hostPacked.encode({ mti: '0100', 63: { 1: '0002' } }), 'encode').slice()
    bytes[13] = 0x01
    expect(hostPacked.decode(bytes)).toMatchObject({ ok: false, error: { path: '63.24', reason: 'unknown-field' } })
  })
  it('takes chip data as they come', () => {
    const chip: HostPackedMessage = { mti: '0100', 55: { '9F26': fromHex('0102030405060708') } }
    expect(expectOk(hostPacked.decode(expectOk(hostPacked.encode(chip), 'encode')), 'decode')).toEqual(chip)
  })
})
