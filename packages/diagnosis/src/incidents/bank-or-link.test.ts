import { expect, test } from 'vitest'
import { MODEL } from '../model/index.ts'
import { refusal } from '../testing.ts'
import { scopeTold } from './bank-or-link.ts'
import type { Session } from './sessions.ts'

const shown = [{ first: refusal({ issuer: 'bank-1', link: 'direct-1' }) }] as unknown as Session[]
const ranking = [{ cause: 'zone-key', probability: 1 }] as const

test('a bank with a link of its own is named by what the cause strikes, and by both when no cause is named', () => {
  const of = (scope: string, cause: 'zone-key' | 'unknown', soleBank = true) =>
    scopeTold({ scope, soleBank, shown }, cause, ranking, MODEL)
  expect(of('issuer=bank-1', 'zone-key')).toEqual(['link=direct-1'])
  expect(of('link=direct-1', 'zone-key')).toEqual(['link=direct-1'])
  expect(of('issuer=bank-1', 'unknown')).toEqual(['issuer=bank-1', 'link=direct-1'])
  expect(of('link=direct-1', 'unknown')).toEqual(['issuer=bank-1', 'link=direct-1'])
  expect(of('issuer=bank-1', 'unknown', false)).toEqual(['issuer=bank-1'])
  expect(of('terminal=T0000001', 'unknown')).toEqual(['terminal=T0000001'])
})
