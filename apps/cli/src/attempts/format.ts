import { guessMapping, NEEDED } from '@fiftyfive/diagnosis'
import { recognizeInput } from '@fiftyfive/iso8583'
import { parseJson } from './attempt-line.ts'
import { findHeader } from './header.ts'
import { encodingOf } from './source.ts'
import { pairsOf } from './tables.ts'

/**
 * `attempts`: our JSON lines, `json`: anybody's, or lines of `name=value`; `capture`: pcap, hex or raw ISO 8583; `jpos`: XML
 * logs of jPOS; tables with a header.
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
  if (isPairs(text)) return 'json'
  const { cells, known } = findHeader(text)
  const isTable = cells.length > 1 && known > 0
  return isTable && recognizeInput(head).kind !== 'capture' ? 'csv' : 'capture'
}

/** Whether the first line has `name=value` for what an attempt has: a time and a code among them, whose names are known. */
function isPairs(text: string): boolean {
  const [first = ''] = text.split('\n')
  const pairs = pairsOf(first.trim())
  if (typeof pairs === 'string') return false
  const { columns } = guessMapping([...pairs.keys()], [[...pairs.values()]])
  return NEEDED.every((fact) => columns[fact] !== undefined)
}

/** Members that every line of `attempts.ndjson` has, and no other log has together. */
const OURS = ['id', 'at', 'terminal', 'merchant', 'card', 'range', 'code']
/** Lines that are asked, for the first may be damaged. */
const ASKED = 5

function isOurs(text: string): boolean {
  return text.split('\n', ASKED).some((line) => {
    const value = parseJson(line)
    return typeof value !== 'string' && OURS.every((name) => name in value)
  })
}
