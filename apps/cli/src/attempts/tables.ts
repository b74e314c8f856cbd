import {
  CsvReader,
  type CsvRow,
  guessDelimiter,
  guessMapping,
  NEEDED,
  RowImporter,
  type Mapping,
} from '@fiftyfive/diagnosis'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { type Compressors, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { asyncBufferFromFile } from 'hyparquet/src/node.js'
import { CommandFailure, EXIT } from '../exit.ts'
import { type Batch, checked, type ReadOptions } from './reading.ts'
import { encodingOf, type Source, textOf } from './source.ts'

const SAMPLES = 50

/** A table of comma-, semicolon-, tab- or bar-separated text with a header. */
export async function* readCsv(source: Source, options: ReadOptions): AsyncGenerator<Batch> {
  let reader: CsvReader | undefined
  let table: Table | undefined
  for await (const text of textOf(source.chunks, encodingOf(source.head))) {
    const piece = reader ? text : text.replace(/^\uFEFF/, '')
    reader ??= new CsvReader(guessDelimiter(piece.slice(0, piece.indexOf('\n') + 1 || piece.length)))
    let rows = reader.push(piece)
    if (!table && rows[0]) {
      const [{ cells: header }, ...first] = rows as [CsvRow, ...CsvRow[]]
      table = await tableOf(
        header,
        first.slice(0, SAMPLES).map(({ cells }) => cells),
        options,
      )
      rows = first
    }
    if (table) yield table.read(rows)
  }
  const rest = reader?.end() ?? []
  if (table) yield table.read(rest)
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
  const importer = new RowImporter(header, mapping, options.tokenize)
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
