import { availableParallelism } from 'node:os'
import { type Outcome, shrink, simulate, type Simulation } from '@fiftyfive/simulator'
import type { Command } from 'commander'
import { jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'
import type { Progress, SeedReport } from '../soak/progress.ts'
import { soak } from '../soak/soak.ts'

interface ChaosOptions {
  readonly seed: number
  readonly hours: number
  readonly seeds: number
  readonly story?: true
  readonly soak?: true
  readonly minutes: number
  readonly threads: number
  readonly progress: string
  readonly json?: true
}

/** Lines of a shrunk story shown to people; the last ones are about the breach. */
const STORY_LINES = 40

export function addChaos(program: Command): void {
  program
    .command('chaos')
    .description(
      'Run the real terminals, acquirer and issuer in a failing world on a virtual clock, and check what must always hold.',
    )
    .option('--seed <number>', 'the first seed; the same seed and hours give the same run', positive, 1)
    .option('--hours <number>', 'virtual hours with faults in each run', positive, 1)
    .option('--seeds <count>', 'how many seeds, one after the other', positive, 1)
    .option('--soak', 'seed after seed for a given time, on several threads; progress is kept and gone on with')
    .option('--minutes <number>', 'with --soak: how long', positive, 10)
    .option('--threads <count>', 'with --soak: how many seeds at once', positive, availableParallelism())
    .option('--progress <file>', 'with --soak: where it is kept', 'chaos-soak.json')
    .option('--story', 'after a breach: take away every fault that is not needed for it and tell what happened')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExit code 0: every promise held; 1: one was broken, and the command that replays it is printed.',
    )
    .action(async (options: ChaosOptions) => {
      if (options.soak) return soakFor(options)
      const started = process.cpuUsage()
      let payments = 0
      let transactions = 0
      let broken = 0
      for (let seed = options.seed; seed < options.seed + options.seeds; seed++) {
        const outcome = await run({ seed, hours: options.hours }, options)
        payments += outcome.payments
        transactions += outcome.transactions
        if (outcome.breach) broken++
      }
      if (broken > 0) process.exitCode = EXIT.failed
      if (options.json) return
      const { user, system } = process.cpuUsage(started)
      const speed = Math.round(transactions / ((user + system) / 1e6))
      console.log(
        `${options.seeds} seeds, ${broken} broken, ${payments} payments, ${transactions} transactions, ${speed} a second of processor time`,
      )
    })
}

/** What is checked: all of docs/explanation/simulation.md but 29, the fail-over of a database. */
const INVARIANTS = 35

async function soakFor({ seed, hours, minutes, threads, progress: file, json }: ChaosOptions): Promise<void> {
  const told = (progress: Progress, { seed: done, breach }: SeedReport): void => {
    if (breach) console.error(`seed ${done}: invariant ${breach.invariant} broke: ${breach.detail}`)
    if (!json && progress.seeds % 10 === 0) console.log(summary(progress))
  }
  const progress = await soak({ seed, hours, minutes, threads, file, told })
  if (progress.broken.length > 0) process.exitCode = EXIT.failed
  if (json) return console.log(JSON.stringify(progress))
  console.log(summary(progress))
  for (const [kind, count] of Object.entries(progress.faults)) console.log(`  ${String(count).padStart(9)}  ${kind}`)
  for (const { seed: broken, breach } of progress.broken) {
    console.log(`seed ${broken}: invariant ${breach.invariant}: ${breach.detail}`)
    console.log(`replay: fiftyfive chaos --seed ${broken} --hours ${hours} --story`)
  }
}

function summary({ seeds, transactions, payments, faults, broken, cpu_s, wall_s }: Progress): string {
  const struck = Object.values(faults).reduce((sum, count) => sum + count, 0)
  const speed = Math.round(transactions / Math.max(1, cpu_s))
  return (
    `${seeds} seeds, ${transactions} transactions (${payments} payments), ${struck} faults, ` +
    `${INVARIANTS} invariants, broken = ${broken.length}; ${Math.round(wall_s)} s, ${Math.round(cpu_s)} CPU s, ${speed}/CPU s`
  )
}

async function run(simulation: Simulation, { json, story }: ChaosOptions): Promise<Outcome> {
  const outcome = await simulate(simulation)
  const replay = `fiftyfive chaos --seed ${simulation.seed} --hours ${simulation.hours} --story`
  const shrunk = outcome.breach && story ? await shrink(simulation, outcome) : undefined
  if (json) {
    const { faults, story: _, ...rest } = outcome
    const told = shrunk && { faults: shrunk.faults, story: shrunk.story.slice(-STORY_LINES) }
    console.log(
      JSON.stringify({
        ...rest,
        faults: faults.length,
        ...(outcome.breach ? { replay } : {}),
        ...(told ? { shrunk: told } : {}),
      }),
    )
  } else if (outcome.breach) {
    const { invariant, detail, at_ms } = outcome.breach
    console.log(`seed ${simulation.seed}: invariant ${invariant} broke after ${(at_ms / 1000).toFixed(3)} s: ${detail}`)
    if (shrunk)
      console.log(
        [`with ${shrunk.faults.length} faults:`, ...shrunk.faults, '', ...shrunk.story.slice(-STORY_LINES)].join('\n'),
      )
    console.log(`replay: ${replay}`)
  } else {
    console.log(
      `seed ${simulation.seed}: held; ${outcome.payments} payments, ${outcome.approved} approved, ${outcome.transactions} transactions, ${outcome.faults.length} faults`,
    )
  }
  return outcome
}

function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new CommandFailure(`'${text}' is not a number above zero.`, EXIT.usage)
  return value
}
