import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { LANGUAGES } from '@fiftyfive/messages'
import { ablations, ablationsTable } from './ablations.ts'
import { bareCopy } from './bare.ts'
import type { Entrant } from './entrant.ts'
import { adtributor } from './entrants/adtributor.ts'
import { ceiling } from './entrants/ceiling.ts'
import { command } from './entrants/command.ts'
import { fiftyfive } from './entrants/fiftyfive.ts'
import { learnTable, responseCode } from './entrants/response-code.ts'
import { fixedThreshold, threeSigma } from './entrants/thresholds.ts'
import { Generator, readScenario, runsIn } from './generate.ts'
import { htmlReport } from './report/html.ts'
import { textTable } from './report/table.ts'
import { quickSuite, SUITE_VERSION, SUITE_VERSIONS, suiteOf } from './suite.ts'
import { Tally } from './tally.ts'
import type { Scenario } from './truth.ts'
import { worstVerdicts } from './worst.ts'

/** The benchmark of diagnosis; docs/reference/benchmark.md defines it and says how to enter. */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    /** Another program that takes part; may be repeated. */
    entrant: { type: 'string', multiple: true, default: [] },
    /** Only these scenarios, by the beginning of their names. */
    only: { type: 'string', multiple: true, default: [] },
    part: { type: 'string', default: 'suite' },
    /** Version of the suite: an earlier one as it was published, or the present one. */
    suite: { type: 'string', default: String(SUITE_VERSION) },
    /** Folders of runs of `fiftyfive simulate`, to be judged or learnt from instead. */
    scenarios: { type: 'string' },
    training: { type: 'string' },
    out: { type: 'string' },
    /** Of table and report. */
    language: { type: 'string', default: 'en' },
    cache: { type: 'string', default: fileURLToPath(new URL('../../data/bench-diagnosis/', import.meta.url)) },
    json: { type: 'boolean', default: false },
    /** Instead of the table: what each kind of evidence is worth, and the verdicts that were most surely wrong. */
    ablations: { type: 'boolean', default: false },
    worst: { type: 'boolean', default: false },
    /** With what a switch's table has alone, as if that were all that there is. */
    bare: { type: 'boolean', default: false },
    /** Only make the files. */
    generate: { type: 'boolean', default: false },
  },
})
const log = (line: string): void => void process.stderr.write(`${line}\n`)
const generator = new Generator(values.cache)
const usualRate = 0.02
const readFiles = (directory: string) => {
  const files = values.bare ? bareCopy(directory, join(values.cache, 'bare')) : directory
  return { directory: files, scenario: readScenario(files) }
}

const version = SUITE_VERSIONS.find((each) => String(each) === values.suite)
if (version === undefined) {
  console.error(`There is no version ${values.suite} of the suite; there are ${SUITE_VERSIONS.join(', ')}.`)
  process.exit(2)
}
const language = LANGUAGES.find((each) => each === values.language)
if (!language) {
  console.error(`There is no language ${values.language}; there are ${LANGUAGES.join(', ')}.`)
  process.exit(2)
}
const all = values.quick ? quickSuite(version) : suiteOf(values.part === 'training' ? 'training' : 'suite', version)
const chosen = all.filter(
  ({ scenario }) => values.only.length === 0 || values.only.some((start) => scenario.name.startsWith(start)),
)

const started = process.cpuUsage()
const scenarios: {
  readonly kind: (typeof chosen)[number]['kind']
  readonly scenario: Scenario
  readonly directory: string
}[] = []
if (values.scenarios === undefined) {
  for (const [index, each] of chosen.entries()) {
    log(`[${index + 1}/${chosen.length}] ${each.scenario.name}`)
    const directory = await generator.filesOf(each)
    if (!values.generate) scenarios.push({ kind: each.kind, ...readFiles(directory) })
  }
  log(`generated in ${seconds(started).toFixed(0)} s of processor time`)
} else {
  const kinds = new Map(suiteOf('suite').map(({ scenario, kind }) => [scenario.name, kind]))
  for (const directory of runsIn(values.scenarios)) {
    const files = readFiles(directory)
    const { name, faults } = files.scenario
    scenarios.push({ kind: kinds.get(name) ?? (faults.length === 0 ? 'quiet' : 'cause'), ...files })
  }
}

if (values.ablations) console.log(ablationsTable(await ablations(scenarios)))
else if (values.worst) console.log((await worstVerdicts(scenarios)).join('\n'))
else if (!values.generate) {
  const table = await tableForCodes()
  const told = ceiling(scenarios.map(({ scenario }) => scenario))
  const entrants: ((scenario: Scenario) => Entrant)[] = [
    () => responseCode(table),
    () => fixedThreshold(),
    () => threeSigma(usualRate),
    () => adtributor(),
    () => fiftyfive(),
    ...values.entrant.map((text) => () => command(text)),
    told,
  ]
  const tallies: Tally[] = []
  for (const enter of entrants) {
    let tally: Tally | undefined
    for (const { kind, scenario, directory } of scenarios) {
      const entrant = enter(scenario)
      tally ??= new Tally(entrant.name)
      const cpu = process.cpuUsage()
      const answers = await entrant.answer(join(directory, 'attempts.ndjson'), join(directory, 'events.ndjson'))
      tally.add(kind, scenario, answers, seconds(cpu))
    }
    if (tally) tallies.push(tally)
    log(`${tally?.name ?? ''} done`)
  }
  const about = {
    version,
    part: values.scenarios ?? (values.quick ? 'quick' : values.part),
    scenarios: scenarios.length,
    attempts: scenarios.reduce((sum, { scenario }) => sum + scenario.attempts.length, 0),
    terminalDays: scenarios.reduce((sum, { scenario }) => sum + scenario.terminals * scenario.days, 0),
    node: process.version,
    machine: `${process.platform} ${process.arch}`,
  }
  const figures = tallies.map((tally) => ({ name: tally.name, ...tally.figures() }))
  if (values.json) console.log(JSON.stringify({ about, figures }))
  else console.log(textTable(about, figures, language))
  if (values.out !== undefined) {
    mkdirSync(dirname(values.out), { recursive: true })
    writeFileSync(values.out, htmlReport(about, tallies, language))
    log(`report in ${values.out}`)
  }
}

/** What the response code alone can tell is learnt on training scenarios, never on those that are judged. */
async function tableForCodes() {
  if (values.training !== undefined) return learnTable(runsIn(values.training).map(readScenario))
  const training: Scenario[] = []
  const wanted = suiteOf('training', version).filter(
    ({ scenario }) => scenario.name.endsWith('-a') || scenario.name === 'quiet-1',
  )
  for (const each of values.quick ? wanted.slice(0, 3) : wanted.filter((_, index) => index % 3 === 0))
    training.push(readScenario(await generator.filesOf(each)))
  return learnTable(training)
}

function seconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}
