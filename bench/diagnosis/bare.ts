import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Attempt } from '@fiftyfive/diagnosis'

/** What a table has that a switch exports: no flags, no keys, no records, and not what the issuer said. */
const COLUMNS = [
  'id',
  'at',
  'terminal',
  'merchant',
  'card',
  'range',
  'issuer',
  'entryMode',
  'amount_minor',
  'code',
  'model',
  'softwareVersion',
] as const satisfies readonly (keyof Attempt)[]

/** A copy of a scenario's files in `into` of which everything is missing that such a table lacks; the truth is the same. */
export function bareCopy(directory: string, into: string): string {
  const copy = join(into, basename(directory))
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  const lines = readFileSync(join(directory, 'attempts.ndjson'), 'utf8')
    .split('\n')
    .map((line) => (line === '' ? '' : JSON.stringify(JSON.parse(line), [...COLUMNS])))
  writeFileSync(join(copy, 'attempts.ndjson'), lines.join('\n'))
  writeFileSync(join(copy, 'events.ndjson'), '')
  for (const file of ['scenario.json', 'truth.ndjson']) copyFileSync(join(directory, file), join(copy, file))
  return copy
}
