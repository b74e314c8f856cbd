import { CURRENCIES } from '@fiftyfive/kernel'
import type { Journal } from '../core/journal.ts'
import type { Storage } from '../ports.ts'

const NAME = 'journal'

export const saveJournal = (storage: Storage, journal: Journal): Promise<void> =>
  storage.save(NAME, JSON.stringify(journal))

/** The journal as it was saved last; a new one for a new terminal. Rejects a damaged one: it may hide a pending payment. */
export async function loadJournal(storage: Storage): Promise<Journal> {
  const text = await storage.load(NAME)
  if (text === undefined) return { batch: 1, trace: 0 }
  const journal: unknown = JSON.parse(text)
  if (!isJournal(journal)) throw new Error('the journal of this terminal is damaged')
  if (journal.last === undefined || isReceipt(journal.last)) return journal
  // Only a reprint is lost with it; what may be pending is not.
  const { last: _, ...rest } = journal
  return rest
}

function isJournal(value: unknown): value is Journal {
  if (!isRecord(value) || !isCount(value['batch']) || !isCount(value['trace'])) return false
  const pending = value['pending']
  if (pending === undefined) return true
  return (
    isRecord(pending) &&
    (pending['kind'] === 'sale' || pending['kind'] === 'qr-sale') &&
    [pending['batch'], pending['trace'], pending['amount_minor'], pending['reversals']].every(isCount) &&
    Object.hasOwn(CURRENCIES, String(pending['currency'])) &&
    [pending['maskedPan'], pending['method'], pending['entryMode']].every((text) => typeof text === 'string') &&
    [undefined, '98', 'A0', '06'].includes(pending['reason'] as undefined)
  )
}

const TEXTS = ['merchantId', 'terminalId', 'batch', 'trace', 'maskedPan', 'method', 'code'] as const

const isReceipt = (value: unknown): boolean =>
  isRecord(value) &&
  ['approved', 'refused', 'reversed'].includes(value['outcome'] as string) &&
  typeof value['charged'] === 'boolean' &&
  isCount(value['at']) &&
  isRecord(value['merchantName']) &&
  isRecord(value['amount']) &&
  isCount(value['amount']['minor']) &&
  Object.hasOwn(CURRENCIES, String(value['amount']['currency'])) &&
  TEXTS.every((name) => typeof value[name] === 'string')

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
