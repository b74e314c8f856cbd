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
      // All are read before any is run, so that a broken file is an error and not half a result.
      const reports = files
        .map((file) => ({ file, entries: readEntries(file) }))
        .map(({ file, entries }) => ({ file, ...runVectors(entries) }))
      const outcomes = reports.flatMap(({ file, outcomes: ofFile }) => ofFile.map((outcome) => ({ file, ...outcome })))
      const total = (verdict: string): number => outcomes.filter((outcome) => outcome.verdict === verdict).length
      const [passed, failed, unverified] = [total('pass'), total('fail'), total('unverified')]
      if (json) console.log(JSON.stringify({ outcomes, passed, failed, unverified }))
      else {
        for (const { file, id, verdict, differences } of outcomes) {
          if (verdict === 'pass') continue
          const where = files.length > 1 ? `${file}: ${id}` : id
          console.log(`${verdict.toUpperCase()} ${where}: ${differences.join('; ') || 'agrees'}`)
        }
        console.log(`${passed} passed, ${failed} failed, ${unverified} unverified`)
      }
      if (failed > 0) process.exitCode = EXIT.failed
    })
}

function readEntries(file: string): unknown[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
  // The array may lie in an object as its `vectors`, beside what describes the file.
  const entries = Array.isArray(parsed) ? (parsed as unknown[]) : (parsed as { vectors?: unknown } | null)?.vectors
  if (!Array.isArray(entries)) throw new CommandFailure(`${file}: an array of vectors is expected.`, EXIT.usage)
  return entries
}
