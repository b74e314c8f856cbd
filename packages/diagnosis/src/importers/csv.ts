/** A record of a CSV file with the line it begins on, from 1. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Text in quotes that does not end within so many characters has lost its closing quote. */
const QUOTED_MAX = 64 * 1024
const DELIMITERS = [',', ';', '\t', '|'] as const

/** The delimiter that occurs most outside of quotes in the first line. */
export function guessDelimiter(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((each) => bare.split(each).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] as string
}

/** Cuts text that arrives in pieces into records (RFC 4180, any delimiter). Holds one record at most. */
export class CsvReader {
  readonly #delimiter: string
  #rest = ''
  #line = 1

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  push(text: string): CsvRow[] {
    this.#rest += text
    return this.#cut(false)
  }

  end(): CsvRow[] {
    if (this.#rest !== '') this.#rest += '\n'
    return this.#cut(true)
  }

  #cut(isLast: boolean): CsvRow[] {
    const rows: CsvRow[] = []
    let at = 0
    for (;;) {
      const end = this.#endOfRecord(at, isLast)
      if (end < 0) break
      const record = this.#rest.slice(at, end).replace(/\r$/, '')
      if (record !== '') rows.push({ line: this.#line, cells: this.#cellsOf(record) })
      this.#line += record.includes('\n') ? record.split('\n').length : 1
      at = end + 1
    }
    this.#rest = this.#rest.slice(at)
    return rows
  }

  /** Index of the line end that is not within quotes, or -1 when the record is not complete yet. */
  #endOfRecord(from: number, isLast: boolean): number {
    const first = this.#rest.indexOf('\n', from)
    if (first < 0) return -1
    let quotes = 0
    let at = from
    for (let end = first; end >= 0; end = this.#rest.indexOf('\n', end + 1)) {
      for (at = this.#rest.indexOf('"', at); at >= 0 && at < end; at = this.#rest.indexOf('"', at + 1)) quotes++
      if (at < 0) at = this.#rest.length
      if (quotes % 2 === 0) return end
      if (end - from > QUOTED_MAX) return first
    }
    return isLast || this.#rest.length - from > QUOTED_MAX ? first : -1
  }

  #cellsOf(record: string): string[] {
    if (!record.includes('"')) return record.split(this.#delimiter)
    const cells: string[] = []
    let cell = ''
    let quoted = false
    for (let at = 0; at < record.length; at++) {
      const character = record[at] as string
      if (quoted && character === '"' && record[at + 1] === '"') {
        cell += '"'
        at++
      } else if (character === '"') quoted = !quoted
      else if (character === this.#delimiter && !quoted) {
        cells.push(cell)
        cell = ''
      } else cell += character
    }
    cells.push(cell)
    return cells
  }
}
