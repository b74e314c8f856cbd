import type { CardRead } from '@fiftyfive/emv'
import { toHex } from '@fiftyfive/kernel'
import type { ReceiptChip } from '../receipt/receipt.ts'
import type { Pending } from './journal.ts'
import type { Session, TerminalState } from './state.ts'
import { nextTrace, type Context } from './step.ts'
import { TRANSACTIONS } from './transaction.ts'

/** First two digits of DE 22. */
const ENTRY_MODE = { chip: '05', stripe: '02', contactless: '07', qr: '03' } as const

/** A transaction as it is recorded before anything of it leaves. */
export function pendingOf(context: Context, state: TerminalState, session: Session): Pending {
  const { journal, operator } = state
  const { kind, amount, card, original, voiceCode, sealedPan } = session
  const method = card?.method ?? original?.method ?? 'qr'
  const pin = TRANSACTIONS[kind].pin && card?.pin === 'online' ? '1' : '2'
  return {
    kind,
    batch: journal.batch,
    trace: nextTrace(journal.trace),
    amount_minor: amount.minor,
    currency: amount.currency,
    maskedPan: card?.pan.masked ?? original?.maskedPan ?? '',
    method,
    entryMode: `${!card && method !== 'qr' ? '01' : ENTRY_MODE[method]}${pin}`,
    at: context.now,
    reversals: 0,
    ...(sealedPan === undefined ? {} : { sealedPan }),
    ...(card ? { expiry: card.expiry, sequenceNumber: card.sequenceNumber } : {}),
    ...(original ? { original } : {}),
    ...(voiceCode === undefined ? {} : { voiceCode }),
    ...(card && (TRANSACTIONS[kind].pin || card.approvedOffline) ? verificationOf(card) : {}),
    ...(card?.chipData ? { chip: chipOf(card, card.chipData) } : {}),
    ...(operator ? { operator: operator.id } : {}),
  }
}

/** A chip whose list ended without a PIN leaves it to the signature, of which nobody knows yet. */
function verificationOf({ pin, method, verification }: CardRead): Pick<Pending, 'verified'> {
  if (verification) return verification === 'device' ? { verified: 'device' } : {}
  if (pin !== 'none') return { verified: 'pin' }
  return method === 'contactless' ? { verified: 'none' } : {}
}

/** Tag 9F27: the chip has approved. */
const CERTIFICATE = 0x40

function chipOf({ application }: CardRead, data: NonNullable<CardRead['chipData']>): ReceiptChip {
  const hex = (tag: string) => toHex(data[tag] ?? new Uint8Array())
  return {
    aid: toHex(application?.aid ?? new Uint8Array()),
    label: application?.label ?? '',
    counter: hex('9F36'),
    tvr: hex('95'),
    tsi: toHex(application?.status ?? new Uint8Array()),
    cryptogram: hex('9F26'),
    ...(((data['9F27']?.[0] ?? 0) & 0xc0) === CERTIFICATE ? { certificate: true as const } : {}),
  }
}

/** What an advice must still know when it leaves, maybe days later: no track, the chip's data as text. */
export const asAdvice = (pending: Pending, card: CardRead | undefined): Pending => ({
  ...pending,
  ...(card?.chipData
    ? { chipData: Object.fromEntries(Object.entries(card.chipData).map(([tag, value]) => [tag, toHex(value)])) }
    : {}),
})
