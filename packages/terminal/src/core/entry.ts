import type { Answer } from '../exchange/answer.ts'
import type { Entry, Pending } from './journal.ts'
import type { Context } from './step.ts'

/** An approved transaction for the batch. */
export function entryOf({ now }: Context, pending: Pending, answer: Answer): Entry {
  const { kind, batch, trace, amount_minor, currency, maskedPan, sealedPan, expiry, method, original, operator } =
    pending
  const { authorizationCode, referenceNumber } = answer
  return {
    kind,
    batch,
    trace,
    amount_minor,
    currency,
    maskedPan,
    method,
    at: pending.at ?? now,
    ...(sealedPan === undefined ? {} : { sealedPan }),
    ...(expiry === undefined ? {} : { expiry }),
    ...(original ? { original } : {}),
    ...(operator === undefined ? {} : { operator }),
    ...(authorizationCode === undefined ? {} : { authorizationCode }),
    ...(referenceNumber === undefined ? {} : { referenceNumber }),
  }
}
