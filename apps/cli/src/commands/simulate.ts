import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAULT_MODULES, FleetFiles, type Scenario, simulateFleet } from '@fiftyfive/simulator'
import type { Command } from 'commander'
import { z } from 'zod'
import { jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'
import { defaultOf, findPackagesHere, loadFault } from '../own-fault.ts'
import { ratesTable, textOf } from '../report/fleet.ts'

interface SimulateOptions {
  readonly seed: number
  readonly out: string
  readonly days?: number
  readonly terminals?: number
  readonly fault: readonly string[]
  readonly capture?: true
  readonly statistics?: true
  readonly json?: true
}

const scenarios = fileURLToPath(new URL('../../../../packages/simulator/scenarios/', import.meta.url))
const names = (): string[] => readdirSync(scenarios).map((file) => basename(file, '.json'))

export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description('Simulate a fleet of terminals with real messages and cryptography, and keep what the acquirer saw.')
    .argument(
      '<scenario>',
      `${names().join(', ')}, or the path of a scenario (JSON, or a module with a default export)`,
    )
    .requiredOption('--out <directory>', 'where the files go')
    .option('--seed <number>', 'the same scenario and seed give the same bytes on every machine', whole, 1)
    .option('--days <number>', 'instead of the scenario’s', whole)
    .option('--terminals <number>', 'instead of the scenario’s', whole)
    .option(
      '--fault <file>',
      'a fault module of your own; may be repeated',
      (file: string, all: string[]) => [...all, file],
      [],
    )
    .option('--capture', 'write every message too, as raw ISO 8583')
    .option('--statistics', 'what an acquirer would count, beside the base rates and published figures')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nWrites attempts.ndjson, events.ndjson, truth.ndjson and scenario.json (docs/reference/attempts.md).',
    )
    .action(run)
}

async function run(name: string, options: SimulateOptions): Promise<void> {
  const { seed, out, capture = false } = options
  findPackagesHere()
  const own = await Promise.all(options.fault.map(loadFault))
  const modules = new Map([...FAULT_MODULES, ...own.map((module) => [module.name, module] as const)])
  const read = await loadScenario(name)
  const ordered = read.faults ?? []
  const unordered = own.filter((module) => !ordered.some(({ fault }) => fault === module.name))
  const scenario: Scenario = {
    ...read,
    ...(options.days === undefined ? {} : { days: options.days }),
    ...(options.terminals === undefined ? {} : { terminals: options.terminals }),
    faults: [...ordered, ...unordered.map((module) => ({ fault: module.name }))],
  }
  const unknown = ordered.find(({ fault }) => !modules.has(fault))
  if (unknown)
    throw new CommandFailure(`no fault '${unknown.fault}'. There are: ${[...modules.keys()].join(', ')}.`, EXIT.usage)
  const late = ordered.find(({ from, until }) => (from ?? 0) >= Math.min(until ?? Infinity, scenario.days ?? 30))
  if (late) throw new CommandFailure(`fault '${late.fault}' begins after its end, or after the scenario's.`, EXIT.usage)
  const files = new FleetFiles(out, capture)
  const cpu = process.cpuUsage()
  const fleet = await simulateFleet({ scenario, seed, modules, write: files.write, capture, progress: progress() })
  const summary = files.end(scenario, fleet)
  const { user, system } = process.cpuUsage(cpu)
  if (process.stderr.isTTY) process.stderr.write('\r')
  if (options.json) {
    const rates = fleet.recorder.rates.rows(summary.terminals * summary.days)
    console.log(JSON.stringify(options.statistics ? { ...summary, rates } : summary))
    return
  }
  console.log(textOf(summary, fleet, (user + system) / 1e6))
  if (options.statistics) console.log(ratesTable(fleet.recorder.rates.rows(summary.terminals * summary.days)))
}

function progress(): (share: number) => void {
  let shown = -1
  return (share) => {
    const percent = Math.floor(share * 100)
    if (!process.stderr.isTTY || percent === shown) return
    shown = percent
    process.stderr.write(`\r${percent} %`)
  }
}

const order = z.looseObject({ fault: z.string(), from: z.number().optional(), until: z.number().optional() })
const count = z.number().int().positive().optional()
const scenarioFile = z.strictObject({
  name: z.string().min(1),
  start: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  days: count,
  terminals: count,
  merchants: count,
  regions: count,
  issuers: count,
  cardholders: count,
  traffic: z.number().positive().optional(),
  settlement: z.enum(['nightly', 'never']).optional(),
  suite: z.literal([1, 2, 3]).optional(),
  faults: z.array(order).optional(),
})

async function loadScenario(name: string): Promise<Scenario> {
  const file = names().includes(name) ? `${scenarios}${name}.json` : resolve(name)
  if (!existsSync(file))
    throw new CommandFailure(`no scenario '${name}'. There are: ${names().join(', ')}.`, EXIT.usage)
  const value: unknown = file.endsWith('.json') ? readJson(file) : await defaultOf(file)
  const parsed = scenarioFile.safeParse(value)
  if (parsed.success) return parsed.data as Scenario
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new CommandFailure(`${file}: ${issues.join('; ')}`, EXIT.usage)
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'no JSON'}`, EXIT.usage)
  }
}

function whole(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new CommandFailure(`'${text}' is not a whole number above zero.`, EXIT.usage)
  return value
}
