import { guessDelimiter, guessMapping } from '@fiftyfive/diagnosis'
import { recognizeInput } from '@fiftyfive/iso8583'
import { encodingOf } from './source.ts'

/** `attempts`: JSON lines; `capture`: pcap, hex or raw ISO 8583; `jpos`: XML logs of jPOS; tables with a header. */
export const FORMATS = ['attempts', 'csv', 'parquet', 'capture', 'jpos'] as const
export type Format = (typeof FORMATS)[number]

const BY_NAME: readonly (readonly [RegExp, Format])[] = [
  [/\.(ndjson|jsonl)(\.gz)?$/i, 'attempts'],
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
  if (text.startsWith('{')) return 'attempts'
  if (/^<|<isomsg\b/.test(text)) return 'jpos'
  const [header = ''] = text.split(/\r?\n/)
  const cells = header.split(guessDelimiter(header))
  const isTable = cells.length > 1 && Object.keys(guessMapping(cells, []).columns).length > 0
  return isTable && recognizeInput(head).kind !== 'capture' ? 'csv' : 'capture'
}
