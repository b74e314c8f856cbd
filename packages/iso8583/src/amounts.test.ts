import { expectOk } from '@fiftyfive/kernel'
import { expect, it } from 'vitest'
import { formatAdditionalAmounts, parseAdditionalAmounts } from './amounts.ts'

it('reads and writes balances', () => {
  const text = '1002156C0000001234563001156D000000000100'
  const amounts = expectOk(parseAdditionalAmounts(text), 'parse')
  expect(amounts).toEqual([
    { accountType: '10', amountType: '02', currency: '156', minor: 123456 },
    { accountType: '30', amountType: '01', currency: '156', minor: -100 },
  ])
  expect(formatAdditionalAmounts(amounts)).toBe(text)
})

it.each(['1002156C00000012345', '1002156X000000123456'])('refuses %s', (text) => {
  expect(parseAdditionalAmounts(text).ok).toBe(false)
})
