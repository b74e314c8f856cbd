import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Attempt, FleetEvent } from '@fiftyfive/diagnosis'
import { FAULT_MODULES, FleetFiles, simulateFleet, type TruthLine } from '@fiftyfive/simulator'
import type { SuiteScenario } from './suite.ts'
import type { Scenario } from './truth.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const PARTIES = ['kernel', 'iso8583', 'security', 'emv', 'terminal', 'acquiring', 'issuing', 'simulator']

/** Generated scenarios are kept by what they are made of: the scenario, the seed, and the source of every party. */
export class Generator {
  readonly #directory: string
  readonly #source = sourceHash()

  constructor(directory: string) {
    this.#directory = directory
    mkdirSync(directory, { recursive: true })
  }

  /** The directory with the files of a scenario, made now if it is not there. */
  async filesOf({ scenario, seed }: SuiteScenario): Promise<string> {
    const hash = createHash('sha256')
      .update(this.#source)
      .update(JSON.stringify([scenario, seed]))
      .digest('hex')
    const directory = join(this.#directory, `${scenario.name}-${hash.slice(0, 16)}`)
    if (existsSync(join(directory, 'scenario.json'))) return directory
    const unfinished = `${directory}.part`
    rmSync(unfinished, { recursive: true, force: true })
    const files = new FleetFiles(unfinished, false)
    files.end(scenario, await simulateFleet({ scenario, seed, modules: FAULT_MODULES, write: files.write }))
    renameSync(unfinished, directory)
    return directory
  }
}

function sourceHash(): string {
  const hash = createHash('sha256')
  for (const name of PARTIES) {
    const directory = join(root, 'packages', name, 'src')
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!\.test)\.ts$/.test(file),
    )
    for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(directory, file)))
  }
  return hash.digest('hex')
}

/** The finished runs of `fiftyfive simulate` in the folders of a directory. */
export const runsIn = (directory: string): string[] =>
  readdirSync(directory)
    .toSorted()
    .map((name) => join(directory, name))
    .filter((each) => !each.endsWith('.part') && existsSync(join(each, 'scenario.json')))

const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

export function readScenario(directory: string): Scenario {
  const about = JSON.parse(readFileSync(join(directory, 'scenario.json'), 'utf8')) as Scenario & { name: string }
  const truth = linesOf<TruthLine>(join(directory, 'truth.ndjson'))
  const ofKind = <K extends TruthLine['kind']>(kind: K) =>
    truth.filter((line): line is Extract<TruthLine, { kind: K }> => line.kind === kind)
  return {
    name: about.name,
    terminals: about.terminals,
    days: about.days,
    attempts: linesOf<Attempt>(join(directory, 'attempts.ndjson')),
    events: linesOf<FleetEvent>(join(directory, 'events.ndjson')),
    attemptTruths: ofKind('attempt'),
    faults: ofKind('fault'),
    sales: ofKind('sale'),
  }
}
