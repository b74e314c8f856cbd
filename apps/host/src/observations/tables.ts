import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FleetEvent } from '@fiftyfive/diagnosis'
import type { IssuerConfiguration } from '../configuration.ts'

type TableChange = Extract<FleetEvent, { kind: 'table-changed' }>
type Versions = Readonly<Record<string, string>>

/**
 * The tables that a host reads when it starts, against those of its last start: what was changed in between is worth
 * knowing when payments begin to fail. The first start of all changes nothing.
 */
export function changedTables(directory: string, issuers: readonly IssuerConfiguration[], at: number): TableChange[] {
  const file = join(directory, 'tables.json')
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Versions) : undefined
  const tables = issuers.flatMap(({ name, ranges, standIn = [] }) => [
    { table: 'ranges', scope: `link=${name}`, version: versionOf(ranges) } as const,
    { table: 'stand-in', scope: `link=${name}`, version: versionOf(standIn) } as const,
  ])
  const nameOf = ({ table, scope }: (typeof tables)[number]): string => `${table} ${scope}`
  const now = Object.fromEntries(tables.map((each) => [nameOf(each), each.version]))
  writeFileSync(`${file}.new`, JSON.stringify(now))
  renameSync(`${file}.new`, file)
  return before === undefined
    ? []
    : tables
        .filter((each) => before[nameOf(each)] !== each.version)
        .map((each) => ({ kind: 'table-changed', at, ...each }))
}

/** Short, and the same for the same content. */
const versionOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)
