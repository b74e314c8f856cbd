import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AMOUNT_MINOR_MAX, formatMoney, isoAmount, isoCurrency, money, parseIsoAmount } from './money.ts'

describe('money', () => {
  it('survives the way into DE 4 and DE 49 and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: AMOUNT_MINOR_MAX }),
        fc.constantFrom('CNY', 'JPY', 'USD'),
        (minor, currency) => {
          const amount = money(minor, currency)
          expect(parseIsoAmount(isoAmount(amount), isoCurrency(amount))).toEqual({ ok: true, value: amount })
        },
      ),
    )
  })
  it.each([
    ['12', '156'],
    ['00000000128A', '156'],
    ['000000001280', '000'],
  ])('refuses %s in currency %s', (digits, currency) => {
    expect(parseIsoAmount(digits, currency).ok).toBe(false)
  })
  it('knows no fractions', () => {
    expect(() => money(0.5, 'CNY')).toThrow('whole minor units')
    expect(() => money(AMOUNT_MINOR_MAX + 1, 'CNY')).toThrow('12 digits')
  })
  it('is written as its currency is', () => {
    expect(formatMoney(money(128_050, 'CNY'), 'en')).toBe('¥1,280.50')
    expect(formatMoney(money(1_280, 'JPY'), 'en')).toBe('¥1,280')
  })
})
