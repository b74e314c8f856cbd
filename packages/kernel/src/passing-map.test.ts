import { array, assert, constantFrom, nat, property, record } from 'fast-check'
import { expect, it } from 'vitest'
import { PassingMap } from './passing-map.ts'

const step = record({
  do: constantFrom('set', 'set', 'delete', 'clear'),
  key: nat(40).map((number) => `T0000001-000001-${String(number).padStart(6, '0')}`),
  value: nat(),
})

it('says the same as a Map, in the same order, whatever came and went', () => {
  assert(
    property(array(step, { maxLength: 300 }), (steps) => {
      const passing = new PassingMap<number>()
      const reference = new Map<string, number>()
      for (const { do: what, key, value } of steps) {
        if (what === 'set') {
          passing.set(key, value)
          reference.set(key, value)
        } else if (what === 'delete') expect(passing.delete(key)).toBe(reference.delete(key))
        else if (value % 8 === 0) {
          passing.clear()
          reference.clear()
        }
        expect(passing.get(key)).toBe(reference.get(key))
        expect(passing.has(key)).toBe(reference.has(key))
      }
      expect([...passing.entries()]).toEqual([...reference])
      expect([...passing.keys()]).toEqual([...reference.keys()])
      expect([...passing.values()]).toEqual([...reference.values()])
      expect(passing.size).toBe(reference.size)
      expect(passing.oldest).toBe(reference.keys().next().value)
    }),
  )
})

it('lets the one that it has come to be taken away', () => {
  const passing = new PassingMap<number>()
  for (let number = 0; number < 100; number++) passing.set(String(number), number)
  for (const [key, value] of passing.entries()) if (value % 3 > 0) passing.delete(key)
  expect([...passing.values()]).toEqual(Array.from({ length: 34 }, (_, index) => index * 3))
})
