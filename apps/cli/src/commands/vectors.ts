import { readFileSync } from 'node:fs'
import { runVectors } from '@fiftyfive/security/vectors'
import type { Command } from 'commander'
import { jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'

export function addVectors(program: Command): void {
  program
    .command('vectors')
    .description('Run cryptographic test vectors through the real code.')
    .argument('<file...>', 'JSON files: arrays of { id, group, algorithm, standard, op, in, out }')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nA line per failure, totals last. Exit code 1: a vector failed. Entries whose standard says UNVERIFIED never fail the run.',
    )
    .action((files: string[], { json }: { json?: true }) => {
      const report = runVectors(files.flatMap(readEntries))
      if (json) console.log(JSON.stringify(report))
      else {
        for (const { id, verdict, differences } of report.outcomes) {
          if (verdict !== 'pass') console.log(`${verdict.toUpperCase()} ${id}: ${differences.join('; ') || 'agrees'}`)
        }
        console.log(`${report.passed} passed, ${report.failed} failed, ${report.unverified} unverified`)
      }
      if (report.failed > 0) process.exitCode = EXIT.failed
    })
}

function readEntries(file: string): unknown[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'))
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
  if (!Array.isArray(parsed)) throw new CommandFailure(`${file}: an array of vectors is expected.`, EXIT.usage)
  return parsed
}
