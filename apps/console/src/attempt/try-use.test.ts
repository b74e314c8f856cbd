import type { Attempt } from '@fiftyfive/contract'
import { expect, test } from 'vitest'
import { tryUse } from './try-use.ts'

const attempt: Attempt = {
  id: 'T0000001-000001-000042',
  at: 0,
  terminal: 'T0000001',
  merchant: '898310154110001',
  card: 'token',
  range: '622588',
  entryMode: 'chip',
  pinPresent: true,
  forwarded: true,
  code: '55',
}

test('a try is spent only where the issuer compared the PIN and refused it', () => {
  expect(tryUse({ ...attempt, issuerCode: '55' })).toBe('spent')
  expect(tryUse({ ...attempt, issuerCode: '54' })).toBe('not-counted')
  expect(tryUse({ ...attempt, code: '99', forwarded: false })).toBe('not-sent')
  expect(tryUse({ ...attempt, pinPresent: false, issuerCode: '70' })).toBe('none')
})

test('without an answer nobody claims to know', () => {
  expect(tryUse({ ...attempt, code: '98' })).toBe('unknown')
})
