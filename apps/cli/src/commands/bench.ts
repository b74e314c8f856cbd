import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { CommandFailure, EXIT } from '../exit.ts'

const directory = fileURLToPath(new URL('../../../../bench/', import.meta.url))

const names = (): string[] => readdirSync(directory).filter((name) => existsSync(`${directory}${name}/run.ts`))

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('Measure, side by side with peers where their runtimes are present.')
    .argument('<name>', `one of: ${names().join(', ')}`)
    .argument('[options...]', 'for that benchmark')
    .allowUnknownOption()
    .addHelpText(
      'after',
      '\nFigures are ratios taken in one run on this machine; measure when nothing else runs.\nOptions of diagnosis, diagnosis-speed and localization: docs/reference/benchmark.md.',
    )
    .action(async (name: string, options: string[]) => {
      if (!names().includes(name))
        throw new CommandFailure(`no benchmark '${name}'. There are: ${names().join(', ')}.`, EXIT.usage)
      const flags = ['--disable-warning=ExperimentalWarning', '--expose-gc', `${directory}${name}/run.ts`, ...options]
      const child = spawn(process.execPath, flags, { stdio: 'inherit' })
      process.exitCode = await new Promise<number>((resolve) =>
        child.on('exit', (code) => resolve(code ?? EXIT.failed)),
      )
    })
}
