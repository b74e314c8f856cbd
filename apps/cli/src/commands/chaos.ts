import { type Outcome, shrink, simulate, type Simulation } from '@fiftyfive/simulator'
import type { Command } from 'commander'
import { jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'

interface ChaosOptions {
  readonly seed: number
  readonly hours: number
  readonly seeds: number
  readonly story?: true
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
    .option('--story', 'after a breach: take away every fault that is not needed for it and tell what happened')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExit code 0: every promise held; 1: one was broken, and the command that replays it is printed.',
    )
    .action(async (options: ChaosOptions) => {
      const started = performance.now()
      let payments = 0
      let broken = 0
      for (let seed = options.seed; seed < options.seed + options.seeds; seed++) {
        const outcome = await run({ seed, hours: options.hours }, options)
        payments += outcome.payments
        if (outcome.breach) broken++
      }
      if (broken > 0) process.exitCode = EXIT.failed
      if (options.json) return
      const seconds = (performance.now() - started) / 1000
      console.log(
        `${options.seeds} seeds, ${broken} broken, ${payments} payments, ${Math.round(payments / seconds)} payments a second`,
      )
    })
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
      `seed ${simulation.seed}: held; ${outcome.payments} payments, ${outcome.approved} approved, ${outcome.faults.length} faults`,
    )
  }
  return outcome
}

function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new CommandFailure(`'${text}' is not a number above zero.`, EXIT.usage)
  return value
}
