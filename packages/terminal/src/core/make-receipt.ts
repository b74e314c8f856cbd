import { money } from '@fiftyfive/kernel'
import type { Pending } from './journal.ts'
import type { Receipt } from '../receipt/receipt.ts'
import type { Session } from './state.ts'
import type { Context } from './step.ts'

type Outcome = Pick<Receipt, 'outcome' | 'code'> & Partial<Pick<Receipt, 'authorizationCode' | 'referenceNumber'>>

/** The receipt of a payment that was sent. */
export function receiptOf(context: Context, pending: Pending, outcome: Outcome): Receipt {
  const { terminalId, merchantId, merchantName } = context.configuration
  return {
    ...outcome,
    charged: outcome.outcome === 'approved',
    at: context.now,
    merchantName,
    merchantId,
    terminalId,
    batch: sixDigits(pending.batch),
    trace: sixDigits(pending.trace),
    amount: money(pending.amount_minor, pending.currency),
    tender: pending.kind === 'qr-sale' ? 'qr' : 'card',
    method: pending.method,
    maskedPan: pending.maskedPan,
  }
}

/** The receipt of a payment of which nothing left the terminal. */
export function receiptOfNothing(context: Context, batch: number, session: Session): Receipt {
  const { terminalId, merchantId, merchantName } = context.configuration
  return {
    outcome: 'refused',
    charged: false,
    at: context.now,
    merchantName,
    merchantId,
    terminalId,
    batch: sixDigits(batch),
    trace: '',
    amount: session.amount,
    tender: 'card',
    method: session.card?.method ?? 'chip',
    maskedPan: session.card?.pan.masked ?? '',
    code: '',
  }
}

const sixDigits = (value: number): string => String(value).padStart(6, '0')
