import { recognizeInput } from '@fiftyfive/iso8583'
import { parseJson } from './attempt-line.ts'
import { findHeader } from './header.ts'
import { encodingOf } from './source.ts'

/**
 * `attempts`: our JSON lines, `json`: anybody's; `capture`: pcap, hex or raw ISO 8583; `jpos`: XML logs of jPOS; tables
 * with a header.
 */
export const FORMATS = ['attempts', 'json', 'csv', 'parquet', 'capture', 'jpos'] as const
export type Format = (typeof FORMATS)[number]

const BY_NAME: readonly (readonly [RegExp, Format])[] = [
  [/\.(csv|tsv)(\.gz)?$/i, 'csv'],
  [/\.parquet$/i, 'parquet'],
]

/** Tells formats apart by the name of the file where that is plain, or else by how it begins. */
export function recognizeFormat(name: string, head: Uint8Array): Format {
  const named = BY_NAME.find(([pattern]) => pattern.test(name))
  if (named) return named[1]
  const text = new TextDecoder(encodingOf(head))
    .decode(head.subarray(0, 16_384))
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (text.startsWith('PAR1')) return 'parquet'
  if (/^\[?\s*\{/.test(text)) return isOurs(text) ? 'attempts' : 'json'
  if (/^<|<isomsg\b/.test(text)) return 'jpos'
  const { cells, known } = findHeader(text)
  const isTable = cells.length > 1 && known > 0
  return isTable && recognizeInput(head).kind !== 'capture' ? 'csv' : 'capture'
}

/** Whether the first line is one of `attempts.ndjson`, be it with faults: members that all of those have, and no others' log has together. */
function isOurs(text: string): boolean {
  const end = text.indexOf('\n')
  const first = parseJson(end < 0 ? text : text.slice(0, end))
  return (
    typeof first !== 'string' &&
    ['id', 'at', 'code', 'entryMode', 'pinPresent'].filter((name) => name in first).length >= 3
  )
}
