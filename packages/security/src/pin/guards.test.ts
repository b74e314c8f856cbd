import { ClearPin, fromHex, Pan, PinBlock, seededRandom } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { Aes, Des, Sm4 } from '../ciphers/index.ts'
import { translationPermitted } from './translate.ts'
import {
  decipherPinBlock,
  encipherPinBlock,
  encodePinField,
  ibmNaturalPin,
  ibmOffset,
  isSoundDecimalisationTable,
  sealPinField,
  translatePinField,
  visaPvv,
  type PinFieldFormat,
} from './index.ts'

const KEY = fromHex('0123456789ABCDEFFEDCBA9876543210')
const PAN = '6225881234567890'
const random = seededRandom('pin guards')
const FORMATS = ['iso-0', 'iso-1', 'iso-2', 'iso-3', 'iso-4', 'unionpay-sm4'] as const
const cipherFor = (format: PinFieldFormat) =>
  format === 'iso-4' ? new Aes(KEY) : format === 'unionpay-sm4' ? new Sm4(KEY) : new Des(KEY)

describe('translations', () => {
  it('refusals 1 and 2: into formats that hold the PAN only, and never out of format 2', () => {
    const bound = new Set<PinFieldFormat>(['iso-0', 'iso-3', 'iso-4', 'unionpay-sm4'])
    for (const from of FORMATS) {
      for (const to of FORMATS) {
        const permitted = bound.has(to) && from !== 'iso-2'
        expect([from, to, translationPermitted(from, to)]).toEqual([from, to, permitted])
        const block = sealPinField(cipherFor(from), from, encodePinField(from, '8027', random), PAN)
        const translated = translatePinField({
          block,
          pan: PAN,
          from: { cipher: cipherFor(from), format: from },
          to: { cipher: cipherFor(to), format: to },
          random,
        })
        expect([from, to, translated.ok || translated.error]).toEqual([from, to, permitted || 'format-forbidden'])
      }
    }
  })

  it('take blocks of the size of the cipher only', () => {
    const side = { cipher: new Des(KEY), format: 'iso-0' } as const
    const request = { pan: PAN, from: side, to: side, random }
    expect(translatePinField({ ...request, block: new Uint8Array(16) })).toEqual({ ok: false, error: 'bad-length' })
    expect(translatePinField({ ...request, block: new Uint8Array(7) })).toEqual({ ok: false, error: 'bad-length' })
  })

  it('draw new random parts, and none where a format has none', () => {
    for (const format of ['iso-0', 'unionpay-sm4', 'iso-3', 'iso-4'] as const) {
      const side = { cipher: cipherFor(format), format }
      const block = sealPinField(side.cipher, format, encodePinField(format, '8027', random), PAN)
      let drawn = 0
      const counting = { bytes: (length: number) => ((drawn += 1), random.bytes(length)) }
      const translated = translatePinField({ block, pan: PAN, from: side, to: side, random: counting })
      const fixed = format === 'iso-0' || format === 'unionpay-sm4'
      expect([format, drawn === 0]).toEqual([format, fixed])
      expect([format, translated.ok && String(translated.value) === String(block)]).toEqual([format, fixed])
    }
  })
})

describe('what is not taken', () => {
  const pin = ClearPin.of('8027')
  const request = { format: 'iso-0', algorithm: 'tdes-2', key: KEY, pan: Pan.of(PAN) } as const

  it('formats that do not go with a cipher, fields and blocks of another size', () => {
    expect(() => encipherPinBlock({ ...request, pin, random, algorithm: 'des', key: KEY.slice(8) })).toThrow('go with')
    expect(() => encipherPinBlock({ ...request, pin, random, format: 'iso-4' })).toThrow('does not go with')
    const pinBlock = encipherPinBlock({ ...request, pin, random })
    expect(() => decipherPinBlock({ ...request, pinBlock, algorithm: 'sm4' })).toThrow('does not go with')
    const wide = PinBlock.of(new Uint8Array(16))
    expect(decipherPinBlock({ ...request, pinBlock: wide })).toEqual({ ok: false, error: 'bad-length' })
    expect(() => sealPinField(new Des(KEY), 'iso-0', new Uint8Array(16), PAN)).toThrow('8 or 16 bytes')
    expect(() => sealPinField(new Aes(KEY), 'iso-4', new Uint8Array(8), PAN)).toThrow('8 or 16 bytes')
  })

  it('PVVs under other indices and ciphers; only the first four digits count', () => {
    const cipher = new Des(KEY)
    for (const index of [0, 6]) expect(visaPvv(cipher, PAN, index, '8027')).toMatch(/^\d{4}$/)
    for (const index of [-1, 7, 0.5]) expect(() => visaPvv(cipher, PAN, index, '8027')).toThrow('0 to 6')
    expect(() => visaPvv(new Aes(KEY), PAN, 1, '8027')).toThrow('TDES')
    expect(visaPvv(cipher, PAN, 1, '802746')).toBe(visaPvv(cipher, PAN, 1, '8027'))
  })

  it('IBM offsets with other tables, data and lengths', () => {
    const [cipher, table, data] = [new Des(KEY), '8351296477461538', '0123456789ABCDEF']
    for (const length of [4, 12]) expect(ibmNaturalPin(cipher, table, data, length)).toHaveLength(length)
    for (const length of [3, 13]) expect(() => ibmNaturalPin(cipher, table, data, length)).toThrow('4 to 12')
    for (const wrong of [`${table}0`, `0${table}`, table.slice(1), `x${table.slice(1)}`]) {
      expect(() => ibmNaturalPin(cipher, wrong, data, 4)).toThrow('a table of 16 digits')
      expect(isSoundDecimalisationTable(wrong)).toBe(false)
    }
    for (const wrong of [data.slice(2), `${data}00`, `xy${data.slice(2)}`]) {
      expect(() => ibmNaturalPin(cipher, table, wrong, 4)).toThrow('16 hex digits')
    }
    expect(() => ibmNaturalPin(new Aes(KEY), table, data, 4)).toThrow('16 hex digits')
    expect(ibmOffset('1234', '567890')).toBe('4444')
  })

  it('tables that give a PIN away', () => {
    expect(isSoundDecimalisationTable('0000111122223334')).toBe(false)
    expect(isSoundDecimalisationTable('0000123456712345')).toBe(true)
    expect(isSoundDecimalisationTable('0000012345671234')).toBe(false)
    expect(isSoundDecimalisationTable('0123456012345601')).toBe(false)
  })
})
