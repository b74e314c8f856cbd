import { equalBytes } from '@fiftyfive/kernel'
import type { TlvFields, UnionPayMessage } from '@fiftyfive/iso8583'
import type { Authentic } from '../authorization/authentic.ts'
import { keysAreDue } from '../key-exchange/renewal.ts'
import type { AcquirerPorts, Downloads } from '../ports.ts'
import type { Management } from './index.ts'

/** Application identifier; index of the CA key. */
const [AID, KEY_INDEX, KEY_EXPIRY] = ['9F06', '9F22', 'DF05']

/** List entries in one answer: a CA key's takes 5 to 16, 4 and 11 bytes of at most 512. */
const ENTRIES_MAX = 10

type Status = '0' | '1' | '2' | '3'

/** Parameters, CA keys and chip parameters, as docs/reference/unionpay-transactions.md describes their download. */
export async function download(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  { terminal }: Authentic,
): Promise<Management> {
  const { downloads } = ports
  const networkCode = message[60]?.networkCode
  if (networkCode === '361' || networkCode === '371' || networkCode === '381') return {}
  if (!downloads) return 'FF_MESSAGE_UNEXPECTED'
  switch (networkCode) {
    case '360':
      if (keysAreDue(ports, terminal, message[11] ?? '')) return 'FF_KEYS_TOO_OLD'
      return { 62: { terminalParameters: downloads.parametersOf(terminal) } }
    case '372':
      return list(downloads.caKeys, [AID, KEY_INDEX, KEY_EXPIRY], message)
    case '370':
      return one(downloads.caKeys, [AID, KEY_INDEX], message)
    case '382':
      return list(downloads.applications, [AID], message)
    default:
      return one(downloads.applications, [AID], message)
  }
}

/** What there is, from where the terminal stopped hearing. */
function list(records: Downloads['caKeys'], tags: readonly string[], message: UnionPayMessage): Management {
  const heard = Number(message[62]?.listed?.count ?? '0')
  const entries = records.slice(heard, heard + ENTRIES_MAX).map((record) => only(record, tags))
  const isLast = heard + entries.length >= records.length
  const status: Status = records.length === 0 ? '0' : isLast ? (heard === 0 ? '1' : '3') : '2'
  return { 62: { parameters: { status, ...numbered(entries) } } }
}

function one(records: Downloads['caKeys'], by: readonly string[], message: UnionPayMessage): Management {
  const wanted = message[62]?.wanted
  if (!wanted) return 'FF_MESSAGE_FORMAT'
  const found = records.find((record) => by.every((tag) => isSame(record[tag], wanted[tag])))
  return { 62: { parameters: { status: found ? '1' : '0', ...numbered(found ? [found] : []) } } }
}

/** Records of the codec are numbered from 1. */
const numbered = (records: readonly TlvFields[]): Record<number, TlvFields> =>
  Object.fromEntries(records.map((record, index) => [index + 1, record]))

const isSame = (left?: Uint8Array, right?: Uint8Array): boolean =>
  left !== undefined && right !== undefined && equalBytes(left, right)

const only = (record: TlvFields, tags: readonly string[]): TlvFields =>
  Object.fromEntries(Object.entries(record).filter(([tag]) => tags.includes(tag)))
