import { fromHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { cardVerificationValue } from './index.ts'

const KEY = '0123456789ABCDEFFEDCBA9876543210'
const CARD = { pan: '4123456789012345', expiry: '8701', serviceCode: '101' }

describe('a card verification value', () => {
  it('is the published one', () => {
    expect(cardVerificationValue(fromHex(KEY), CARD)).toBe('561')
  })
  it('depends on everything that goes in, up to the last digit of the longest card number', () => {
    const of = (change: Partial<typeof CARD>, key = KEY) => cardVerificationValue(fromHex(key), { ...CARD, ...change })
    const pan = '4123456789012345678'
    const values = [
      of({}),
      of({ pan: '4123456789012346' }),
      of({ expiry: '8702' }),
      of({ serviceCode: '102' }),
      of({ serviceCode: '999' }),
      of({}, KEY.replace('FEDC', 'FEDD')),
      of({}, KEY.replace('0123', '0223')),
      of({ pan }),
      of({ pan: pan.replace(/8$/, '9') }),
      of({ pan: pan.slice(0, 12) }),
    ]
    expect(new Set(values).size).toBeGreaterThan(8)
    for (const value of values) expect(value).toMatch(/^\d{3}$/)
  })
  it.each([
    [KEY.slice(16), CARD],
    [KEY + KEY.slice(16), CARD],
    [KEY, { ...CARD, pan: '41234567890' }],
    [KEY, { ...CARD, pan: '41234567890123456789' }],
    [KEY, { ...CARD, pan: '412345678901234x' }],
    [KEY, { ...CARD, pan: 'x412345678901234' }],
    [KEY, { ...CARD, expiry: '870' }],
    [KEY, { ...CARD, expiry: '87011' }],
    [KEY, { ...CARD, expiry: '870x' }],
    [KEY, { ...CARD, serviceCode: '10' }],
    [KEY, { ...CARD, serviceCode: '1011' }],
    [KEY, { ...CARD, serviceCode: 'x101' }],
  ])('%# is not made of anything else', (key, card) => {
    expect(() => cardVerificationValue(fromHex(key), card)).toThrow('CVV')
  })
})
