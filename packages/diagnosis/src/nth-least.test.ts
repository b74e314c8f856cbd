import { array, assert, integer, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { nthLeast } from './nth-least.ts'

test('is what stands there when the values are sorted', () => {
  assert(
    property(array(integer({ min: -5, max: 20 }), { minLength: 1, maxLength: 60 }), nat(), (values, at) => {
      const index = at % values.length
      expect(nthLeast(Float64Array.from(values), index)).toBe(values.toSorted((a, b) => a - b)[index])
    }),
  )
})
