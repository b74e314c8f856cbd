import { expectOk, seededRandom } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import { generateCounts, generateSums } from './generate.ts'
import { localize } from './localize.ts'
import { parseTable, type Table } from './table.ts'

/** Rows an element covers: two names of the same rows name the same cause. */
function coverage(table: Table, name: string): string {
  const parts = name.split('&').map((part) => {
    const [dimension, value] = part.split('=') as [string, string]
    const found = table.dimensions.find((each) => each.name === dimension)
    return { codes: found?.codes, code: found?.values.indexOf(value) }
  })
  const rows = Array.from({ length: table.rows }, (_, row) => row)
  return rows.filter((row) => parts.every(({ codes, code }) => codes?.[row] === code)).join()
}

interface Score {
  readonly right: number
  readonly wrong: number
  readonly missed: number
}
const f1 = ({ right, wrong, missed }: Score): number => (2 * right) / (2 * right + wrong + missed)

function score(cases: readonly { readonly table: Table; readonly causes: readonly string[] }[]): Score {
  let [right, wrong, missed] = [0, 0, 0]
  for (const { table, causes } of cases) {
    const truth = new Set(causes.map((name) => coverage(table, name)))
    const found = new Set(localize(table).causes.map((name) => coverage(table, name)))
    right += [...truth].filter((each) => found.has(each)).length
    wrong += [...found].filter((each) => !truth.has(each)).length
    missed += [...truth].filter((each) => !found.has(each)).length
  }
  return { right, wrong, missed }
}

const SEEDS = Array.from({ length: 8 }, (_, seed) => seed)

describe('localize, on cases made up with known causes', () => {
  test('finds failures out of attempts in a flat table', () => {
    const cases = SEEDS.map((seed) => generateCounts(seededRandom(`flat-${seed}`), { attempts: 10_000, fleet: false }))
    expect(f1(score(cases))).toBeGreaterThanOrEqual(0.9)
  })

  test('finds failures out of attempts in a fleet, where terminals bring merchant, model, link and region along', () => {
    const cases = SEEDS.map((seed) => generateCounts(seededRandom(`fleet-${seed}`), { attempts: 10_000, fleet: true }))
    expect(f1(score(cases))).toBeGreaterThanOrEqual(0.85)
  })

  test('finds losses and gains of an additive measure', () => {
    const shape = {
      sizes: [8, 9, 7, 6],
      noiseMax: 0.15,
      severityMin: 0.2,
      groupsMax: 3,
      elementsMax: 2,
      onlyLeaves: false,
    }
    const cases = SEEDS.map((seed) => generateSums(seededRandom(`sums-${seed}`), shape))
    expect(f1(score(cases))).toBeGreaterThanOrEqual(0.9)
  })

  test('reports nothing when nothing deviates', () => {
    for (const seed of SEEDS.slice(0, 4)) {
      const { table } = generateCounts(seededRandom(`quiet-${seed}`), { attempts: 10_000, fleet: false, faults: 0 })
      expect(localize(table).causes).toEqual([])
    }
  })
})

const csv = (header: string, ...rows: readonly string[]): string => [header, ...rows, ''].join('\n')

describe('localize, on cases to read', () => {
  test('names the terminal alone, although its merchant and region say the same', () => {
    const rows = Array.from({ length: 40 }, (_, terminal) => {
      const failures = terminal === 7 ? 60 : 2
      return `t${terminal},k${terminal % 10},r${terminal % 5},100,${failures},100,2`
    })
    const table = expectOk(parseTable(csv('terminal,merchant,region,n,k,en,ek', ...rows)), 'the table is well formed')
    expect(localize(table).causes).toEqual(['terminal=t7'])
  })

  test('names the parent when all its children fail', () => {
    const rows = ['a', 'b', 'c', 'd'].flatMap((link) =>
      ['1', '2', '3', '4', '5'].map((model) => `${link},${model},200,${link === 'b' ? 50 : 4},200,4`),
    )
    const table = expectOk(parseTable(csv('link,model,n,k,en,ek', ...rows)), 'the table is well formed')
    expect(localize(table).causes).toEqual(['link=b'])
  })

  test('names the parts when a parent is hit in some of them only, to different degrees', () => {
    const rows = ['a', 'b', 'c', 'd'].flatMap((link) =>
      ['1', '2', '3', '4', '5'].map((model) => {
        const failures = link === 'b' && model === '1' ? 300 : link === 'b' && model === '2' ? 100 : 10
        return `${link},${model},500,${failures},500,10`
      }),
    )
    const table = expectOk(parseTable(csv('link,model,n,k,en,ek', ...rows)), 'the table is well formed')
    expect(localize(table).causes).toEqual(['link=b&model=1', 'link=b&model=2'])
  })

  test('finds a small fault beside a large one', () => {
    const rows = ['a', 'b', 'c', 'd'].flatMap((link) =>
      ['1', '2', '3', '4', '5'].map((model) => {
        const failures = link === 'b' ? 300 : model === '3' ? 30 : 10
        return `${link},${model},500,${failures},500,10`
      }),
    )
    const table = expectOk(parseTable(csv('link,model,n,k,en,ek', ...rows)), 'the table is well formed')
    expect(localize(table).causes).toEqual(['link=b', 'model=3'])
  })
})

describe('parseTable', () => {
  test.each([
    ['', 1],
    ['a,b\n1,2', 1],
    ['real,predict\n1,2', 1],
    ['a,a,real,predict\nx,y,1,2', 1],
    ['a,real,predict\nx,1', 2],
    ['a,real,predict\nx,1,2\ny,1,many', 3],
    ['a,real,predict\nx,1,', 2],
  ])('refuses %j at line %i', (text, line) => {
    expect(parseTable(text)).toMatchObject({ ok: false, error: { line } })
  })

  test('reads both kinds and takes line ends of Windows', () => {
    expect(parseTable('a,real,predict\r\nx,1,2\r\n')).toMatchObject({
      ok: true,
      value: { rows: 1, measure: { kind: 'sums' } },
    })
    expect(parseTable('a,n,k,en,ek\nx,1,0,1,0.1\n')).toMatchObject({ ok: true, value: { measure: { kind: 'counts' } } })
  })
})
