import { createHash } from 'node:crypto'
import { FAULT_MODULES } from '@fiftyfive/simulator'
import { expect, test } from 'vitest'
import { quickSuite, SUITE_VERSION, suiteOf } from './suite.ts'

const [suite, training] = [suiteOf('suite'), suiteOf('training')]

test.each([
  [1, 'f34d48dd57a006ca'],
  [2, '60237b17fbc1e939'],
  [3, '60237b17fbc1e939'],
] as const)('version %i is frozen: whoever changes a scenario or a seed makes the next one', (version, expected) => {
  const asWritten = suiteOf('suite', version).map(({ kind, scenario: { suite, ...scenario }, seed }) => {
    expect(suite).toBe(version)
    return { kind, scenario, seed }
  })
  const hash = createHash('sha256').update(JSON.stringify(asWritten)).digest('hex').slice(0, 16)
  expect([version, hash]).toEqual([version, expected])
  expect(SUITE_VERSION).toBe(3)
})

test('training has the same kinds on other seeds', () => {
  expect(training.map(({ scenario }) => scenario.name)).toEqual(suite.map(({ scenario }) => scenario.name))
  const seeds = new Set(suite.map(({ seed }) => seed))
  expect(seeds.size).toBe(suite.length)
  expect(training.filter(({ seed }) => seeds.has(seed))).toEqual([])
})

test('every technical fault of the repository is in the suite, and nothing else', () => {
  const used = new Set(suite.flatMap(({ scenario }) => scenario.faults?.map(({ fault }) => fault) ?? []))
  expect([...used].toSorted()).toEqual([...FAULT_MODULES.keys()].toSorted())
  const late = suite.filter(({ scenario }) =>
    scenario.faults?.some(({ from = 3 }) => from >= (scenario.days ?? 30) - 1),
  )
  expect(late).toEqual([])
  expect(quickSuite()).toHaveLength(6)
})
