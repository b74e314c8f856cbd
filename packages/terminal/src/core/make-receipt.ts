import { money } from '@fiftyfive/kernel'
import type { Receipt } from '../receipt/receipt.ts'
import type { Pending } from './journal.ts'
import type { Session } from './state.ts'
import type { Context } from './step.ts'
import { TRANSACTIONS } from './transaction.ts'

type Outcome = Pick<Receipt, 'outcome' | 'code'> & {
  readonly [Told in 'authorizationCode' | 'referenceNumber' | 'balance']?: Receipt[Told] | undefined
}

/** The receipt of a transaction that was sent or stored. */
export function receiptOf(context: Context, pending: Pending, outcome: Outcome): Receipt {
  const { kind, original, chip, operator, verified } = pending
  const done = outcome.outcome === 'approved' || outcome.outcome === 'stored'
  return {
    ...shop(context),
    outcome: outcome.outcome,
    code: outcome.code,
    kind,
    charged: done && TRANSACTIONS[kind].side === 'debit',
    at: context.now,
    batch: sixDigits(pending.batch),
    trace: sixDigits(pending.trace),
    amount: money(pending.amount_minor, pending.currency),
    tender: pending.method === 'qr' ? 'qr' : 'card',
    method: pending.method,
    maskedPan: pending.maskedPan,
    ...(outcome.authorizationCode === undefined ? {} : { authorizationCode: outcome.authorizationCode }),
    ...(outcome.referenceNumber === undefined ? {} : { referenceNumber: outcome.referenceNumber }),
    ...(outcome.balance ? { balance: outcome.balance } : {}),
    ...(original?.trace === undefined ? {} : { originalTrace: sixDigits(original.trace) }),
    ...(original?.referenceNumber === undefined ? {} : { originalReference: original.referenceNumber }),
    ...(chip ? { chip } : {}),
    ...(verified ? { verified } : {}),
    ...(operator === undefined ? {} : { operator }),
  }
}

/** The receipt of a transaction of which nothing left the terminal. */
export function receiptOfNothing(context: Context, batch: number, session: Session): Receipt {
  return {
    ...shop(context),
    kind: session.kind,
    outcome: 'refused',
    charged: false,
    at: context.now,
    batch: sixDigits(batch),
    trace: '',
    amount: session.amount,
    tender: 'card',
    method: session.card?.method ?? 'chip',
    maskedPan: session.card?.pan.masked ?? '',
    code: '',
  }
}

function shop({ configuration }: Context) {
  const { terminalId, merchantId, merchantName, training } = configuration
  return { terminalId, merchantId, merchantName, ...(training ? { training } : {}) }
}

const sixDigits = (value: number): string => String(value).padStart(6, '0')
