import { array, assert, boolean, constantFrom, option, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Dimension, valueOf } from '../dimensions.ts'
import { refusal } from '../testing.ts'
import { Partitions } from './partitions.ts'
import { Places } from './places.ts'

interface Made {
  readonly terminal: string
  readonly region: string | undefined
  readonly failed: boolean
}

function rowsOf(made: readonly Made[]) {
  const places = new Places()
  return made.map(({ terminal, region, failed }) => {
    const first = refusal({ terminal, ...(region === undefined ? {} : { region }) })
    return { session: { first, place: places.of(first) }, failed }
  })
}

const made = record({
  terminal: constantFrom('T1', 'T2', 'T3', 'T4'),
  region: option(constantFrom('north', 'south'), { nil: undefined }),
  failed: boolean(),
})

describe('the parts that a set of dimensions divides sessions into', () => {
  test.each<{ readonly set: readonly Dimension[] }>([
    { set: ['terminal'] },
    { set: ['region'] },
    { set: ['terminal', 'region'] },
    { set: ['issuer'] },
  ])('are those of their values, by $set', ({ set }) => {
    assert(
      property(array(made), (all) => {
        const rows = rowsOf(all)
        const { size, failing } = new Partitions(rows).by(set)
        const values = ({ session }: (typeof rows)[number]) => set.map((name) => valueOf[name](session.first))
        const whole = rows.filter((row) => !values(row).includes(undefined))
        const name = (row: (typeof rows)[number]) => values(row).map((value, at) => `${set[at]}=${value}`).join('&')
        const names = [...new Set(whole.filter(({ failed }) => failed).map(name))]
        expect(size).toBe(new Set(whole.map(name)).size)
        expect(failing).toEqual(names.map((each) => ({ name: each, rows: whole.filter((row) => name(row) === each) })))
      }),
    )
  })

  test('are counted where there are more possible ones than an array holds', () => {
    const count = 600
    const rows = rowsOf(
      Array.from({ length: count }, (_, index) => ({
        terminal: `T${index}`,
        region: `district-${index}`,
        failed: index === 7,
      })),
    )
    const { size, failing } = new Partitions(rows).by(['terminal', 'region'])
    expect([size, failing.map(({ name, rows }) => [name, rows.length])]).toEqual([
      count,
      [['terminal=T7&region=district-7', 1]],
    ])
  })
})
