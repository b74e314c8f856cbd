import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { localize } from '@fiftyfive/diagnosis'
import { type Case, casesIn, ownCases } from './cases.ts'
import { PUBLISHED } from './published.ts'

/**
 * Scores root-cause localization: `fiftyfive bench localization [DIR...] [--verbose] [--json]`. A cause counts when it is
 * exactly a true one or one of its equivalents. Without a directory, cases of our own generator are taken. Times are of the
 * processor.
 */
const [directories, options] = [
  process.argv.slice(2).filter((argument) => !argument.startsWith('--')),
  process.argv.slice(2).filter((argument) => argument.startsWith('--')),
]
const sets =
  directories.length > 0
    ? new Map(directories.flatMap(setsIn).map((each) => [basename(each), casesIn(each)]))
    : ownCases()
const scores = [...sets].map(([name, cases]) => ({ name, ...score(cases, options.includes('--verbose')) }))
if (options.includes('--json')) console.log(JSON.stringify({ node: process.version, scores }))
else {
  const which =
    directories.length > 0 ? '' : '; cases of our own generator, so the published figures are of other cases'
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}${which}`)
  for (const each of scores) print(each)
}

/** A set of cases is a directory with its truth; a directory of sets stands for all of them. */
function setsIn(directory: string): string[] {
  const isSet = (each: string): boolean => ['truth.json', 'truth.csv'].some((truth) => existsSync(join(each, truth)))
  if (isSet(directory)) return [directory]
  const inside = existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name)) : []
  const sets = inside.filter(isSet).toSorted()
  if (sets.length > 0) return sets
  console.error(`${directory}: no truth.json or truth.csv there, nor in a directory inside`)
  process.exit(2)
}

type Score = ReturnType<typeof score>

function print({
  name,
  f1,
  exact,
  cases,
  seconds,
  slowest,
  right,
  wrong,
  missed,
}: Score & { readonly name: string }): void {
  console.log(`\n${name}: ${cases} cases, ${right} causes right, ${wrong} wrong, ${missed} missed`)
  const line = (method: string, f1: number, share: string, seconds: number, rest = '') =>
    console.log(`  ${method.padEnd(22)} F1 ${f1.toFixed(3)}  exact ${share}  ${seconds.toFixed(3)} s a case${rest}`)
  line(
    'fiftyfive',
    f1,
    `${((100 * exact) / cases).toFixed(0)} %`.padStart(5),
    seconds,
    `, slowest ${slowest.toFixed(3)} s`,
  )
  for (const [method, published, time] of PUBLISHED[name] ?? []) line(method, published, '    -', time)
}

function score(cases: readonly Case[], verbose: boolean) {
  let [right, wrong, missed, exact] = [0, 0, 0, 0]
  const times_ms: number[] = []
  for (const { name, read, causes: wanted } of cases) {
    const started = process.cpuUsage()
    const { causes } = localize(read())
    const { user, system } = process.cpuUsage(started)
    times_ms.push((user + system) / 1000)
    const found = wanted.filter((names) => causes.some((cause) => names.includes(cause)))
    const extra = causes.filter((cause) => !wanted.some((names) => names.includes(cause)))
    right += found.length
    wrong += extra.length
    missed += wanted.length - found.length
    if (found.length === wanted.length && extra.length === 0) exact++
    else if (verbose) {
      const lost = wanted.filter((names) => !found.includes(names)).map(([first]) => first)
      console.log(`  ${name}: missed ${lost.join(', ') || '-'}; wrong ${extra.join(', ') || '-'}`)
    }
  }
  return {
    cases: cases.length,
    right,
    wrong,
    missed,
    exact,
    f1: (2 * right) / (2 * right + wrong + missed),
    seconds: times_ms.reduce((sum, time) => sum + time, 0) / times_ms.length / 1000,
    slowest: Math.max(...times_ms) / 1000,
  }
}
