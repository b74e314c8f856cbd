import { fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { cardVerificationValue } from '../card/index.ts'
import {
  applicationCryptogram,
  cardMasterKey,
  commonSessionKey,
  counterAsR,
  responseCryptogram1,
  responseCryptogram2,
  scriptPinChange,
} from './index.ts'

const KEY = fromHex('0123456789ABCDEFFEDCBA9876543210')

describe('card keys', () => {
  it('by option B differ from option A for PANs over 16 digits only', () => {
    const of = (pan: string, option: 'A' | 'B') => toHex(cardMasterKey(KEY, { pan, sequenceNumber: '01' }, option))
    expect(of('6225881234567890', 'B')).toBe(of('6225881234567890', 'A'))
    expect(of('62258812345678901', 'B')).not.toBe(of('62258812345678901', 'A'))
    // Option A sees the rightmost 16 digits of PAN and sequence number only.
    expect(of('9999881234567890123', 'A')).toBe(of('1111881234567890123', 'A'))
  })

  it('want a PAN, a sequence number of two digits and a key pair', () => {
    const card = { pan: '6225881234567890', sequenceNumber: '01' }
    expect(() => cardMasterKey(KEY, { ...card, pan: '12' }, 'A')).toThrow('PAN')
    expect(() => cardMasterKey(KEY, { ...card, sequenceNumber: '1' }, 'A')).toThrow('sequence')
    expect(() => cardMasterKey(new Uint8Array(8), card, 'A')).toThrow('16 bytes')
    expect(() => commonSessionKey(KEY, new Uint8Array(7))).toThrow('R of 8')
    expect(() => commonSessionKey(new Uint8Array(8), new Uint8Array(8))).toThrow('16 bytes')
    expect(() => counterAsR(new Uint8Array(3))).toThrow('2 bytes')
  })
})

describe('cryptograms', () => {
  it('depend on the padding and answer with the lengths EMV gives them', () => {
    const data = new Uint8Array(16)
    const cryptogram = applicationCryptogram(KEY, data)
    expect(applicationCryptogram(KEY, data, 1)).not.toEqual(cryptogram)
    expect(responseCryptogram1(KEY, cryptogram, fromHex('3030'))).toHaveLength(8)
    expect(responseCryptogram2(KEY, cryptogram, new Uint8Array(4))).toHaveLength(4)
    expect(responseCryptogram2(KEY, cryptogram, new Uint8Array(4), new Uint8Array(8))).not.toEqual(
      responseCryptogram2(KEY, cryptogram, new Uint8Array(4)),
    )
    expect(() => responseCryptogram1(KEY, cryptogram, new Uint8Array(3))).toThrow('code of 2')
    expect(() => responseCryptogram1(KEY, new Uint8Array(7), new Uint8Array(2))).toThrow('cryptogram of 8')
    expect(() => responseCryptogram2(KEY, cryptogram, new Uint8Array(3))).toThrow('status of 4')
    expect(() => responseCryptogram2(KEY, new Uint8Array(9), new Uint8Array(4))).toThrow('cryptogram of 8')
    expect(scriptPinChange(KEY, '123456')).toHaveLength(16)
  })
})

it('card verification values want PAN, expiry, service code and a key pair', () => {
  const card = { pan: '4123456789012345', expiry: '8701', serviceCode: '101' }
  expect(cardVerificationValue(KEY, card)).toBe('561')
  for (const wrong of [{ pan: '1' }, { expiry: '870' }, { serviceCode: '10' }]) {
    expect(() => cardVerificationValue(KEY, { ...card, ...wrong })).toThrow('CVV')
  }
  expect(() => cardVerificationValue(new Uint8Array(24), card)).toThrow('16 bytes')
})
