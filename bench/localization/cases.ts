import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parseTable, type Table } from '@fiftyfive/diagnosis'
import { seededRandom } from '@fiftyfive/kernel'
import { generateCounts, generateSums } from '../../packages/diagnosis/src/localization/generate.ts'

/** One case: reading it is part of the task, disk and decompression are not. */
export interface Case {
  readonly name: string
  readonly read: () => Table
  /** Every true cause with the names that are as good. */
  readonly causes: readonly (readonly string[])[]
}

/** The cases of a directory: `<case>.csv.gz`, and `truth.csv` or `truth.json` beside them. */
export function casesIn(directory: string): Case[] {
  const truth = readTruth(directory)
  const files = readdirSync(directory).filter((name) => name.endsWith('.csv.gz'))
  return files.map((file) => {
    const text = gunzipSync(readFileSync(join(directory, file))).toString()
    const name = basename(file, '.csv.gz')
    const read = (): Table => {
      const table = parseTable(text)
      if (!table.ok) throw new Error(`${file}, line ${table.error.line}: ${table.error.reason}`)
      return table.value
    }
    return { name, read, causes: truth.get(name) ?? [] }
  })
}

function readTruth(directory: string): Map<string, string[][]> {
  if (existsSync(join(directory, 'truth.json'))) {
    const { cases } = JSON.parse(readFileSync(join(directory, 'truth.json'), 'utf8')) as {
      cases: { case: string; truth_detail: { element: string; equivalents: string[] }[] }[]
    }
    return new Map(
      cases.map((each) => [each.case, each.truth_detail.map(({ element, equivalents }) => [element, ...equivalents])]),
    )
  }
  const [, ...rows] = readFileSync(join(directory, 'truth.csv'), 'utf8').trim().split('\n')
  return new Map(
    rows.map((row) => {
      const [name = '', causes = ''] = row.split(',')
      return [name, causes.split(';').map((cause) => [cause])]
    }),
  )
}

const CASES = 20

/** Cases of our own generator, of the kinds of S, P1 and P2, for whoever has no others; the same every time. */
export function ownCases(): ReadonlyMap<string, readonly Case[]> {
  const make = (kind: string, one: (seed: string) => ReturnType<typeof generateSums>): Case[] =>
    Array.from({ length: CASES }, (_, index) => {
      const { table, causes } = one(`bench/${kind}/${index}`)
      return { name: `${kind}-${index}`, read: () => table, causes: causes.map((cause) => [cause]) }
    })
  const sums = {
    sizes: [10, 12, 10, 8, 5],
    noiseMax: 0.25,
    severityMin: 0.5,
    groupsMax: 3,
    elementsMax: 3,
    onlyLeaves: false,
  }
  return new Map([
    ['S', make('S', (seed) => generateSums(seededRandom(seed), sums))],
    ['P1', make('P1', (seed) => generateCounts(seededRandom(seed), { attempts: 20_000, fleet: false }))],
    ['P2', make('P2', (seed) => generateCounts(seededRandom(seed), { attempts: 20_000, fleet: true }))],
  ])
}
