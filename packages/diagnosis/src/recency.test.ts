import { expect, test } from 'vitest'
import { array, assert, integer, property, record, constantFrom } from 'fast-check'
import { Recency } from './recency.ts'

test('forgets what was touched least recently', () => {
  const recent = new Recency<number>(2)
  recent.set('a', 1)
  recent.set('b', 2)
  recent.set('a', 3)
  recent.set('c', 4)
  expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([3, undefined, 4])
  recent.forgetWhile((value) => value < 4)
  expect([recent.size, recent.has('c')]).toEqual([1, true])
})

test('does what a Map does that deletes and sets again', () => {
  const steps = array(record({ key: constantFrom(...'abcdef'), value: integer(), old: integer({ min: 0, max: 3 }) }))
  assert(
    property(steps, integer({ min: 1, max: 5 }), (all, most) => {
      const recent = new Recency<number>(most)
      const map = new Map<string, number>()
      const oldest = () => map.keys().next().value as string
      for (const { key, value, old } of all) {
        if (old === 1 && map.has(key)) {
          const known = map.get(key) as number
          expect(recent.touch(key)).toBe(known)
          map.delete(key)
          map.set(key, known)
          continue
        }
        recent.set(key, value)
        map.delete(key)
        map.set(key, value)
        if (map.size > most) map.delete(oldest())
        if (old === 0) {
          recent.forgetWhile((each) => each < value)
          while (map.size > 0 && (map.get(oldest()) as number) < value) map.delete(oldest())
        }
        expect(recent.size).toBe(map.size)
        for (const each of 'abcdef') expect(recent.get(each)).toBe(map.get(each))
      }
    }),
  )
})
