import { CsvReader, guessDelimiter, guessMapping } from '@fiftyfive/diagnosis'

/** Titles, dates and empty lines that exports have above their columns. */
const LINES_MAX = 30

export interface Header {
  readonly delimiter: string
  /** Of the names of the columns, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** How many of the columns have names that are known. */
  readonly known: number
}

/** Where a table begins, by the names of its columns: the first line, unless a later one has more names that are known. */
export function findHeader(text: string): Header {
  let best: Header | undefined
  for (const [index, line] of text.split(/\r?\n/, LINES_MAX).entries()) {
    const delimiter = guessDelimiter(line)
    const cells = new CsvReader(delimiter).push(`${line}\n`)[0]?.cells ?? []
    const known = Object.keys(guessMapping(cells, []).columns).length
    if (!best || (known > best.known && known > 1)) best = { delimiter, line: index + 1, cells, known }
  }
  return best as Header
}
