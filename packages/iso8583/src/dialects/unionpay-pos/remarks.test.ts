import { expectOk } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { unionpayPos } from './index.ts'
import { readRemarks, writeRemarks } from './remarks.ts'

describe('remarks of DE 63', () => {
  it.each([
    [{ issuer: '余额不足请充值', acquirer: 'CALL 95516' }],
    [{ issuer: 'A', unionPay: 'B', acquirer: 'C', rest: 'more' }],
    [{ unionPay: '一二三四五六七八九十' }],
    [{}],
  ])('%j', (remarks) => {
    const message = { mti: '0210', 63: { companyCode: 'CUP', text: writeRemarks(remarks) } }
    if (message[63].text === '') return
    const bytes = expectOk(unionpayPos.encode(message), 'encode')
    const decoded = expectOk(unionpayPos.decode(bytes), 'decode')
    expect(readRemarks(decoded[63]?.text ?? '')).toEqual(remarks)
  })
  it('counts bytes, not characters, and cuts no character in two', () => {
    expect(writeRemarks({ issuer: '一二三四五六七八九A十', unionPay: 'B' })).toBe('一二三四五六七八九A B')
    expect(readRemarks('一二三四五六七八九A B')).toEqual({ issuer: '一二三四五六七八九A', unionPay: 'B' })
    expect(readRemarks(' '.repeat(40))).toEqual({})
  })
})
