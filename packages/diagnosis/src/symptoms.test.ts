import { expect, it } from 'vitest'
import { indicesOf, SYMPTOMS, symptomsOf } from './symptoms.ts'
import { approval, refusal } from './testing.ts'

const shown = (...[changes]: Parameters<typeof refusal>) =>
  indicesOf(symptomsOf(refusal(changes), { wrongPins: 0, knownCard: false, wrongBefore: false })).map(
    (each) => SYMPTOMS[each],
  )

it('shows a refusal in the bank’s name as that, whatever its code, and an approval as nothing', () => {
  expect(shown({ answeredBy: 'stand-in' })).toEqual(['wrong-pin', 'stand-in'])
  expect(shown({ answeredBy: 'stand-in', code: '05', issuerCode: '05' })).toContain('stand-in')
  expect(shown(approval({ answeredBy: 'stand-in' }))).toEqual([])
  expect(shown({ answeredBy: 'issuer' })).toEqual(['wrong-pin'])
})
