import { ClearPin, fromHex, Pan, PinBlock, seededRandom, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import type { PinBlockShape } from '../security-module.ts'
import {
  decipherPinBlock,
  encipherPinBlock,
  encodePinField,
  formatFits,
  ibmNaturalPin,
  ibmOffset,
  ibmPin,
  ibmValidationData,
  isSoundDecimalisationTable,
  panField,
  shapeOfPinField,
  visaPvv,
  type PinFieldFormat,
} from './index.ts'
import { Des } from '../ciphers/index.ts'

const PAN = Pan.of('6225881234567890')

describe('shape of a PIN field', () => {
  const cases: readonly (readonly [PinFieldFormat, string, PinBlockShape])[] = [
    ['iso-0', '041234FFFFFFFFFF', 'well-formed'],
    ['iso-0', '0C123456789012FF', 'well-formed'],
    ['iso-0', '141234FFFFFFFFFF', 'bad-control'],
    ['iso-0', '03123FFFFFFFFFFF', 'bad-length'],
    ['iso-0', '0D1234567890123F', 'bad-length'],
    ['iso-0', '04A234FFFFFFFFFF', 'bad-digits'],
    ['iso-0', '04123AFFFFFFFFFF', 'bad-digits'],
    ['iso-0', '0412345FFFFFFFFF', 'bad-filler'],
    ['iso-0', '041234FFFFFFFFFE', 'bad-filler'],
    ['iso-1', '1412340123456789', 'well-formed'],
    ['iso-1', '0412340123456789', 'bad-control'],
    ['iso-2', '241234FFFFFFFFFF', 'well-formed'],
    ['iso-2', '241234FFFFFFFFFA', 'bad-filler'],
    ['iso-3', '341234ABCDEFABCD', 'well-formed'],
    ['iso-3', '341234ABCDEFABC9', 'bad-filler'],
    ['iso-4', '441234AAAAAAAAAA0123456789ABCDEF', 'well-formed'],
    ['iso-4', '441234AAAAAAAAAB0123456789ABCDEF', 'bad-filler'],
    ['iso-4', '341234AAAAAAAAAA0123456789ABCDEF', 'bad-control'],
    ['unionpay-sm4', '041234FFFFFFFFFFFFFFFFFFFFFFFFFF', 'well-formed'],
    ['unionpay-sm4', '041234FFFFFFFFFFFFFFFFFFFFFFFFF0', 'bad-filler'],
  ]
  it.each(cases)('%s %s is %s', (format, hex, shape) => {
    expect(shapeOfPinField(format, fromHex(hex))).toBe(shape)
  })
})

describe('encoding', () => {
  it('fills format 3 with random letters only, and formats 1 and 4 with random bytes', () => {
    const random = seededRandom('fill')
    const seen = new Set<string>()
    for (let i = 0; i < 40; i++) {
      const field = toHex(encodePinField('iso-3', '1234', random))
      expect(field).toMatch(/^341234[A-F]{10}$/)
      for (const letter of field.slice(6)) seen.add(letter)
    }
    expect(seen.size).toBe(6)
    for (const format of ['iso-1', 'iso-3', 'iso-4'] as const) {
      expect(encodePinField(format, '1234', random)).not.toEqual(encodePinField(format, '1234', random))
    }
  })

  it('takes PINs of 4 to 12 digits only', () => {
    for (const pin of ['123', '1234567890123', '12a4', '']) {
      expect(() => encodePinField('iso-0', pin, seededRandom(0))).toThrow('4 to 12 digits')
    }
  })

  it.each([
    ['iso-0', '6225881234567890', '0000588123456789'],
    ['iso-3', '4000001234562', '0000400000123456'],
    ['iso-4', '6225881234567890', '46225881234567890000000000000000'],
    ['iso-4', '6225881234567890123', '76225881234567890123000000000000'],
    ['unionpay-sm4', '6225881234567890', '00000000000000000000588123456789'],
  ] as const)('%s mixes in %s as %s', (format, pan, field) => {
    expect(toHex(panField(format, pan) ?? new Uint8Array(0))).toBe(field)
  })

  it('goes with the algorithms that ISO 9564 names', () => {
    expect([formatFits('iso-0', 'tdes-2'), formatFits('iso-3', 'tdes-3'), formatFits('iso-4', 'aes-256')]).toEqual([
      true,
      true,
      true,
    ])
    expect([formatFits('iso-0', 'des'), formatFits('iso-0', 'aes-128'), formatFits('iso-4', 'sm4')]).toEqual([
      false,
      false,
      false,
    ])
    expect([formatFits('unionpay-sm4', 'sm4'), formatFits('unionpay-sm4', 'aes-128')]).toEqual([true, false])
  })
})

describe('enciphering', () => {
  const request = { algorithm: 'tdes-2', key: fromHex('0123456789ABCDEFFEDCBA9876543210'), pan: PAN } as const

  it('leads back, and names the shape of what does not', () => {
    const pinBlock = encipherPinBlock({
      ...request,
      format: 'iso-0',
      pin: ClearPin.of('123456'),
      random: seededRandom(1),
    })
    const opened = decipherPinBlock({ ...request, format: 'iso-0', pinBlock })
    expect(opened.ok && opened.value.reveal()).toBe('123456')
    expect(decipherPinBlock({ ...request, format: 'iso-3', pinBlock })).toEqual({ ok: false, error: 'bad-control' })
    const long = PinBlock.of(new Uint8Array(16))
    expect(decipherPinBlock({ ...request, format: 'iso-0', pinBlock: long })).toEqual({
      ok: false,
      error: 'bad-length',
    })
  })

  it('is a bug with a format that does not go with the key', () => {
    const wrong = { ...request, format: 'iso-4', pin: ClearPin.of('1234'), random: seededRandom(1) } as const
    expect(() => encipherPinBlock(wrong)).toThrow('does not go with')
  })
})

describe('IBM 3624', () => {
  it.each([
    ['0123456789012345', true],
    ['8351296477461538', true],
    ['0000111122345678', true],
    ['0011223344556677', true],
    ['0000012345678901', false],
    ['0000111122223456', false],
    ['001122334455667A', false],
    ['012345678901234', false],
  ] as const)('table %s is sound: %s', (table, sound) => {
    expect(isSoundDecimalisationTable(table)).toBe(sound)
  })

  it('adds offsets digit by digit without carry', () => {
    expect(ibmOffset('5340', '9430')).toBe('4190')
    expect(ibmPin('5340', '4190')).toBe('9430')
    expect(ibmOffset('9999', '0000')).toBe('1111')
  })

  it('puts the last five account digits at the N of a pattern', () => {
    expect(ibmValidationData('1234567890N0', '6225881234567890')).toBe('1234567890567890')
  })

  it('takes sound input only', () => {
    const cipher = new Des(new Uint8Array(16))
    const run = (table: string, data: string, length: number) => () => ibmNaturalPin(cipher, table, data, length)
    expect(run('0123456789012345', '0123456789ABCDEF', 6)()).toMatch(/^\d{6}$/)
    for (const wrong of [
      run('01234', '0123456789ABCDEF', 4),
      run('0123456789012345', '0123', 4),
      run('0123456789012345', '0123456789ABCDEF', 3),
      run('0123456789012345', '0123456789ABCDEF', 13),
    ]) {
      expect(wrong).toThrow('IBM 3624')
    }
  })
})

it('PVV: key index 0 to 6', () => {
  const cipher = new Des(new Uint8Array(16))
  for (const index of [-1, 7, 1.5]) expect(() => visaPvv(cipher, PAN.reveal(), index, '1234')).toThrow('0 to 6')
})
