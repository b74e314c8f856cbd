import { spawn } from 'node:child_process'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Mutant, MUTANTS, note, readResults, RESULTS } from './results.ts'

const root = resolve(import.meta.dirname, '../..')
/** Longer than any test takes: a mutant that says nothing for so long runs in a circle without a switch in it. */
const SILENCE_ms = 30_000

const [name = ''] = (process.env['MUTATE'] ?? '').split(':')
const allTests = globSync(`packages/${name}/src/**/*.test.ts`, { cwd: root })

/** Test files that have not had their turn with every mutant. */
function unfinished(): readonly string[] {
  const finished = new Set(readResults().flatMap(([outcome, file]) => (outcome === 'finished' ? [file] : [])))
  return allTests.filter((file) => !finished.has(file))
}

/** Runs these test files; those that are to be taken up again in a new process. */
function runTests(files: readonly string[]): Promise<readonly string[]> {
  const before = readResults().length
  const vitest = [`${root}/node_modules/vitest/vitest.mjs`, 'run', '--config', 'scripts/mutation/vitest.config.ts']
  return new Promise((resolveEnd) => {
    const child = spawn(process.execPath, [...vitest, ...files], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
      env: { ...process.env, ...(before > 0 ? { MUTATION_RESUMED: '1' } : {}) },
    })
    let count = -1
    const watch = setInterval(() => {
      const results = readResults()
      const last = results.at(-1)
      if (results.length === count && last?.[0] === 'began') {
        note('endless', last[1], last[2])
        process.kill(-(child.pid as number), 'SIGKILL')
      }
      count = results.length
    }, SILENCE_ms)
    child.on('exit', (code, signal) => {
      clearInterval(watch)
      if (code !== 0 && signal === null) process.exitCode = 1
      const spoiled = readResults()
        .slice(before)
        .flatMap(([outcome, file]) => (outcome === 'spoiled' ? [file] : []))
      // Whatever had not had its turn when a mutant was stopped has it now; what had, remembers.
      resolveEnd(signal === null ? spoiled : unfinished())
    })
  })
}

rmSync(RESULTS, { force: true })
for (let files: readonly string[] = allTests; files.length > 0;) files = await runTests(files)

const mutants = JSON.parse(readFileSync(MUTANTS, 'utf8')) as readonly Mutant[]
const outcomes = new Map<string, string>()
/** Reached only while modules are loaded, which is over when a switch is set. */
const isStatic = new Set<string>()
for (const [outcome, id] of readResults()) {
  if (outcome === 'static') for (const each of id.split(',')) isStatic.add(each)
  else if (outcome === 'failed' || outcome === 'endless') outcomes.set(id, outcome)
  else if (outcome === 'survived' && !outcomes.has(id)) outcomes.set(id, 'survived')
}

interface Tally {
  killed: number
  endless: number
  survived: number
  untouched: number
}
const tallies = new Map<string, Tally>()
for (const mutant of mutants) {
  const file = mutant.place.split(':')[0] as string
  const outcome = outcomes.get(mutant.id)
  if (outcome === undefined && isStatic.has(mutant.id)) continue
  for (const key of [file, 'all']) {
    const tally = tallies.get(key) ?? { killed: 0, endless: 0, survived: 0, untouched: 0 }
    tallies.set(key, tally)
    if (outcome === 'survived') tally.survived++
    else if (outcome === undefined) tally.untouched++
    else tally[outcome === 'endless' ? 'endless' : 'killed']++
  }
  if (outcome === undefined || outcome === 'survived') {
    console.log(
      `${outcome ?? 'untouched'} ${mutant.place}-${mutant.end.join(':')} ${mutant.kind} -> ${mutant.replacement}`,
    )
  }
}
console.log('\nscore  failed  endless survived untouched')
for (const [file, { killed, endless, survived, untouched }] of [...tallies].toSorted(([a], [b]) =>
  a.localeCompare(b),
)) {
  const score = (100 * (killed + endless)) / (killed + endless + survived + untouched)
  const columns = [killed, endless, survived, untouched].map((count) => String(count).padStart(8))
  console.log(`${score.toFixed(1).padStart(5)}${columns.join('')}  ${file}`)
}
