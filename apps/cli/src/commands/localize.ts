import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { localize, parseTable } from '@fiftyfive/diagnosis'
import type { Command } from 'commander'
import { jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'

interface Localized {
  readonly case: string
  /** Root causes, each `dimension=value` joined by `&`; empty when nothing deviates. */
  readonly causes: readonly string[]
  /** Time for parsing and localizing, without disk and decompression. */
  readonly seconds: number
}

export function addLocalize(program: Command): void {
  program
    .command('localize')
    .description('Name the root causes in tables of a measure against its forecast, one <case>.csv or .csv.gz each.')
    .argument('<directory>', 'columns: dimensions, then real and predict, or n, k, en and ek')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nFiles named truth.* are never read. Exit code 1: a table could not be read; the others are still answered.',
    )
    .action((directory: string, { json }: { json?: true }) => {
      const results = tablesIn(directory).flatMap((file) => localizeFile(directory, file) ?? [])
      if (json) console.log(JSON.stringify(results))
      else
        for (const { case: name, causes } of results) console.log(`${name}\t${causes.join('; ') || 'nothing deviates'}`)
    })
}

function tablesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => /\.csv(\.gz)?$/.test(name) && !name.startsWith('truth.'))
      .toSorted()
  } catch (failure) {
    throw new CommandFailure(`${directory}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
}

function localizeFile(directory: string, file: string): Localized | undefined {
  const bytes = readFileSync(join(directory, file))
  const text = textOf(bytes, file)
  const started_ms = performance.now()
  const table = text === undefined ? undefined : parseTable(text)
  if (!table?.ok) {
    const reason = table ? `line ${table.error.line}: ${table.error.reason}` : 'not a gzip file'
    console.error(`fiftyfive: ${file}: ${reason}`)
    process.exitCode = EXIT.failed
    return undefined
  }
  const { causes } = localize(table.value)
  const seconds = (performance.now() - started_ms) / 1000
  return { case: file.replace(/\.csv(\.gz)?$/, ''), causes, seconds: Number(seconds.toFixed(4)) }
}

function textOf(bytes: Uint8Array, file: string): string | undefined {
  if (!file.endsWith('.gz')) return Buffer.from(bytes).toString()
  try {
    return gunzipSync(bytes).toString()
  } catch {
    return undefined
  }
}
