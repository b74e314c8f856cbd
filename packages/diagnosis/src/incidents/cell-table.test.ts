import { describe, expect, test } from 'vitest'
import { DIMENSIONS } from '../dimensions.ts'
import { CellTable } from './cell-table.ts'
import { indexOfDimension, NOWHERE, type Place } from './places.ts'

const place = (values: Partial<Record<(typeof DIMENSIONS)[number], number>>): Place => {
  const numbers = DIMENSIONS.map(() => NOWHERE)
  for (const name of DIMENSIONS) numbers[indexOfDimension(name)] = values[name] ?? NOWHERE
  return numbers
}

describe('the cells of a set of dimensions', () => {
  test('are found by all values of the set and by nothing else', () => {
    const table = new CellTable(['model', 'version'])
    const cell = table.open(place({ model: 1, version: 2, terminal: 3 }))
    expect(cell).toBeDefined()
    expect(table.get(place({ model: 1, version: 2, terminal: 4 }))).toBe(cell)
    expect(table.get(place({ model: 2, version: 1 }))).toBeUndefined()
    expect(table.get(place({ model: 1, version: 3 }))).toBeUndefined()
    expect(table.open(place({ model: 1, version: 2 }))).toBe(cell)
    expect(table.size).toBe(1)
  })

  test('are none where the log lacks a value, and a value of number 0 is one', () => {
    const single = new CellTable(['terminal'])
    const pair = new CellTable(['model', 'version'])
    expect(single.open(place({}))).toBeUndefined()
    expect(pair.open(place({ model: 0 }))).toBeUndefined()
    expect(pair.open(place({ version: 0 }))).toBeUndefined()
    expect([single.size, pair.size]).toEqual([0, 0])
    expect(single.open(place({ terminal: 0 }))).toBeDefined()
    expect(pair.open(place({ model: 0, version: 0 }))).toBeDefined()
  })

  test('are as many as allowed at most; those not seen for longest go first', () => {
    const table = new CellTable(['terminal'], 32)
    for (let terminal = 0; terminal < 32; terminal++) table.open(place({ terminal }))?.session(1_000 + terminal)
    table.open(place({ terminal: 0 }))?.session(5_000)
    table.open(place({ terminal: 99 }))?.session(5_001)
    expect(table.size).toBe(31)
    const left = [0, 1, 2, 3, 31, 99].filter((terminal) => table.get(place({ terminal })) !== undefined)
    expect(left).toEqual([0, 3, 31, 99])
  })

  test('make room even when all were seen at one time', () => {
    const table = new CellTable(['terminal'], 32)
    for (let terminal = 0; terminal < 33; terminal++) table.open(place({ terminal }))?.session(1_000)
    expect(table.size).toBe(1)
  })
})
