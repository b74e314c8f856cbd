import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname, resolve } from 'node:path'
import {
  type AnyDialect,
  createDialect,
  DIALECTS,
  formatIssues,
  FRAMINGS,
  type Imported,
  importJposPackager,
  importMoovSpecification,
  type Issue,
  parseDialect,
} from '@fiftyfive/iso8583'
import type { Result } from '@fiftyfive/kernel'
import { Option } from 'commander'
import { CommandFailure, EXIT } from './exit.ts'

/** For help texts: what `dialectNamed` takes. */
export const DIALECT_FORMS = 'a dialect of the product, or a file: .json or .ts of its own, .json of moov, .xml of jPOS'

/** A dialect of the product by its name, or the file that describes another: ours, jPOS's or moov's. */
export function dialectNamed(name: string): AnyDialect {
  const known = (DIALECTS as Readonly<Record<string, unknown>>)[name]
  if (known) return known as AnyDialect
  const read = specificationIn(name)
  if (!read.ok) throw new CommandFailure(`${name} is no dialect:\n${formatIssues(read.error)}`, EXIT.usage)
  if (read.value.notes.length > 0) {
    console.error(`fiftyfive: ${name}, coarser than there:\n${formatIssues(read.value.notes)}`)
  }
  return createDialect(read.value.spec)
}

function specificationIn(file: string): Result<Imported, readonly Issue[]> {
  const id = basename(file, extname(file))
  if (file.endsWith('.xml')) return importJposPackager(readText(file), id)
  if (!/\.(?:json|ts)$/.test(file)) {
    throw new CommandFailure(
      `'${file}' is neither a .json, .ts or .xml file nor one of: ${Object.keys(DIALECTS).join(', ')}.`,
      EXIT.usage,
    )
  }
  const json = file.endsWith('.ts') ? exportOf(file) : readJson(file)
  if (isMoov(json)) return importMoovSpecification(json, id)
  const parsed = parseDialect(json)
  return parsed.ok ? { ok: true, value: { spec: parsed.value, notes: [] } } : parsed
}

/** moov's specifications describe message type and bitmap as fields 0 and 1; ours by members of their own. */
const isMoov = (json: unknown): boolean => {
  const { fields, messageType } = (json ?? {}) as { readonly fields?: object; readonly messageType?: unknown }
  return messageType === undefined && typeof fields === 'object' && '0' in fields && '1' in fields
}

export const allDialects = (): AnyDialect[] => Object.values<AnyDialect>(DIALECTS)

export const framingOption = (description: string): Option =>
  new Option('--framing <name>', description).choices([...Object.keys(FRAMINGS), 'none'])

/** A TypeScript file exports as its default what `createDialect` takes or what it gives. */
function exportOf(file: string): unknown {
  try {
    const module: { readonly default?: { readonly spec?: unknown } } = createRequire(import.meta.url)(resolve(file))
    return module.default?.spec ?? module.default
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readText(file))
  } catch (failure) {
    if (failure instanceof CommandFailure) throw failure
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'no JSON'}`, EXIT.usage)
  }
}
