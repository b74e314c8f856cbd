import {
  CsvReader,
  type CsvRow,
  guessMapping,
  type ImportFault,
  NEEDED,
  RowImporter,
  type Mapping,
} from '@fiftyfive/diagnosis'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { type Compressors, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { asyncBufferFromFile } from 'hyparquet/src/node.js'
import { CommandFailure, EXIT } from '../exit.ts'
import { parseJson } from './attempt-line.ts'
import { findHeader, type Header } from './header.ts'
import { type Batch, checked, type ReadOptions } from './reading.ts'
import { encodingOf, type Source, textOf } from './source.ts'

/** Rows from which the mapping is guessed. */
const SAMPLES = 1_000

/** A table of comma-, semicolon-, tab- or bar-separated text with a header. */
export async function* readCsv(source: Source, options: ReadOptions): AsyncGenerator<Batch> {
  let reader: CsvReader | undefined
  let table: Table | undefined
  let beginning: Header | undefined
  const encoding = encodingOf(source.head)
  for await (const text of textOf(source.chunks, encoding)) {
    const piece = reader ? text : text.replace(/^\uFEFF/, '')
    const { delimiter, line } = (beginning ??= findHeader(piece))
    reader ??= new CsvReader(delimiter)
    let rows = table ? reader.push(piece) : reader.push(piece).filter((row) => row.line >= line)
    if (!table && rows[0]) {
      const [{ cells: header }, ...first] = rows as [CsvRow, ...CsvRow[]]
      const last = lastRows(source.tail, encoding, delimiter)
      const samples = [...first.slice(0, SAMPLES), ...last].map(({ cells }) => cells)
      table = await tableOf(
        header,
        samples.filter((cells) => cells.length === header.length),
        options,
      )
      rows = first
    }
    if (table) yield table.read(rows)
  }
  const rest = reader?.end() ?? []
  if (table) yield table.read(rest)
}

/** The end of a file may say what its beginning leaves open, such as whether the day or the month comes first. */
function lastRows(tail: Uint8Array, encoding: string, delimiter: string): readonly CsvRow[] {
  const text = new TextDecoder(encoding).decode(tail)
  // The first line is cut.
  return new CsvReader(delimiter).push(text.slice(text.indexOf('\n') + 1))
}

/**
 * Lines of somebody else's log that name what they hold: objects of JSON, whose members, by their paths (`message.tid`), are the
 * columns, also elements of one array when each has a line of its own; or `name=value` in any order.
 */
export async function* readObjects(source: Source, options: ReadOptions): AsyncGenerator<Batch> {
  let header: readonly string[] = []
  let table: Table | undefined
  let number = 0
  for await (const text of textOf(source.chunks)) {
    const lines = text.replace(/^\uFEFF/, '').split('\n')
    if (lines.at(-1) === '') lines.pop()
    const faults: ImportFault[] = []
    const found: { readonly line: number; readonly members: ReadonlyMap<string, string> }[] = []
    for (const raw of lines) {
      number++
      const line = raw
        .trim()
        .replace(/^[[,]\s*/, '')
        .replace(/\s*[\],]$/, '')
      if (line === '') continue
      const members = membersOf(line)
      if (typeof members === 'string') faults.push({ line: number, reason: members })
      else found.push({ line: number, members })
    }
    if (!table && found.length > 0) {
      const samples = found.slice(0, SAMPLES)
      header = [...new Set(samples.flatMap(({ members }) => [...members.keys()]))]
      table = await tableOf(
        header,
        samples.map(({ members }) => header.map((name) => members.get(name) ?? '')),
        options,
      )
    }
    const rows = found.map(({ line, members }) => ({ line, cells: header.map((name) => members.get(name) ?? '') }))
    const batch = table?.read(rows) ?? { attempts: [], faults: [] }
    yield { attempts: batch.attempts, faults: [...faults, ...batch.faults] }
  }
}

/** Members of the object that a line holds, those of objects within it by their paths; or in words what is wrong with it. */
function membersOf(line: string): ReadonlyMap<string, string> | string {
  if (!line.startsWith('{')) return pairsOf(line)
  const value = parseJson(line)
  if (typeof value === 'string') return value
  const members = new Map<string, string>()
  const add = (object: object, path: string): void => {
    for (const [name, member] of Object.entries(object) as [string, unknown][]) {
      if (typeof member === 'object' && member !== null && !Array.isArray(member)) add(member, `${path}${name}.`)
      else members.set(path + name, cellOf(member))
    }
  }
  add(value, '')
  return members
}

const PAIR = /([\p{Letter}_][\p{Letter}\p{Number}_.-]*)=(?:"([^"]*)"|(\S+))/gu
const TIME_FIRST = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)/

/** The pairs of a line, and the time with which such lines often begin; or in words what is wrong with it. */
export function pairsOf(line: string): ReadonlyMap<string, string> | string {
  const members = new Map<string, string>()
  const time = TIME_FIRST.exec(line)?.[1]
  if (time !== undefined) members.set('time', time)
  for (const [, name = '', quoted, plain = ''] of line.matchAll(PAIR)) members.set(name, quoted ?? plain)
  return members.size > 1 ? members : 'neither an object of JSON nor name=value'
}

/** Rows are fetched in groups of so many. */
const ROWS = 10_000
const COMPRESSORS: Compressors = {
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
  ZSTD: (input) => zstdDecompressSync(input),
}

/** A Parquet file with one flat row an attempt; `line` of a fault is the number of the row. */
export async function* readParquet(
  path: string,
  options: ReadOptions,
  progress: (share: number) => void,
): AsyncGenerator<Batch> {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  const total = Number(metadata.num_rows)
  const header = metadata.schema
    .slice(1)
    .filter((each) => each.num_children === undefined)
    .map(({ name }) => name)
  let table: Table | undefined
  for (let rowStart = 0; rowStart < total; rowStart += ROWS) {
    const rowEnd = Math.min(total, rowStart + ROWS)
    const objects = await parquetReadObjects({ file, metadata, compressors: COMPRESSORS, rowStart, rowEnd })
    const rows = objects.map((object, index) => ({
      line: rowStart + index + 1,
      cells: header.map((name) => cellOf((object as Record<string, unknown>)[name])),
    }))
    table ??= await tableOf(
      header,
      rows.slice(0, SAMPLES).map(({ cells }) => cells),
      options,
    )
    progress(rowEnd / total)
    yield table.read(rows)
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString()
  return typeof value === 'string' || typeof value === 'bigint' ? value.toString() : JSON.stringify(value)
}

interface Table {
  readonly read: (rows: readonly CsvRow[]) => Batch
}

async function tableOf(
  header: readonly string[],
  samples: readonly (readonly string[])[],
  options: ReadOptions,
): Promise<Table> {
  const mapping: Mapping = await options.mapping(guessMapping(header, samples), header, samples)
  const unknown = Object.values(mapping.columns).filter((column) => !header.includes(column))
  if (unknown.length > 0)
    throw new CommandFailure(`the mapping names columns that are not there: ${unknown.join(', ')}`, EXIT.usage)
  const missing = NEEDED.filter((fact) => mapping.columns[fact] === undefined)
  if (missing.length > 0) {
    throw new CommandFailure(
      `no column for: ${missing.join(', ')}. Say which with --mapping. There are: ${header.join(', ')}`,
      EXIT.usage,
    )
  }
  const importer = new RowImporter(header, mapping, options.tokenize, options.now)
  return {
    read: (rows) => {
      const read = rows.map(({ line, cells }) => {
        if (cells.length === header.length) return { line, ...importer.import(cells, line) }
        return { line, faults: [{ line, reason: `${header.length} cells are expected, ${cells.length} were found` }] }
      })
      return checked(
        read.flatMap((row) => ('draft' in row && row.draft ? [[row.line, row.draft] as const] : [])),
        read.flatMap(({ faults }) => faults),
      )
    },
  }
}
