import { expect, test } from 'vitest'
import { MODEL } from '../model/index.ts'
import { candidatesOf } from '../score.ts'
import { fitTerm } from './fit.ts'
import type { Profile } from './share.ts'

const weightsOf = (profile: Profile) => {
  const { weights } = fitTerm(profile, 0.99, MODEL)
  return Object.fromEntries(candidatesOf(MODEL).map((cause, index) => [cause, weights[index] as number]))
}
const always = (outcomes: Readonly<Record<string, string>>): Profile =>
  new Map(Object.entries(outcomes).map(([feature, outcome]) => [feature, new Map([[outcome, 20]])]))

test('nothing speaks against a cause that shows just this', () => {
  const fits = weightsOf(always({ code: 'wrong-pin', shape: 'well-formed', keyCheck: 'current' }))
  expect(fits['forgotten']).toBe(0)
})

test('what no known cause shows speaks against all of them, and not against what nobody listed', () => {
  const strange = weightsOf(
    always({ shape: 'bad-filler', issuerLink: 'damaged', counter: 'wrong', keyOwner: 'another' }),
  )
  for (const [cause, weight] of Object.entries(strange))
    if (cause.startsWith('other-') && cause !== 'other-card') expect(weight, cause).toBe(0)
    else expect(weight, cause).toBeLessThan(0)
})

test('a world in which all is fast and fresh speaks against nobody', () => {
  const fits = weightsOf(
    always({ code: 'pin-format', shape: 'bad-control', time: 'fast', keyAge: 'fresh', acquaintance: 'new' }),
  )
  expect(fits['block-format']).toBe(0)
})
