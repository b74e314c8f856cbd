import { readFileSync } from 'node:fs'
import { type AnyDialect, createDialect, DIALECTS, formatIssues, FRAMINGS, parseDialect } from '@fiftyfive/iso8583'
import { Option } from 'commander'
import { CommandFailure, EXIT } from './exit.ts'

/** A dialect of the product by its name, or the file that describes another. */
export function dialectNamed(name: string): AnyDialect {
  const known = (DIALECTS as Readonly<Record<string, unknown>>)[name]
  if (known) return known as AnyDialect
  if (!name.endsWith('.json')) {
    throw new CommandFailure(
      `'${name}' is neither a .json file nor one of: ${Object.keys(DIALECTS).join(', ')}.`,
      EXIT.usage,
    )
  }
  const parsed = parseDialect(readJson(name))
  if (!parsed.ok) throw new CommandFailure(`${name} is no dialect:\n${formatIssues(parsed.error)}`, EXIT.usage)
  return createDialect(parsed.value)
}

export const allDialects = (): AnyDialect[] => Object.values<AnyDialect>(DIALECTS)

export const framingOption = (description: string): Option =>
  new Option('--framing <name>', description).choices([...Object.keys(FRAMINGS), 'none'])

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
}
