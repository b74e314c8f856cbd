import { array, assert, boolean, constantFrom, option, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Dimension, valueOf } from '../dimensions.ts'
import { refusal } from '../testing.ts'
import { Rows } from './partitions.ts'
import { Places } from './places.ts'
import type { Session } from './sessions.ts'

interface Made {
  readonly terminal: string
  readonly region: string | undefined
  readonly failed: boolean
}

/** Those that failed first, as a search puts them. */
function rowsOf(made: readonly Made[]) {
  const numbers = new Places()
  const sessions = made
    .toSorted((a, b) => Number(b.failed) - Number(a.failed))
    .map(({ terminal, region }): Session => {
      const first = refusal({ terminal, ...(region === undefined ? {} : { region }) })
      const place = numbers.of(first)
      return {
        first,
        place,
        acquaintance: 'known' as const,
        hands: undefined,
        knownCard: true,
        shows: [],
        symptoms: 0,
        explained: 0,
        wrongPins: 0,
        accepted: false,
        lastAt: first.at,
        row: -1,
      }
    })
  const places = Int32Array.from(sessions.flatMap(({ place }) => place))
  const failed = sessions.slice(0, made.filter(({ failed }) => failed).length)
  return { sessions, rows: new Rows(failed, places, () => 1) }
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
        const { sessions, rows } = rowsOf(all)
        const parts = rows.by(set)
        const numbers = [...sessions.keys()]
        const values = (row: number) => set.map((name) => valueOf[name]((sessions[row] as Session).first))
        const whole = numbers.filter((row) => !values(row).includes(undefined))
        const name = (row: number) =>
          values(row)
            .map((value, at) => `${set[at]}=${value}`)
            .join('&')
        const names = [...new Set(whole.filter((row) => row < rows.failed.length).map(name))]
        expect(parts.size).toBe(new Set(whole.map(name)).size)
        const failing = [...parts.failing.values()].map((first) => rows.part(parts, set, first))
        expect(failing).toEqual(names.map((each) => ({ name: each, rows: whole.filter((row) => name(row) === each) })))
        expect(set.every((each) => rows.have(each))).toBe(
          numbers.every((row) => row >= rows.failed.length || whole.includes(row)),
        )
      }),
    )
  })

  test('are counted where there are more possible ones than an array holds', () => {
    const count = 600
    const { rows } = rowsOf(
      Array.from({ length: count }, (_, index) => ({
        terminal: `T${index}`,
        region: `district-${index}`,
        failed: index === 7,
      })),
    )
    const set = ['terminal', 'region'] as const
    const parts = rows.by(set)
    const failing = [...parts.failing.values()].map((first) => rows.part(parts, set, first))
    expect(parts.size).toBe(count)
    expect(failing).toEqual([{ name: 'terminal=T7&region=district-7', rows: [0] }])
  })
})
