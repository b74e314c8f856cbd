import { describe, expect, test } from 'vitest'
import { type Dimension, DIMENSIONS } from '../dimensions.ts'
import { CellTable } from './cell-table.ts'
import { Cells } from './cells.ts'
import { indexOfDimension, NOWHERE, type Place } from './places.ts'
import { NONE } from './pool.ts'

const place = (values: Partial<Record<Dimension, number>>): Place => {
  const numbers = DIMENSIONS.map(() => NOWHERE)
  for (const name of DIMENSIONS) numbers[indexOfDimension(name)] = values[name] ?? NOWHERE
  return numbers
}

const cells = new Cells()
const tableOf = (...[set, most]: [readonly [Dimension, Dimension?], number?]) => new CellTable(set, cells, most)

describe('the cells of a set of dimensions', () => {
  test('are found by all values of the set and by nothing else', () => {
    const table = tableOf(['model', 'version'])
    const cell = table.open(place({ model: 1, version: 2, terminal: 3 }))
    expect(cell).not.toBe(NONE)
    expect(table.get(place({ model: 1, version: 2, terminal: 4 }))).toBe(cell)
    expect(table.get(place({ model: 2, version: 1 }))).toBe(NONE)
    expect(table.get(place({ model: 1, version: 3 }))).toBe(NONE)
    expect(table.open(place({ model: 1, version: 2 }))).toBe(cell)
    expect(table.size).toBe(1)
  })

  test('are none where the log lacks a value, and a value of number 0 is one', () => {
    const single = tableOf(['terminal'])
    const pair = tableOf(['model', 'version'])
    expect(single.open(place({}))).toBe(NONE)
    expect(pair.open(place({ model: 0 }))).toBe(NONE)
    expect(pair.open(place({ version: 0 }))).toBe(NONE)
    expect([single.size, pair.size]).toEqual([0, 0])
    expect(single.open(place({ terminal: 0 }))).not.toBe(NONE)
    expect(pair.open(place({ model: 0, version: 0 }))).not.toBe(NONE)
  })

  test('are as many as allowed at most; those not seen for longest go first', () => {
    const table = tableOf(['terminal'], 32)
    for (let terminal = 0; terminal < 32; terminal++) cells.session(table.open(place({ terminal })), 1_000 + terminal)
    cells.session(table.open(place({ terminal: 0 })), 5_000)
    cells.session(table.open(place({ terminal: 99 })), 5_001)
    expect(table.size).toBe(31)
    const left = [0, 1, 2, 3, 31, 99].filter((terminal) => table.get(place({ terminal })) !== NONE)
    expect(left).toEqual([0, 3, 31, 99])
  })

  test('make room even when all were seen at one time', () => {
    const table = tableOf(['terminal'], 32)
    for (let terminal = 0; terminal < 33; terminal++) cells.session(table.open(place({ terminal })), 1_000)
    expect(table.size).toBe(1)
  })
})
