import { describe, expect, test } from 'vitest'
import { CAUSES, type CauseId } from '../causes.ts'
import { MODEL } from './index.ts'
import { likelihood, type Candidate, type LikelihoodTable } from './likelihood.ts'
import { UNNAMED } from './unnamed.ts'
import { shapesUnderRandomKey, shapesUnderWrongPan } from './pin-block.ts'

const CANDIDATES: readonly Candidate[] = [...(Object.keys(CAUSES) as CauseId[]), ...UNNAMED]
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

describe('the model', () => {
  test('has a prior for every cause and for what is in no catalogue, together 1', () => {
    expect(Object.keys(MODEL.priors).toSorted()).toEqual(CANDIDATES.toSorted())
    expect(sum(Object.values(MODEL.priors))).toBeCloseTo(1, 6)
    expect(Math.min(...Object.values(MODEL.priors))).toBeGreaterThan(0)
  })

  test.each(Object.entries<LikelihoodTable>(MODEL.features))(
    '%s is a distribution under every cause',
    (_name, table) => {
      for (const candidate of CANDIDATES) {
        const probabilities = Object.keys(table.background).map((outcome) => likelihood(table, outcome, candidate))
        expect(sum(probabilities), candidate).toBeCloseTo(1, 9)
        expect(Math.min(...probabilities), candidate).toBeGreaterThanOrEqual(0)
      }
    },
  )

  test('weighs no group of evidence more than once', () => {
    for (const weight of Object.values(MODEL.weights)) {
      expect(weight).toBeGreaterThan(0)
      expect(weight).toBeLessThanOrEqual(1)
    }
  })
})

describe('a deciphered PIN block', () => {
  test('is well formed under a random key with 6.0e-8', () => {
    const shapes = shapesUnderRandomKey()
    expect(shapes['well-formed']).toBeGreaterThan(5.9e-8)
    expect(shapes['well-formed']).toBeLessThan(6.1e-8)
    expect(shapes['bad-control']).toBe(15 / 16)
    expect(sum(Object.values(shapes))).toBeCloseTo(1, 12)
  })

  test('keeps control and length under a wrong card number', () => {
    const shapes = shapesUnderWrongPan(6)
    expect(shapes['bad-control'] + shapes['bad-length']).toBe(0)
    expect(shapes['well-formed']).toBeLessThan(1e-7)
    expect(sum(Object.values(shapes))).toBeCloseTo(1, 12)
  })
})
