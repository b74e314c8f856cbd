import { expect, test } from 'vitest'
import { likelihood, type LikelihoodTable, logLikelihoodRatio, withoutOutcomes } from './likelihood.ts'

const TABLE: LikelihoodTable<'here' | 'there' | 'hidden'> = {
  group: 'whole',
  background: { here: 0.5, there: 0.3, hidden: 0.2 },
  given: { 'hsm-fault': { hidden: 0.9 }, 'dead-key': { here: 0.85 } },
}

test('what a log cannot show is any of the others, and a cause that shows nothing else is hardly told by them', () => {
  const narrow = withoutOutcomes(TABLE, new Set(['hidden']))
  expect(Object.keys(narrow.background)).toEqual(['here', 'there'])
  for (const cause of ['hsm-fault', 'dead-key', 'slip'] as const) {
    const sum = likelihood(narrow, 'here', cause) + likelihood(narrow, 'there', cause)
    expect(sum).toBeCloseTo(1)
  }
  expect(logLikelihoodRatio(TABLE, 'here', 'hsm-fault')).toBeLessThan(-2)
  expect(logLikelihoodRatio(narrow, 'here', 'hsm-fault')).toBeCloseTo(0)
  expect(logLikelihoodRatio(narrow, 'here', 'slip')).toBeCloseTo(0)
  expect(logLikelihoodRatio(narrow, 'there', 'dead-key')).toBeLessThan(-0.7)
})
