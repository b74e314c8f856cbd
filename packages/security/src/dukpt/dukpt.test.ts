import { concatBytes, fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { Aes, ecbEncrypt } from '../ciphers/index.ts'
import {
  aesInitialKey,
  aesTransactionKey,
  aesWorkingKey,
  checkSerialNumber,
  SerialNumberWatch,
  tdesInitialKey,
  tdesTransactionKey,
  tdesWorkingKey,
} from './index.ts'

describe('TDES DUKPT', () => {
  const base = fromHex('0123456789ABCDEFFEDCBA9876543210')
  const serialNumber = fromHex('FFFF9876543210E00001')

  it('gives each purpose a key of its own; data keys are enciphered under themselves (X9.24-1:2009, A.4)', () => {
    const transactionKey = tdesTransactionKey(tdesInitialKey(base, serialNumber), serialNumber)
    expect(toHex(transactionKey)).toBe('042666B49184CFA368DE9628D0397BC9')
    expect(toHex(tdesWorkingKey(transactionKey, 'data-request').reveal())).toBe('448D3F076D8304036A55A3D7E0055A78')
    const uses = ['pin', 'mac-request', 'mac-response', 'data-request', 'data-response'] as const
    const keys = uses.map((use) => toHex(tdesWorkingKey(transactionKey, use).reveal()))
    expect(new Set([...keys, toHex(transactionKey)]).size).toBe(6)
  })

  it('changes nothing it is given', () => {
    const initial = tdesInitialKey(base, serialNumber)
    const before = [toHex(initial), toHex(serialNumber), toHex(base)]
    tdesTransactionKey(initial, serialNumber)
    expect([toHex(initial), toHex(serialNumber), toHex(base)]).toEqual(before)
  })

  it('takes its own lengths only', () => {
    expect(() => tdesInitialKey(new Uint8Array(24), serialNumber)).toThrow('16 bytes')
    expect(() => tdesInitialKey(base, new Uint8Array(12))).toThrow('16 bytes')
  })
})

describe('AES DUKPT', () => {
  const serialNumber = fromHex('123456789012345600000001')

  it('derives keys of every type, none stronger than what it comes from', () => {
    const transactionKey = aesTransactionKey(aesInitialKey(new Uint8Array(24), serialNumber), serialNumber)
    const lengths = (['tdes-2', 'tdes-3', 'aes-128', 'aes-192', 'hmac-128', 'hmac-192'] as const).map(
      (type) => aesWorkingKey(transactionKey, serialNumber, 'pin', type).reveal().length,
    )
    expect(lengths).toEqual([16, 24, 16, 24, 16, 24])
    for (const type of ['aes-256', 'hmac-256'] as const)
      expect(() => aesWorkingKey(transactionKey, serialNumber, 'pin', type)).toThrow('no stronger')
  })

  it('derives HMAC keys under code 5 and their own length, whatever that is', () => {
    const transactionKey = aesTransactionKey(aesInitialKey(new Uint8Array(32), serialNumber), serialNumber)
    const cipher = new Aes(transactionKey)
    for (const [type, bits] of [
      ['hmac-128', '0080'],
      ['hmac-192', '00C0'],
      ['hmac-256', '0100'],
    ] as const) {
      const data = ['01', '02'].map((block) => fromHex(`01${block}20000005${bits}9012345600000001`))
      const blocks = concatBytes(...data.map((block) => ecbEncrypt(cipher, block)))
      const key = aesWorkingKey(transactionKey, serialNumber, 'mac-generation', type).reveal()
      expect(toHex(key)).toBe(toHex(blocks.subarray(0, Number.parseInt(bits, 16) / 8)))
    }
  })

  it('gives each purpose another key', () => {
    const transactionKey = aesTransactionKey(aesInitialKey(new Uint8Array(16), serialNumber), serialNumber)
    const uses = [
      'key-encryption',
      'pin',
      'mac-generation',
      'mac-verification',
      'mac-both',
      'data-encryption',
      'data-decryption',
      'data-both',
    ] as const
    const keys = uses.map((use) => toHex(aesWorkingKey(transactionKey, serialNumber, use, 'aes-128').reveal()))
    expect(new Set(keys).size).toBe(8)
  })

  it('takes its own lengths only', () => {
    expect(() => aesInitialKey(new Uint8Array(16), new Uint8Array(10))).toThrow('12 bytes')
    expect(() => aesInitialKey(new Uint8Array(17), serialNumber)).toThrow('16, 24 or 32')
  })
})

describe('serial numbers', () => {
  it.each([
    ['FFFF9876543210E00001', 'ok 1'],
    ['FFFF9876543210FFF800', 'ok 2095104'],
    ['FFFF9876543210E00000', 'counter-zero'],
    ['FFFF9876543210E00FFF', 'counter-bits'],
    ['FFFF9876543210E003FF', 'ok 1023'],
    ['FFFF9876543210E007FF', 'counter-bits'],
    ['FFFF98765432', 'length'],
    ['FFFF9876543210E0000001', 'length'],
    ['123456789012345600000001', 'ok 1'],
    ['1234567890123456FFFF0000', 'ok 4294901760'],
    ['123456789012345600000000', 'counter-zero'],
    ['12345678901234560001FFFF', 'counter-bits'],
    ['1234567890123456FFFF0001', 'counter-bits'],
  ])('%s: %s', (hex, expected) => {
    const checked = checkSerialNumber(fromHex(hex))
    expect(checked.ok ? `ok ${checked.value.counter}` : checked.error).toBe(expected)
  })

  it('serve once, in rising order, at one terminal', () => {
    const watch = new SerialNumberWatch()
    const accept = (terminal: string, hex: string): unknown => {
      const outcome = watch.accept(terminal, fromHex(hex))
      return outcome.ok ? outcome.value : outcome.error
    }
    expect(accept('T1', 'FFFF9876543210E00001')).toBe(1)
    expect(accept('T1', 'FFFF9876543210E00001')).toBe('replayed')
    expect(accept('T1', 'FFFF9876543210E10001')).toBe(65537)
    expect(accept('T1', 'FFFF9876543210E00003')).toBe('replayed')
    expect(accept('T2', 'FFFF9876543210E20001')).toBe('shared')
    // The base ends above the 21 bits of the counter.
    expect(accept('T2', 'FFFF987654321000 0001'.replace(' ', ''))).toBe(1)
    expect(accept('T3', '123456789012345600000005')).toBe(5)
    expect(accept('T3', '123456789012345600010005')).toBe(65541)
    expect(accept('T4', '123456789012345600020000')).toBe('shared')
    expect(accept('T4', '123456789012345700000001')).toBe(1)
    expect(accept('T4', '123456789012345700000000')).toBe('counter-zero')
  })

  it('take in no new base when their memory is full, and forget none', () => {
    const seen: unknown[] = []
    const watch = new SerialNumberWatch((progress) => seen.push(progress), 1)
    const accept = (hex: string): unknown => {
      const outcome = watch.accept('T', fromHex(hex))
      return outcome.ok ? outcome.value : outcome.error
    }
    expect(accept('123456789012345600000005')).toBe(5)
    expect(accept('123456789012345700000001')).toBe('full')
    expect(accept('123456789012345600000005')).toBe('replayed')
    expect(accept('123456789012345600000006')).toBe(6)
    expect(seen.at(-1)).toEqual({ base: '1234567890123456', terminal: 'T', counter: 6 })
    const restarted = new SerialNumberWatch()
    for (const progress of watch.entries()) restarted.restore(progress)
    expect(restarted.accept('T', fromHex('123456789012345600000006'))).toEqual({ ok: false, error: 'replayed' })
    expect(restarted.accept('U', fromHex('123456789012345600000007'))).toEqual({ ok: false, error: 'shared' })
  })
})
