import { err, ok, type Result } from '@fiftyfive/kernel'

/**
 * One case: a table of leaves, each with a value for every dimension, and what was measured there against what was
 * expected. `sums` are totals of an additive measure; `counts` are failures out of attempts.
 */
export interface Table {
  readonly dimensions: readonly Dimension[]
  readonly rows: number
  readonly measure: Measure
}

export interface Dimension {
  readonly name: string
  readonly values: readonly string[]
  /** Index into `values`, for each leaf. */
  readonly codes: Int32Array
}

export type Measure =
  | { readonly kind: 'sums'; readonly real: Float64Array; readonly predict: Float64Array }
  | {
      readonly kind: 'counts'
      /** Attempts and failures that were seen. */
      readonly attempts: Float64Array
      readonly failures: Float64Array
      /** Attempts and failures that were forecast. */
      readonly expectedAttempts: Float64Array
      readonly expectedFailures: Float64Array
    }

export interface TableFault {
  /** From 1; the header is line 1. */
  readonly line: number
  readonly reason: string
}

const SUMS = ['real', 'predict']
const COUNTS = ['n', 'k', 'en', 'ek']

/** Reads comma-separated text. The last columns tell the kind: `real,predict` or `n,k,en,ek`; all before are dimensions. */
export function parseTable(text: string): Result<Table, TableFault> {
  const lines = text.split('\n')
  if (lines.at(-1)?.trim() === '') lines.pop()
  const header = (lines[0] ?? '').trim().split(',')
  const measures = [SUMS, COUNTS].find((names) => names.join() === header.slice(-names.length).join())
  if (!measures) return err({ line: 1, reason: 'the last columns must be real,predict or n,k,en,ek' })
  const names = header.slice(0, -measures.length)
  if (names.length === 0) return err({ line: 1, reason: 'at least one dimension is expected before the measures' })
  if (new Set(names).size < names.length) return err({ line: 1, reason: 'a dimension is named twice' })

  const rows = lines.length - 1
  const encoders = names.map(() => new Map<string, number>())
  const codes = names.map(() => new Int32Array(rows))
  const columns = measures.map(() => new Float64Array(rows))
  for (let row = 0; row < rows; row++) {
    const cells = (lines[row + 1] ?? '').trimEnd().split(',')
    const fault = readRow(cells, row, encoders, codes, columns)
    if (fault) return err({ line: row + 2, reason: fault })
  }
  const dimensions = names.map((name, index) => ({
    name,
    values: [...(encoders[index] as Map<string, number>).keys()],
    codes: codes[index] as Int32Array,
  }))
  return ok({ dimensions, rows, measure: measureOf(measures, columns) })
}

function readRow(
  cells: readonly string[],
  row: number,
  encoders: readonly Map<string, number>[],
  codes: readonly Int32Array[],
  columns: readonly Float64Array[],
): string | undefined {
  const width = encoders.length + columns.length
  if (cells.length !== width) return `${width} cells are expected, ${cells.length} were found`
  for (const [index, encoder] of encoders.entries()) {
    const value = cells[index] as string
    let code = encoder.get(value)
    if (code === undefined) {
      code = encoder.size
      encoder.set(value, code)
    }
    ;(codes[index] as Int32Array)[row] = code
  }
  for (const [index, column] of columns.entries()) {
    const cell = cells[encoders.length + index] as string
    const number = Number(cell)
    if (cell === '' || !Number.isFinite(number)) return `a number is expected, not "${cell.slice(0, 20)}"`
    column[row] = number
  }
  return undefined
}

function measureOf(names: readonly string[], columns: readonly Float64Array[]): Measure {
  const [first, second, third, fourth] = columns as [Float64Array, Float64Array, Float64Array, Float64Array]
  if (names === SUMS) return { kind: 'sums', real: first, predict: second }
  return { kind: 'counts', attempts: first, failures: second, expectedAttempts: third, expectedFailures: fourth }
}
