import { expectOk } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { readAdditionalAmounts, writeAdditionalAmounts } from './amounts.ts'
import { unionpayPos } from './dialects/unionpay-pos/index.ts'

describe('DE 54', () => {
  const amounts = [
    { accountType: '00', amountType: '02', currency: '156', minor: 123_456 },
    { accountType: '30', amountType: '01', currency: '840', minor: -5 },
  ]
  it('says several amounts, each with its sign', () => {
    const message = { mti: '0210', 54: writeAdditionalAmounts(amounts) }
    const bytes = expectOk(unionpayPos.encode(message), 'encode').slice()
    expect(Buffer.from(bytes.subarray(-42)).toString('latin1')).toBe('\0\x400002156C0000001234563001840D000000000005')
    const decoded = expectOk(unionpayPos.decode(bytes), 'decode')
    expect(decoded).toEqual(message)
    expect(readAdditionalAmounts(decoded[54] ?? {})).toEqual(amounts)
  })
  it('is refused when an entry is cut short', () => {
    const bytes = expectOk(unionpayPos.encode({ mti: '0210', 54: '0002156C0000001234563' as never }), 'encode')
    expect(unionpayPos.decode(bytes)).toMatchObject({ ok: false, error: { path: '54', reason: 'structure' } })
  })
  it('leaves out what is no amount', () => {
    const entry = { accountType: '00', amountType: '02', currency: '156', sign: 'C', amount: '000000000001' }
    expect(readAdditionalAmounts({ 1: { ...entry, sign: 'X' }, 2: { ...entry, amount: '00000000000A' } })).toEqual([])
    expect(readAdditionalAmounts({ 1: { ...entry, sign: 'D', amount: '000000000000' } })[0]?.minor).toBe(0)
  })
})
