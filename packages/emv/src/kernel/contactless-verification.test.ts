import { fromHex, toHex } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { cardQualifiers, terminalQualifiers, verificationOfTap } from './contactless-verification.ts'

test('the terminal says what it can do and what this payment needs (9F66)', () => {
  const said = (verification: boolean, online: boolean) => toHex(terminalQualifiers({ verification, online }))
  expect([said(false, false), said(false, true), said(true, true)]).toEqual(['36004000', '36804000', '36C04000'])
})

test.each([
  ['8000', 'online-pin'],
  ['8080', 'online-pin'],
  ['C000', 'online-pin'],
  ['0080', 'device'],
  ['4080', 'device'],
  ['4000', 'signature'],
  ['0000', 'online-pin'],
  [undefined, 'online-pin'],
] as const)('the card says %s (9F6C): %s', (qualifiers, wanted) => {
  expect(verificationOfTap(qualifiers === undefined ? undefined : fromHex(qualifiers))).toBe(wanted)
})

test('a card asks for its PIN where one is needed, a phone has seen its holder, and neither says so where nobody asked', () => {
  const answer = (terminal: string, isDevice: boolean) => toHex(cardQualifiers(fromHex(terminal), isDevice))
  expect([answer('36C04000', false), answer('36C04000', true)]).toEqual(['8000', '0080'])
  expect([answer('36804000', false), answer('36804000', true)]).toEqual(['0000', '0000'])
  expect(answer('32C04000', false)).toBe('4000')
})
