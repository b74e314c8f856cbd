import { CURRENCIES } from '@fiftyfive/kernel'
import type { Journal } from '../core/journal.ts'
import { isTransactionKind } from '../core/transaction.ts'

/** Whether a stored value is a journal, as far as money depends on it. */
export function isJournal(value: unknown): value is Journal {
  if (!isRecord(value) || !isCount(value['batch']) || !isCount(value['trace'])) return false
  const { pending, entries, holds, advices, settlement } = value
  return (
    (pending === undefined || isPending(pending)) &&
    [entries, holds].every((list) => list === undefined || (Array.isArray(list) && list.every(isTransaction))) &&
    (advices === undefined || (Array.isArray(advices) && advices.every(isPending))) &&
    (settlement === undefined || isSettlement(settlement))
  )
}

const isTransaction = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) &&
  isTransactionKind(value['kind']) &&
  [value['batch'], value['trace'], value['amount_minor']].every(isCount) &&
  Object.hasOwn(CURRENCIES, String(value['currency'])) &&
  [value['maskedPan'], value['method']].every((text) => typeof text === 'string')

const isPending = (value: unknown): boolean =>
  isTransaction(value) &&
  isCount(value['reversals']) &&
  typeof value['entryMode'] === 'string' &&
  [undefined, '98', 'A0', '06'].includes(value['reason'] as undefined)

const isSettlement = (value: unknown): boolean =>
  isRecord(value) &&
  [value['batch'], value['trace'], value['from'], value['attempts']].every(isCount) &&
  ['totals', 'upload', 'upload-end'].includes(String(value['stage']))

const TEXTS = ['merchantId', 'terminalId', 'batch', 'trace', 'maskedPan', 'method', 'code'] as const

export const isReceipt = (value: unknown): boolean =>
  isRecord(value) &&
  isTransactionKind(value['kind']) &&
  ['approved', 'refused', 'reversed', 'stored'].includes(value['outcome'] as string) &&
  typeof value['charged'] === 'boolean' &&
  isCount(value['at']) &&
  isRecord(value['merchantName']) &&
  isRecord(value['amount']) &&
  isCount(value['amount']['minor']) &&
  Object.hasOwn(CURRENCIES, String(value['amount']['currency'])) &&
  TEXTS.every((name) => typeof value[name] === 'string')

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
