import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { localize, parseTable } from '@fiftyfive/diagnosis'

/**
 * Scores root-cause localization on directories of cases, one `<case>.csv.gz` each, against `truth.csv` or `truth.json`
 * beside them: `node bench/localization/run.ts DIR... [--verbose]`. A cause counts when it is exactly a true one or one
 * of its equivalents. Times include reading the text but not the disk and the decompression.
 */
const [directories, options] = [
  process.argv.slice(2).filter((argument) => !argument.startsWith('--')),
  process.argv.slice(2).filter((argument) => argument.startsWith('--')),
]
if (directories.length === 0) {
  console.error('usage: node bench/localization/run.ts DIR... [--verbose]')
  process.exit(2)
}
console.log(`Node ${process.version}, ${process.platform} ${process.arch}`)
for (const directory of directories) console.log(score(directory, options.includes('--verbose')))

function score(directory: string, verbose: boolean): string {
  const truth = readTruth(directory)
  let [right, wrong, missed, exact] = [0, 0, 0, 0]
  const times_ms: number[] = []
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.csv.gz'))) {
    const text = gunzipSync(readFileSync(join(directory, file))).toString()
    const started_ms = performance.now()
    const table = parseTable(text)
    if (!table.ok) throw new Error(`${file}, line ${table.error.line}: ${table.error.reason}`)
    const { causes } = localize(table.value)
    times_ms.push(performance.now() - started_ms)
    const wanted = truth.get(basename(file, '.csv.gz')) ?? []
    const found = wanted.filter((names) => causes.some((cause) => names.includes(cause)))
    const extra = causes.filter((cause) => !wanted.some((names) => names.includes(cause)))
    right += found.length
    wrong += extra.length
    missed += wanted.length - found.length
    if (found.length === wanted.length && extra.length === 0) exact++
    else if (verbose) {
      const lost = wanted.filter((names) => !found.includes(names)).map(([name]) => name)
      console.log(`  ${file}: missed ${lost.join(', ') || '-'}; wrong ${extra.join(', ') || '-'}`)
    }
  }
  const mean_ms = times_ms.reduce((sum, time) => sum + time, 0) / times_ms.length
  const f1 = (2 * right) / (2 * right + wrong + missed)
  return [
    `${directory}: F1 ${f1.toFixed(3)} (${right} right, ${wrong} wrong, ${missed} missed)`,
    `exact ${exact} of ${times_ms.length}`,
    `${(mean_ms / 1000).toFixed(3)} s per case, slowest ${(Math.max(...times_ms) / 1000).toFixed(3)} s`,
  ].join(', ')
}

/** By case, every true cause with the names that are as good. */
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
