import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { FACTS, type Mapping } from '@fiftyfive/diagnosis'
import { z } from 'zod'
import { CommandFailure, EXIT } from '../exit.ts'

const mappingFile = z.strictObject({
  columns: z.partialRecord(z.enum(FACTS as [string, ...string[]]), z.string()),
  zone: z
    .string()
    .regex(/^(Z|[+-]\d{2}:\d{2})$/)
    .default('Z'),
  amounts: z.enum(['minor', 'major']).default('minor'),
  dates: z.enum(['year', 'day', 'month']).default('year'),
})

/** The mapping that a person wrote, or took from `--show-mapping` and mended. */
export function readMapping(path: string): Mapping {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (failure) {
    throw new CommandFailure(`${path}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
  const parsed = mappingFile.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new CommandFailure(`${path} is no mapping: ${issues.join('; ')}`, EXIT.usage)
}

/**
 * Shows a guessed mapping on standard error with a value of each column. Asks whether it is right when a person sits
 * there and has not said yes beforehand; a program that reads us gets no question.
 */
export async function confirmMapping(
  guess: Mapping,
  header: readonly string[],
  samples: readonly (readonly string[])[],
  yes: boolean,
): Promise<Mapping> {
  const columns = Object.entries(guess.columns)
  const width = Math.max(0, ...columns.map(([, column]) => column.length))
  for (const [fact, column] of columns) {
    // A column that may hold card numbers is shown by its name alone.
    const sample =
      fact === 'card'
        ? ''
        : `  e.g. ${JSON.stringify((samples[0]?.[header.indexOf(column)] ?? '').replaceAll(/\d(?=[\d ]{12})/g, '*').slice(0, 30))}`
    console.error(`  ${column.padEnd(width)}  ->  ${fact}${sample}`)
  }
  const unused = header.filter((column) => !columns.some(([, each]) => each === column))
  if (unused.length > 0) console.error(`  not used: ${unused.join(', ')}`)
  console.error(
    `  times without a zone are ${guess.zone}; dates begin with the ${guess.dates}; amounts are in ${guess.amounts} units`,
  )
  if (yes || !process.stdin.isTTY || !process.stderr.isTTY) return guess
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question('Is that right? [Y/n] ')
  terminal.close()
  if (/^(y|yes|)$/i.test(answer.trim())) return guess
  throw new CommandFailure('then take --show-mapping > mapping.json, mend it, and give it with --mapping.', EXIT.usage)
}
